"""A session on the store of answers about people, and on nothing else.

It commits apart from, and after, whatever else a request does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from foundation.base.engines import BEGIN


@contextmanager
def reach_session(engine: Engine) -> Iterator[Session]:
    """Commit what the block changes, or nothing of it.

    On SQLite the transaction opens with the write lock, as a unit of work does.
    """
    with Session(engine) as session:
        if engine.dialect.name == "sqlite":
            session.connection(execution_options={BEGIN: "IMMEDIATE"})
        yield session
        session.commit()
