"""Clients that post comments until each is acknowledged, whatever happens to the server."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from urllib.parse import urlsplit

CREATED = 201
AWAY = {429, 502, 503, 504}
IN_FLIGHT = 409
PATIENCE = 240.0
"""Seconds for which a client tries to get one comment through: ten starts on a crowded machine."""


@dataclass
class Client(ABC):
    """Somebody who posts one comment after another.

    Args:
        address: where they ask from, so that each has limits of their own.
        acknowledged: text → reference, as answered.
        wrong: answers that a server may not give, killed or not.
    """

    url: str
    path: str
    name: str
    address: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    tries: int = 0
    wrong: list[str] = field(default_factory=list)

    def post_until(self, stop: Event) -> None:
        """Post until told to stop; what was begun is brought to its end first."""
        while not stop.is_set() and not self.wrong:
            self.get_through(f"{self.name} says this as number {len(self.acknowledged)}.")

    @abstractmethod
    def get_through(self, text: str) -> None:
        """Send *text* until it is acknowledged."""

    def connection(self) -> HTTPConnection:
        """Count one more try, from the client's own address."""
        self.tries += 1
        netloc = urlsplit(self.url).netloc
        return HTTPConnection(netloc, timeout=10, source_address=(self.address, 0))


class Program(Client):
    """Uses the interface, with a key for each comment."""

    def get_through(self, text: str) -> None:
        """Send *text* until it is acknowledged."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            status, answer = self._try(text)
            if status == CREATED:
                self.acknowledged[text] = json.loads(answer)["ref"]
                return
            if status and status not in {*AWAY, IN_FLIGHT}:
                self.wrong.append(f"{status} {answer[:200]!r}")
                return
            time.sleep(0.05)
        self.wrong.append(f"no answer within {PATIENCE:.0f} s to {text!r}")

    def _try(self, text: str) -> tuple[int, bytes]:
        """Send once; (0, b"") where the server was not there or went away meanwhile."""
        connection = self.connection()
        try:
            connection.request(
                "POST",
                self.path,
                json.dumps({"text": text}),
                {"Content-Type": "application/json", "Idempotency-Key": text.replace(" ", "-")},
            )
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (HTTPException, OSError):
            return 0, b""
        finally:
            connection.close()


@contextmanager
def all_posting(clients: Sequence[Client]) -> Iterator[Callable[[], None]]:
    """Let every client post; calling what is given waits until each has come through."""
    stop = Event()
    threads = [Thread(target=client.post_until, args=(stop,)) for client in clients]
    for thread in threads:
        thread.start()

    def finish() -> None:
        stop.set()
        for thread in threads:
            thread.join()

    try:
        yield finish
    finally:
        finish()
