"""Many clients at once, each at a network address of its own, with as little work as can be.

Rates are taken closed-loop: who has an answer asks again. Waiting times are taken open-loop: each
request has its moment, and who has to queue for a connection has waited from then on.
"""

from __future__ import annotations

import selectors
import socket
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from statistics import quantiles
from time import perf_counter

ASKED_FROM_ONE = 100
"""Requests after which a client moves to a new address: the limits per caller stay on."""
LARGEST_READ = 1 << 20
ANSWERED = (200, 201, 302, 303, 304)
NOT_MODIFIED = 304
LEFT_OVER = 5.0
"""Seconds for which answers are awaited after the end; what has not come then is an error."""

_numbers = count(1)


@dataclass(slots=True)
class Load:
    """What became of one load; waiting times in milliseconds."""

    done: int = 0
    errors: int = 0
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    wrong: str = ""

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def p95(self) -> float:
        """The waiting time that one in twenty goes beyond."""
        return quantiles(self.waits, n=20)[-1] if len(self.waits) > 1 else 0.0


@dataclass(slots=True)
class Client:
    """One connection: what it waits for, and since when."""

    port: int
    link: socket.socket | None = None
    asked: int = 0
    began: float = 0.0
    answer: bytearray = field(default_factory=bytearray)
    wanted: int = -1
    request: bytes = b""

    def ask(self, request: bytes, began: float) -> None:
        """Send *request*, from a new address if this one has asked enough."""
        if self.asked % ASKED_FROM_ONE == 0:
            self.hang_up()
        if self.link is None:
            self.link = _connected(self.port)
        self.asked += 1
        self.began, self.request = began, request
        self.answer.clear()
        self.wanted = -1
        self.link.settimeout(LEFT_OVER)
        self.link.sendall(request)
        self.link.settimeout(0)

    def has_all(self) -> bool | None:
        """Read; tell whether the answer is complete, None if the line is dead."""
        if self.link is None:
            return None
        try:
            part = self.link.recv(LARGEST_READ)
        except BlockingIOError:
            return False
        except OSError:
            return None
        self.answer += part
        if self.wanted < 0:
            head = self.answer.find(b"\r\n\r\n")
            if head >= 0:
                has_body = self.status != NOT_MODIFIED
                self.wanted = head + 4 + has_body * _length(bytes(self.answer[:head]))
        if self.wanted >= 0 and len(self.answer) >= self.wanted:
            return True
        return False if part else None

    @property
    def status(self) -> int:
        """The number of the answer."""
        return int(self.answer[9:12] or b"0")

    def was_left(self) -> bool:
        """Tell whether the server had closed the line before it was asked, as it may."""
        return self.asked > 1 and not self.answer

    def hang_up(self) -> None:
        """Close the line; the next request takes a new one, from another address."""
        if self.link is not None:
            self.link.close()
            self.link = None
            self.asked = 0


def closed(port: int, requests: Iterable[bytes], at_once: int, seconds: float) -> Load:
    """Let *at_once* clients ask again as soon as they have an answer."""
    return _Run(port, iter(requests), at_once).go(seconds, None)


def opened(port: int, requests: Iterable[bytes], rate: float, seconds: float) -> Load:
    """Ask *rate* times a second whether or not the answers keep up."""
    return _Run(port, iter(requests), 64).go(seconds, rate)


def one_by_one(port: int, request: bytes, times: int) -> list[float]:
    """Return the milliseconds of each of *times* requests of a single client.

    Raises:
        ConnectionError: an answer is none of ``ANSWERED``.
    """
    run = _Run(port, iter([request] * times), 1)
    done = run.go(LEFT_OVER * 12, None)
    if done.errors or done.done != times:
        raise ConnectionError(f"{done.done} of {times} answered; {done.wrong}")
    return done.waits


def headers_of(port: int, asked: bytes) -> dict[str, str]:
    """Return the headers of one answer, their names in small letters."""
    run = _Run(port, iter([asked]), 1)
    client = run.idle[0]
    run.go(LEFT_OVER * 12, None)
    head = bytes(client.answer).partition(b"\r\n\r\n")[0].decode()
    pairs = (line.partition(": ") for line in head.split("\r\n")[1:])
    return {name.lower(): value for name, _, value in pairs}


def request(method: str, path: str, port: int, body: bytes = b"", **headers: str) -> bytes:
    """Return a request as it goes over the line; ``_`` in a header's name is a hyphen."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body:
        lines += [f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


class _Run:
    """One load from beginning to end."""

    def __init__(self, port: int, requests: Iterator[bytes], at_once: int) -> None:
        self.requests = requests
        self.idle = deque(Client(port) for _ in range(at_once))
        self.busy = 0
        self.waiting = selectors.DefaultSelector()
        self.load = Load()

    def go(self, seconds: float, rate: float | None) -> Load:
        begun = perf_counter()
        until, sent, more = begun + seconds, 0, True
        while True:
            now = perf_counter()
            more = more and now < until
            while more and self.idle:
                due = now if rate is None else begun + sent / rate
                if due > now:
                    break
                more = self._send(due)
                sent += more
            if (not more and not self.busy) or now > until + LEFT_OVER:
                break
            self._receive(0.001 if rate else 0.05)
        self.load.seconds = min(perf_counter(), until) - begun
        self.load.errors += self.busy
        return self._ended()

    def _send(self, began: float) -> bool:
        wanted = next(self.requests, None)
        if wanted is None:
            return False
        self._ask(self.idle.popleft(), wanted, began)
        return True

    def _ask(self, client: Client, wanted: bytes, began: float) -> None:
        try:
            client.ask(wanted, began)
        except OSError as broken:
            self._failed(client, str(broken))
            return
        if client.link is not None:
            self.waiting.register(client.link, selectors.EVENT_READ, client)
        self.busy += 1

    def _receive(self, patience: float) -> None:
        for key, _ in self.waiting.select(patience if self.busy else 0.0005):
            client: Client = key.data
            whole = client.has_all()
            if whole is False:
                continue
            self.waiting.unregister(key.fileobj)
            self.busy -= 1
            if whole and client.status in ANSWERED:
                self.load.done += 1
                self.load.waits.append((perf_counter() - client.began) * 1000)
                if b"\r\nconnection: close" in client.answer[:2000].lower():
                    client.hang_up()
                self.idle.append(client)
            elif whole is None and client.was_left():
                client.hang_up()
                self._ask(client, client.request, client.began)
            else:
                self._failed(client, bytes(client.answer[:300]).decode(errors="replace"))

    def _failed(self, client: Client, said: str) -> None:
        self.load.errors += 1
        self.load.wrong = said
        client.hang_up()
        self.idle.append(client)

    def _ended(self) -> Load:
        for key in list(self.waiting.get_map().values()):
            self.waiting.unregister(key.fileobj)
            key.data.hang_up()
        for client in self.idle:
            client.hang_up()
        self.waiting.close()
        return self.load


def _connected(port: int) -> socket.socket:
    """Return a line from the next address of the loopback network."""
    number = next(_numbers)
    link = socket.socket()
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    link.bind((f"127.{1 + number // 62_500 % 250}.{1 + number // 250 % 250}.{1 + number % 250}", 0))
    link.settimeout(LEFT_OVER)
    link.connect(("127.0.0.1", port))
    return link


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
