"""What was entered for others, and what waits for a second look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.entries import Entry
from consultation.rules.comments import Channel
from consultation.rules.entries import EntryCheck

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry; *display_name* is what everybody reads, never who signed formally."""

    comment_id: UUID
    ref: str
    slug: str
    title: str
    channel: Channel
    text: str
    display_name: str | None
    came_on: date
    batch: str
    post_url: str
    organisation: str
    entered_at: datetime
    person_id: UUID
    check: EntryCheck


def entries_of(
    session: Session, consultation_id: UUID, *, person_id: UUID | None = None
) -> list[EntryRow]:
    """Return the latest entries of a consultation, of one person where one is named."""
    asked = _rows().where(Entry.consultation_id == consultation_id)
    if person_id is not None:
        asked = asked.where(Entry.person_id == person_id)
    asked = asked.order_by(Entry.entered_at.desc(), Comment.ref).limit(MOST_SHOWN)
    return [EntryRow(*row) for row in session.execute(asked)]


def entries_to_check(session: Session, consultation_id: UUID, person_id: UUID) -> list[EntryRow]:
    """Return what others entered and nobody has looked at yet, the oldest first."""
    asked = (
        _rows()
        .where(
            Entry.consultation_id == consultation_id,
            Entry.check_state == EntryCheck.WAITING,
            Entry.person_id != person_id,
        )
        .order_by(Entry.entered_at, Comment.ref)
        .limit(MOST_SHOWN)
    )
    return [EntryRow(*row) for row in session.execute(asked)]


def entry_called(session: Session, authority_id: UUID, ref: str) -> EntryRow | None:
    """Return one entry of a council, or None."""
    asked = _rows().where(Comment.ref == ref, Comment.authority_id == authority_id)
    row = session.execute(asked).one_or_none()
    return EntryRow(*row) if row else None


def entered_by_channel(session: Session, consultation_id: UUID) -> dict[Channel, int]:
    """Return how many entries came through each channel."""
    asked = (
        select(Comment.channel, func.count().label("entered"))
        .join(Entry, Entry.comment_id == Comment.id)
        .where(Entry.consultation_id == consultation_id)
        .group_by(Comment.channel)
    )
    return {row.channel: row.entered for row in session.execute(asked)}


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Entry.comment_id,
            Comment.ref,
            Consultation.slug,
            Consultation.title,
            Comment.channel,
            Comment.text,
            Comment.display_name,
            Entry.came_on,
            Entry.batch,
            Entry.post_url,
            Entry.organisation,
            Entry.entered_at,
            Entry.person_id,
            Entry.check_state,
        )
        .join(Comment, Comment.id == Entry.comment_id)
        .join(Consultation, Consultation.id == Entry.consultation_id)
    )
