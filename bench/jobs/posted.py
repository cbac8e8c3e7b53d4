"""Take back what was posted, so that each contender finds what the one before it found."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import redis
from sqlalchemy import Connection, Engine, text

from bench.city import HOT, SPREAD
from bench.stage import Stage

NAMED = ", ".join(f"'{slug}'" for slug in (HOT, *SPREAD))
THERE = f"(SELECT id FROM consultation WHERE slug IN ({NAMED}))"  # noqa: S608  our own names
SAID = f"(SELECT id FROM comment WHERE consultation_id IN {THERE})"  # noqa: S608
OF_COMMENT = ("receipt", "comment_words", "comment_topic", "comment_place")
FORGOTTEN = (
    *(f"DELETE FROM {table} WHERE comment_id IN {SAID}" for table in OF_COMMENT),  # noqa: S608
    f"DELETE FROM activity_part WHERE consultation_id IN {THERE}",  # noqa: S608
    f"DELETE FROM activity_count WHERE consultation_id IN {THERE}",  # noqa: S608
    f"DELETE FROM map_pin WHERE consultation_id IN {THERE}",  # noqa: S608
    f"DELETE FROM map_change WHERE consultation_id IN {THERE}",  # noqa: S608
    f"DELETE FROM map_cell WHERE consultation_id IN {THERE}",  # noqa: S608
    f"DELETE FROM comment WHERE consultation_id IN {THERE}",  # noqa: S608
    "DELETE FROM pending WHERE event_id > :mark",
    "DELETE FROM logged_event WHERE id > :mark",
    f"UPDATE consultation_tally SET comments = 0, questions = 0 WHERE consultation_id IN {THERE}",  # noqa: S608
)

FINISHED_WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class Posted:
    """The comments that were posted since *mark*, the newest event before."""

    engine: Engine
    redis_url: str | None
    mark: int

    def forget(self) -> None:
        """Delete them with all that stands beside them, and empty the queue.

        Where one process does it all, it is let finish first: it hands its turn to write from
        thread to thread, and nobody else gets it.
        """
        if not self.redis_url:
            self._let_finish()
        with self.engine.connect() as connection:
            _unguarded(connection)
            for statement in FORGOTTEN:
                connection.execute(text(statement), {"mark": self.mark})
            connection.commit()
            connection.detach()
        if self.redis_url:
            with redis.Redis.from_url(self.redis_url) as queue:
                queue.flushdb()

    def _let_finish(self) -> None:
        until = time.monotonic() + FINISHED_WITHIN
        waiting = f"SELECT count(*) FROM pending WHERE event_id > {self.mark}"  # noqa: S608
        while time.monotonic() < until and self._one(waiting):
            time.sleep(0.2)

    def counted(self) -> int:
        """Return how many there are."""
        return int(self._one(f"SELECT count(*) FROM comment WHERE consultation_id IN {THERE}"))  # noqa: S608

    def tallied(self) -> int:
        """Return how many the counters say there are."""
        asked = "SELECT sum(comments) FROM consultation_tally"
        return int(self._one(f"{asked} WHERE consultation_id IN {THERE}"))

    def logged(self) -> int:
        """Return how many of them stand in the event log."""
        asked = "SELECT count(*) FROM logged_event WHERE kind = 'consultation.comment.posted'"
        return int(self._one(f"{asked} AND id > {self.mark}"))

    def _one(self, statement: str) -> Any:
        with self.engine.connect() as connection:
            return connection.execute(text(statement)).scalar_one()


@contextmanager
def postings(place: Stage) -> Iterator[Posted]:
    """Yield what is posted from now on."""
    with place.engine() as engine:
        with engine.connect() as connection:
            newest = connection.execute(text("SELECT coalesce(max(id), 0) FROM logged_event"))
            mark = int(newest.scalar_one())
        yield Posted(engine, place.redis_url, mark)


def _unguarded(connection: Connection) -> None:
    """Look for no row that points at a deleted one: nothing does, and each look takes time."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("SET statement_timeout = 0"))
    else:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")  # before the transaction, or it does nothing
