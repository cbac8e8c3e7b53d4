"""Read many tables as they stood at one instant, while others go on writing."""

from __future__ import annotations

from sqlalchemy.orm import Session


def begin_snapshot(session: Session) -> None:
    """End what *session* has read so far; all it reads from now until it ends is of one instant.

    PostgreSQL is asked for it; on SQLite each transaction that only reads is one (WAL).
    """
    session.rollback()
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
