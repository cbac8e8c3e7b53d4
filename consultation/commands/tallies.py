"""The counters of a consultation, and the order in which its rows are locked.

Whoever changes rows of a consultation changes its tally first. On PostgreSQL that row is the
lock that makes writers queue; on SQLite they already do.
"""

from __future__ import annotations

from typing import cast
from uuid import UUID

from sqlalchemy import Table, Update, bindparam, select, update
from sqlalchemy.orm import Session

from consultation.models.consultations import Tally

COUNTED = ("comments", "replies", "questions", "formal", "withheld")
"""The counters that a new comment can move."""


def tallied(consultation_id: UUID, **more: int) -> dict[str, object]:
    """Return the values of ``TALLY`` that add *more* to the counters of one consultation."""
    moved = {f"more_{name}": more.get(name, 0) for name in COUNTED}
    return {"tally_of": consultation_id, **moved}


def _tally() -> Update:
    """Return what adds to every counter, and one to the version."""
    table = cast(Table, Tally.__table__)
    moved = {name: table.c[name] + bindparam(f"more_{name}") for name in COUNTED}
    moved["version"] = table.c.version + 1
    one = table.c.consultation_id == bindparam("tally_of", type_=table.c.consultation_id.type)
    return update(table).where(one).values(moved)


TALLY = _tally()


def count(session: Session, consultation_id: UUID, **more: int) -> None:
    """Add to the counters named in *more*, and one to the version, in one statement."""
    moved = {name: getattr(Tally, name) + by for name, by in more.items() if by}
    session.execute(
        update(Tally)
        .where(Tally.consultation_id == consultation_id)
        .values(version=Tally.version + 1, **moved)
        .execution_options(synchronize_session=False)
    )


def lock(session: Session, consultation_id: UUID) -> None:
    """Wait until no other writer is in this consultation; what is read after this stays true."""
    session.execute(
        select(Tally.version)
        .where(Tally.consultation_id == consultation_id)
        .with_for_update(key_share=True)
    )
