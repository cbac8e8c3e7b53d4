"""Cut the link between people and what they said of themselves, once figures are final."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultation.models.reach.answers import (
    ReachAnswer,
    ReachCell,
    ReachChange,
    ReachSecret,
    Respondent,
)


def delink(session: Session, consultation_id: UUID) -> None:
    """Destroy the secret of one consultation and every key that was made with it.

    The session is one on the store of answers. From now on nobody can find, change or delete what
    one person said; the answers are kept as rows without anybody until retention drops them.
    """
    session.execute(delete(ReachSecret).where(ReachSecret.consultation_id == consultation_id))
    session.execute(
        update(Respondent)
        .where(Respondent.consultation_id == consultation_id)
        .values(person_key=None)
    )


def drop_answers(session: Session, consultation_id: UUID) -> bool:
    """Destroy all that people said of themselves in one consultation, and what leads to them.

    The session is one on the store of answers, in which every change has been added up; released
    figures and the sums of the cells stay. Return whether there was anything. How many people it
    was is told to nobody: that number is exact, and every published one is blurred.
    """
    people = select(Respondent.id).where(Respondent.consultation_id == consultation_id)
    was_there = session.scalar(people.limit(1)) is not None
    session.execute(delete(ReachAnswer).where(ReachAnswer.respondent_id.in_(people)))
    session.execute(delete(Respondent).where(Respondent.consultation_id == consultation_id))
    session.execute(delete(ReachSecret).where(ReachSecret.consultation_id == consultation_id))
    return was_there


def drop_cells(session: Session, consultation_id: UUID) -> None:
    """Destroy the sums as well: nothing more is to be published from them.

    The session is one on the store of answers.
    """
    for table in (ReachCell, ReachChange):
        session.execute(delete(table).where(table.consultation_id == consultation_id))
