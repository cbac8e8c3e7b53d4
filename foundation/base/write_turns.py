"""Turns at writing to one SQLite file, among the threads of a process.

SQLite has one writer at a time. Who comes second would sleep, look again, and sleep longer, while
others come by; here the next one goes as soon as the turn is free.
"""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

_HELD = "heard_back_turn"


class WriteTurns:
    """The turns of one engine: taken when a transaction that writes begins.

    A turn is given back with its connection, which is when it has ended in whatever way.
    """

    def __init__(self, engine: Engine, patience: float) -> None:
        self._turn = Lock()
        self._patience = patience
        for ended in ("checkin", "invalidate", "soft_invalidate", "close", "detach"):
            event.listen(engine, ended, self._give_back)

    def take(self, connection: Connection) -> None:
        """Wait for the turn; who has waited too long goes without, and is told what SQLite says."""
        if _HELD not in connection.info and self._turn.acquire(timeout=self._patience):
            connection.info[_HELD] = True

    def _give_back(self, _connection: object, record: ConnectionPoolEntry, *_more: object) -> None:
        if record.info.pop(_HELD, False):
            self._turn.release()
