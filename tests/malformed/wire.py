"""Requests over a socket as they are, with whatever bytes they hold."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse

from tests.malformed.spoiling import Asked

PATIENCE = 30.0
EACH_ADDRESS = 15
"""Requests that come from one address before the next one asks, as each has its limits."""


@dataclass
class Wire:
    """One caller after another, from addresses of their own on the loopback."""

    port: int
    lane: int
    asked: int = 0
    _socket: socket.socket | None = None
    times: list[float] = field(default_factory=list)

    def send(self, asked: Asked, *more: tuple[str, str]) -> tuple[int, bytes]:
        """Send one request; return the status and the body of its answer, (0, b"") for none."""
        head = self._head(asked, more)
        for _ in range(2):
            begun = time.perf_counter()
            with suppress(HTTPException, OSError):
                answer = self._answer(head + asked.body, asked.method)
                self.times.append(time.perf_counter() - begun)
                return answer
            self.close()
        return 0, b""

    def close(self) -> None:
        """Hang up."""
        if self._socket:
            self._socket.close()
        self._socket = None

    def _answer(self, sent: bytes, method: str) -> tuple[int, bytes]:
        line = self._line()
        with suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(sent)
        answer = HTTPResponse(line, method=method)
        try:
            answer.begin()
            body = answer.read()
            if answer.will_close:
                self.close()
        finally:
            answer.close()
        return answer.status, body

    def _line(self) -> socket.socket:
        if self.asked % EACH_ADDRESS == 0:
            self.close()
        self.asked += 1
        if self._socket is None:
            number = self.asked // EACH_ADDRESS
            source = f"127.{self.lane + 1}.{number // 250 % 250}.{number % 250 + 1}"
            self._socket = socket.create_connection(
                ("127.0.0.1", self.port), PATIENCE, source_address=(source, 0)
            )
        return self._socket

    def _head(self, asked: Asked, more: tuple[tuple[str, str], ...]) -> bytes:
        given = dict(more) | dict(asked.headers)
        given = {"Host": f"127.0.0.1:{self.port}", **given, "Content-Length": str(len(asked.body))}
        lines = [f"{asked.method} {asked.target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in given.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogatepass")
