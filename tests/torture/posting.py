"""Clients that post comments until each is acknowledged, whatever happens to the server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from urllib.parse import urlsplit

CREATED = 201
AWAY = {429, 502, 503, 504}
IN_FLIGHT = 409
PATIENCE = 60.0
"""Seconds for which a client tries to get one comment through before it gives up."""


@dataclass
class Client:
    """One program that posts one comment after another, each with a key of its own.

    Args:
        address: where it asks from, so that each client has limits of its own.
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
            text = f"{self.name} says this as number {len(self.acknowledged)}."
            self._get_through(text)

    def _get_through(self, text: str) -> None:
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
        self.tries += 1
        connection = HTTPConnection(
            urlsplit(self.url).netloc, timeout=10, source_address=(self.address, 0)
        )
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
def all_posting(clients: list[Client]) -> Iterator[Callable[[], None]]:
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
