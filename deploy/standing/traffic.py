"""Residents in small: pages that are read and comments that are posted, while something dies."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from uuid import uuid4

PATIENCE = 20.0
PAUSE = 0.05


@dataclass
class Traffic:
    """Readers and one writer, until the block ends.

    Args:
        failures: what was answered wrongly or not at all; *posted*: references acknowledged.
    """

    url: str
    slug: str
    readers: int = 3
    answered: int = 0
    posted: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._over = threading.Event()
        acts = [self._read] * self.readers + [self._write]
        self._threads = [threading.Thread(target=self._go_on, args=(act,)) for act in acts]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _go_on(self, act: Any) -> None:  # noqa: ANN401  a bound method
        while not self._over.is_set():
            try:
                act()
                self.answered += 1
            except (HTTPException, URLError, OSError) as failed:
                self.failures.append(f"{act.__name__} {type(failed).__name__} {failed}")
            time.sleep(PAUSE)

    def _read(self) -> None:
        with urlopen(f"{self.url}/consultations/{self.slug}", timeout=PATIENCE) as page:  # noqa: S310
            page.read()

    def _write(self) -> None:
        """Post once; where no answer comes, the same again under the same key, as browsers do."""
        key = str(uuid4())
        try:
            self.posted.append(post(self.url, self.slug, "Still there?", key))
        except (HTTPError, HTTPException, URLError, OSError):
            self.posted.append(post(self.url, self.slug, "Still there?", key))


def post(url: str, slug: str, text: str, key: str) -> str:
    """Post one comment through the interface; return its reference.

    Raises:
        HTTPError: it was refused.
        URLError, HTTPException, OSError: no whole answer came.
    """
    asked = Request(  # noqa: S310  our own address
        f"{url}/api/v1/consultations/{slug}/comments",
        data=json.dumps({"text": text}).encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": key},
    )
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
        return str(json.load(answer)["ref"])
