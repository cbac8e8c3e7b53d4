"""Turns at writing to one SQLite file, among the threads of a process.

SQLite has one writer at a time. Who comes second would sleep, look again, and sleep longer, while
others come by; here turns are handed on in the order in which they were asked for.
"""

from __future__ import annotations

from collections import deque
from threading import Lock

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

_HELD = "heard_back_turn"


class Line:
    """One turn, and who waits for it; who gives it back hands it to whoever has waited longest.

    A plain lock may be taken again by the thread that has just let it go, ahead of all others.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._is_taken = False

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def take(self, patience: float) -> bool:
        """Wait for the turn; tell whether it came within *patience* seconds."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            own = Lock()
            own.acquire()
            self._waiting.append(own)
        if own.acquire(timeout=patience):
            return True
        with self._guard:
            if own in self._waiting:
                self._waiting.remove(own)
                return False
        return True

    def give_back(self) -> None:
        """Let the next one go."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


class WriteTurns:
    """The turns of one engine: taken when a transaction that writes begins.

    A turn is given back with its connection, which is when it has ended in whatever way.
    """

    def __init__(self, engine: Engine, patience: float) -> None:
        self._line = Line()
        self._patience = patience
        for ended in ("checkin", "invalidate", "soft_invalidate", "close", "detach"):
            event.listen(engine, ended, self._give_back)

    def take(self, connection: Connection) -> None:
        """Wait for the turn; who has waited too long goes without, and is told what SQLite says."""
        if _HELD not in connection.info and self._line.take(self._patience):
            connection.info[_HELD] = True

    def _give_back(self, _connection: object, record: ConnectionPoolEntry, *_more: object) -> None:
        if record.info.pop(_HELD, False):
            self._line.give_back()
