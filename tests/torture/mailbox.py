"""A mail server that takes everything in and remembers the Message-IDs.

Source: RFC 5321, of which smtplib needs five commands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


@dataclass
class Mailbox:
    """What arrived, in order; a mail that came twice stands there twice."""

    port: int = 0
    received: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return what goes into MAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}?from=hello@example.org"

    @property
    def twice(self) -> int:
        """Return how many mails came once more than needed."""
        return len(self.received) - len(set(self.received))


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    """Listen on a port of our own until the block ends."""
    box = Mailbox()

    class Taker(StreamRequestHandler):
        def handle(self) -> None:
            _converse(self, box)

    class Server(ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: who is killed hangs up."""

    with Server(("127.0.0.1", 0), Taker) as server:
        box.port = server.server_address[1]
        listening = Thread(target=server.serve_forever, args=(0.05,))
        listening.start()
        try:
            yield box
        finally:
            server.shutdown()
            listening.join()


def _converse(peer: StreamRequestHandler, box: Mailbox) -> None:
    def say(line: str) -> None:
        peer.wfile.write(f"{line}\r\n".encode())

    say("220 here")
    while line := peer.rfile.readline():
        match line[:4].upper():
            case b"DATA":
                say("354 go on")
                whole = b"".join(iter(peer.rfile.readline, b".\r\n"))
                box.received.append(str(message_from_bytes(whole)["Message-ID"]))
                say("250 taken")
            case b"QUIT":
                say("221 bye")
                return
            case _:
                say("250 yes")
