"""A load asks as a browser does: where a server has hung up, it calls again."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from bench.load import closed, request


class Curt(socketserver.StreamRequestHandler):
    """Answers one request and hangs up without saying so."""

    ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"

    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        self.wfile.write(self.ANSWER)


class Mute(Curt):
    """Hangs up on whoever asks, from the first time on."""

    ANSWER = b""


@contextmanager
def serving(kind: type[socketserver.StreamRequestHandler]) -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.mark.parametrize("at_once", [1, 4])
def test_a_line_that_was_closed_meanwhile_is_no_error(at_once: int) -> None:
    with serving(Curt) as port:
        load = closed(port, [request("GET", "/", port)] * 20, at_once, 10)
    assert (load.done, load.errors) == (20, 0)


def test_who_is_hung_up_on_from_the_start_has_an_error() -> None:
    with serving(Mute) as port:
        load = closed(port, [request("GET", "/", port)] * 3, 1, 10)
    assert (load.done, load.errors) == (0, 3)
