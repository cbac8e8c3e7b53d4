"""Addresses at which people want to be told, and letters that wait for the printer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.contacts import Contact, ContactAsk, Letter
from foundation.accounts.rules.contacts import ASKS_KEPT_FOR, LETTERS_KEPT_FOR, Medium
from foundation.base.clock import london_day

MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """How one contact is told."""

    id: UUID
    authority_id: UUID
    medium: Medium
    address: str
    language: str
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class QueuedLetter:
    """One letter that waits for the printer."""

    id: UUID
    recipient: str
    language: str
    subject: str
    text: str
    link: str | None
    queued_at: datetime


def contact_of(session: Session, authority_id: UUID, contact_id: UUID) -> ContactFacts | None:
    """Return one contact of a council, or None."""
    asked = select(Contact).where(Contact.id == contact_id, Contact.authority_id == authority_id)
    row = session.scalars(asked).one_or_none()
    return _facts(row) if row else None


def contacts_of(session: Session, contact_ids: set[UUID]) -> dict[UUID, ContactFacts]:
    """Return id → contact, for what works through all councils."""
    rows = session.scalars(select(Contact).where(Contact.id.in_(contact_ids)))
    return {row.id: _facts(row) for row in rows}


def something_is_old(session: Session, now: datetime) -> bool:
    """Tell whether there is a letter or a count that has been kept long enough."""
    asks = select(ContactAsk.day).where(ContactAsk.day < london_day(now - ASKS_KEPT_FOR))
    letters = select(Letter.id).where(Letter.printed_at < now - LETTERS_KEPT_FOR)
    return any(session.scalar(old.limit(1)) is not None for old in (asks, letters))


def letters_waiting(session: Session, authority_id: UUID) -> list[QueuedLetter]:
    """Return the letters of a council that nobody has printed, the longest waiting first."""
    rows = session.scalars(
        select(Letter)
        .where(Letter.authority_id == authority_id, Letter.printed_at.is_(None))
        .order_by(Letter.queued_at, Letter.id)
        .limit(MOST_LETTERS)
    )
    return [
        QueuedLetter(
            row.id, row.recipient, row.language, row.subject, row.text, row.link, row.queued_at
        )
        for row in rows
    ]


def _facts(row: Contact) -> ContactFacts:
    return ContactFacts(
        id=row.id,
        authority_id=row.authority_id,
        medium=row.medium,
        address=row.address,
        language=row.language,
        confirmed_at=row.confirmed_at,
    )
