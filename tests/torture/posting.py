"""Clients that post comments until each is acknowledged, whatever happens to the server."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Event, Thread
from urllib.parse import urlsplit

CREATED = 201
AWAY = {429, 503}
IN_FLIGHT = 409
ADDRESSES = 250
LONGEST_ANSWER = 20.0
"""Seconds; the app itself gives up on a database that is away after ten."""

PAUSE = 0.2
"""Seconds between two tries."""
PATIENCE = 240.0
"""Seconds for which a client tries to get one comment through: ten starts on a crowded machine."""


@dataclass
class Client(ABC):
    """Somebody who posts one comment after another.

    Args:
        network: the first three numbers of the addresses they ask from, one after the other, so
            that no limit slows them.
        acknowledged: text → reference, as answered.
        wrong: answers that a server may not give, killed or not.
        refused: how often the server asked for patience.
        silent: how often nobody answered, or not to the end.
    """

    url: str
    path: str
    name: str
    network: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    tries: int = 0
    wrong: list[str] = field(default_factory=list)
    refused: int = 0
    silent: int = 0

    def post_until(self, stop: Event) -> None:
        """Post until told to stop; what was begun is brought to its end first."""
        while not stop.is_set() and not self.wrong:
            self.get_through(f"{self.name} says this as number {len(self.acknowledged)}.")

    @abstractmethod
    def get_through(self, text: str) -> None:
        """Send *text* until it is acknowledged."""

    def connection(self) -> HTTPConnection:
        """Count one more try, from the client's next address."""
        self.tries += 1
        address = f"{self.network}.{self.tries % ADDRESSES + 1}"
        netloc = urlsplit(self.url).netloc
        return HTTPConnection(netloc, timeout=LONGEST_ANSWER, source_address=(address, 0))

    def has_to_wait(self, answer: HTTPResponse) -> bool:
        """Tell whether the server asks for patience, which has to say for how long."""
        if answer.status not in AWAY:
            return False
        self.refused += 1
        if not answer.headers.get("Retry-After", "").isdecimal():
            self.wrong.append(f"{answer.status} without Retry-After")
        return True


class Program(Client):
    """Uses the interface, with a key for each comment."""

    def get_through(self, text: str) -> None:
        """Send *text* until it is acknowledged."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not self.wrong:
            status, answer = self._try(text)
            if status == CREATED:
                self.acknowledged[text] = json.loads(answer)["ref"]
                return
            if status and status != IN_FLIGHT:
                self.wrong.append(f"{status} {answer[:200]!r}")
                return
            time.sleep(PAUSE)
        self.wrong.append(f"no answer within {PATIENCE:.0f} s to {text!r}")

    def _try(self, text: str) -> tuple[int, bytes]:
        """Send once; (0, b"") where the server was not there, went away or asks for patience."""
        connection = self.connection()
        try:
            connection.request(
                "POST",
                self.path,
                json.dumps({"text": text}),
                {"Content-Type": "application/json", "Idempotency-Key": text.replace(" ", "-")},
            )
            answer = connection.getresponse()
            said = answer.read()
        except (HTTPException, OSError):
            self.silent += 1
            return 0, b""
        finally:
            connection.close()
        return (0, b"") if self.has_to_wait(answer) else (answer.status, said)


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


def missteps(clients: Sequence[Client]) -> list[str]:
    """Return every answer that was wrong, of whichever client."""
    return [wrong for client in clients for wrong in client.wrong]


def taken_in(clients: Sequence[Client]) -> int:
    """Return how many comments were acknowledged so far, while they are still posting."""
    return sum(len(client.acknowledged) for client in clients)


def receipts(clients: Sequence[Client]) -> dict[str, str]:
    """Return text → reference of all that was acknowledged."""
    return {text: ref for client in clients for text, ref in client.acknowledged.items()}
