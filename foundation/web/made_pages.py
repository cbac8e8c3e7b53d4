"""Pages that were made a moment ago, for the next visitor who would get the very same bytes.

A page is kept under all that decides what it shows, so none has to be thrown away when something
changes: nobody asks for the old one any more, and the oldest make room. Each process keeps its own.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

ROOM = 32 * 2**20
"""Bytes in one process."""
WIDEST = 2 * 2**20
"""Bytes of one page; a larger one would push out too many others."""


class MadePages:
    """The pages of one process that were asked for last."""

    def __init__(self, room: int = ROOM) -> None:
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._room = room
        self._turn = Lock()

    def get(self, tag: str) -> bytes | None:
        """Return the page with this *tag*, or None."""
        with self._turn:
            found = self._pages.get(tag)
            if found is not None:
                self._pages.move_to_end(tag)
            return found

    def put(self, tag: str, page: bytes) -> None:
        """Keep *page*, and let go of those that nobody has asked for longest."""
        if len(page) > WIDEST:
            return
        with self._turn:
            self._room += len(self._pages.pop(tag, b"")) - len(page)
            self._pages[tag] = page
            while self._room < 0:
                _, gone = self._pages.popitem(last=False)
                self._room += len(gone)
