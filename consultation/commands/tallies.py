"""The counters of a consultation, and the order in which its rows are locked.

Whoever changes rows of a consultation changes its tally first. On PostgreSQL that row is the
lock that makes writers queue; on SQLite they already do.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultation.models.consultations import Tally


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
