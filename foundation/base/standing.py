"""What waits in the outbox and in the mail queue, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from foundation.base.eventlog import LoggedEvent, Pending
from foundation.base.outgoing import OutgoingMail


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits, since when the oldest does, and how much of it has failed before."""

    number: int
    since: datetime | None
    failing: int


def events_waiting(session: Session) -> dict[str, Waiting]:
    """Return reader → the events that it has still to hear; nothing for who has heard all."""
    counted = session.execute(
        select(
            Pending.reader,
            func.count(),
            func.min(Pending.event_id),
            func.sum(case((Pending.attempts > 0, 1), else_=0)),
        ).group_by(Pending.reader)
    ).all()
    oldest = select(LoggedEvent.id, LoggedEvent.happened_at).where(
        LoggedEvent.id.in_({first for _, _, first, _ in counted})
    )
    since = {event_id: at for event_id, at in session.execute(oldest)}  # noqa: C416  rows are not pairs to mypy
    return {
        reader: Waiting(number, since.get(first), failing)
        for reader, number, first, failing in counted
    }


def mails_waiting(session: Session) -> Waiting:
    """Return the mails that have not left yet."""
    return _waiting(session, OutgoingMail.subject != "")


def texts_waiting(session: Session) -> Waiting:
    """Return the text messages that have not left yet."""
    return _waiting(session, OutgoingMail.subject == "")


def _waiting(session: Session, which: ColumnElement[bool]) -> Waiting:
    number, since, failing = session.execute(
        select(
            func.count(),
            func.min(OutgoingMail.queued_at),
            func.sum(case((OutgoingMail.attempts > 0, 1), else_=0)),
        ).where(OutgoingMail.sent_at.is_(None), which)
    ).one()
    return Waiting(number, since, failing or 0)
