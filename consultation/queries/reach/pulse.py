"""How people felt about being asked: the published figures, and the counts behind them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.reach.answers import ReachCell
from consultation.models.reach.pulse import PulseFigure, PulseGiven
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.reach.keys import pulse_key
from consultation.rules.reach.pulse import TABLE, Feeling, Felt, Pulse


def has_given(
    session: Session, root: bytes, consultation_id: UUID, voice_id: UUID, asked: tuple[Pulse, ...]
) -> bool:
    """Tell whether somebody has answered these; the session is one on the store of answers."""
    which = "first" if Pulse.EASY in asked else "last"
    own = pulse_key(root, consultation_id, voice_id, which)
    return session.get(PulseGiven, own) is not None


def felt_everywhere(session: Session) -> dict[tuple[UUID, Pulse], Felt]:
    """Return what waits to be published; the session is one on the store of answers."""
    waiting = (
        select(ReachCell.consultation_id, ReachCell.table_name)
        .where(ReachCell.table_name.startswith(TABLE), ReachCell.added_people > 0)
        .distinct()
    )
    found: dict[tuple[UUID, Pulse], Felt] = {}
    for consultation_id, table in session.execute(waiting):
        cells = session.scalars(
            select(ReachCell).where(
                ReachCell.consultation_id == consultation_id, ReachCell.table_name == table
            )
        ).all()
        found[consultation_id, Pulse(table.removeprefix(TABLE))] = Felt(
            {cell.cell: cell.counted_people for cell in cells},
            {cell.cell: cell.added_people for cell in cells},
        )
    return found


def last_counted(session: Session, consultation_id: UUID, question: Pulse) -> date | None:
    """Return the day of the last figure."""
    return session.scalar(
        select(PulseFigure.counted_on)
        .where(PulseFigure.consultation_id == consultation_id, PulseFigure.question == question)
        .order_by(PulseFigure.counted_on.desc())
        .limit(1)
    )


def feelings(session: Session, authority_id: UUID, consultation_id: UUID) -> dict[Pulse, Feeling]:
    """Return the newest figure of each question that has one."""
    rows = session.scalars(
        select(PulseFigure)
        .join(Consultation, Consultation.id == PulseFigure.consultation_id)
        .where(
            PulseFigure.consultation_id == consultation_id,
            Consultation.authority_id == authority_id,
        )
        .order_by(PulseFigure.counted_on)
    )
    newest = {row.question: Feeling(row.answers, row.percent) for row in rows}
    return {question: newest[question] for question in Pulse if question in newest}


def standing_of(session: Session, consultation_id: UUID) -> tuple[UUID, ConsultationStatus]:
    """Return whose consultation it is, and how far it has come.

    Raises:
        NoResultFound: there is none with this id.
    """
    row = session.execute(
        select(Consultation.authority_id, Consultation.status).where(
            Consultation.id == consultation_id
        )
    ).one()
    return row.authority_id, row.status
