"""Mails that a council has queued or sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.outgoing import OutgoingMail

MOST = 100


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """One mail, or a text message, which has no subject; ``sent_at`` is None while it waits."""

    id: UUID
    recipient: str
    subject: str
    text: str
    queued_at: datetime
    sent_at: datetime | None


def mails_of(session: Session, authority_id: UUID) -> list[QueuedMail]:
    """Return the latest hundred mails of one council, the newest first."""
    rows = session.scalars(
        select(OutgoingMail)
        .where(OutgoingMail.authority_id == authority_id)
        .order_by(OutgoingMail.queued_at.desc(), OutgoingMail.id)
        .limit(MOST)
    )
    return [
        QueuedMail(row.id, row.recipient, row.subject, row.text, row.queued_at, row.sent_at)
        for row in rows
    ]
