"""A way to a server that can be cut, shut and slowed, as networks do to every server one day."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from threading import Lock, Thread

RESETS = struct.pack("ii", 1, 0)
"""Linger for no time: closing sends a reset instead of a polite end."""

PIECE = 65536


class Fault(StrEnum):
    """What the way does to those who take it."""

    NONE = "none"
    REFUSED = "refused"
    RESET = "reset"
    SILENT = "silent"
    SLOW = "slow"


class Proxy:
    """Passes bytes between its own port and a server's, unless a fault is set."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.fault = Fault.NONE
        self.delay = 0.3
        self._open: set[socket.socket] = set()
        self._turn = Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        Thread(target=self._take_in, args=(self._listener,), daemon=True).start()

    def set(self, fault: Fault) -> None:
        """Do this to every connection from now on; reset and refusal end those that are open."""
        if fault is Fault.REFUSED and self.fault is not Fault.REFUSED:
            _close(self._listener)
        elif fault is not Fault.REFUSED and self.fault is Fault.REFUSED:
            self._listener = socket.create_server(("127.0.0.1", self.port))
            Thread(target=self._take_in, args=(self._listener,), daemon=True).start()
        self.fault = fault
        if fault in {Fault.REFUSED, Fault.RESET} or fault is Fault.NONE:
            self.cut()

    def cut(self) -> None:
        """Reset every connection that is open."""
        with self._turn:
            cut, self._open = self._open, set()
        for each in cut:
            with suppress(OSError):
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESETS)
            _close(each)

    def close(self) -> None:
        """Let nobody through any more."""
        _close(self._listener)
        self.cut()

    def _take_in(self, listener: socket.socket) -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with self._turn:
                self._open.add(caller)
            if self.fault is Fault.RESET:
                self.cut()
            elif self.fault is not Fault.SILENT:
                self._connect(caller)

    def _connect(self, caller: socket.socket) -> None:
        try:
            server = socket.create_connection(self.target, timeout=5)
        except OSError:
            _close(caller)
            return
        server.settimeout(None)
        with self._turn:
            self._open.add(server)
        for one, other in ((caller, server), (server, caller)):
            Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(PIECE):
                while self.fault is Fault.SILENT:
                    time.sleep(0.05)
                if self.fault is Fault.SLOW:
                    time.sleep(self.delay)
                other.sendall(piece)
        for each in (one, other):
            with self._turn:
                self._open.discard(each)
            _close(each)


def _close(connection: socket.socket) -> None:
    """Close, and wake whoever waits in it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


@contextmanager
def way_to(host: str, port: int) -> Iterator[Proxy]:
    """Open a way to a server until the block ends."""
    proxy = Proxy(host, port)
    try:
        yield proxy
    finally:
        proxy.close()
