"""Fold the changes of maps into their cells, and look over maps at night."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.pins import (
    Looked,
    fold_changes,
    look_at_cells,
    look_at_pins,
    say_checked,
)
from consultation.queries.tiles import all_with_pins, never_checked, waits
from foundation.base.work import begin_to_write


def fold(session: Session, now: datetime) -> int:
    """Take in all changes that wait; fill the map of what was there before maps had pins."""
    taken = _fold(session)
    for consultation_id in never_checked(session):
        look_over(session, consultation_id, now)
    return taken


def look_over_all(session: Session, now: datetime) -> int:
    """Hold every map against its comments; return how many pins and cells were mended."""
    return sum(look_over(session, one, now) for one in all_with_pins(session))


def look_over(session: Session, consultation_id: UUID, now: datetime) -> int:
    """Hold one map against its comments, some at a time; return what was mended."""
    wrong, looked = 0, Looked(None, 0)
    while True:
        begin_to_write(session)
        looked = look_at_pins(session, consultation_id, looked.upto)
        session.commit()
        wrong += looked.wrong
        if looked.upto is None:
            break
    _fold(session)
    begin_to_write(session)
    wrong += look_at_cells(session, consultation_id)
    say_checked(session, consultation_id, now)
    session.commit()
    return wrong


def _fold(session: Session) -> int:
    taken = 0
    while waits(session):
        begin_to_write(session)
        taken += fold_changes(session)
        session.commit()
    session.rollback()
    return taken
