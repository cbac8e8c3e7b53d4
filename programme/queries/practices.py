"""Good practices of other cities with what was taken from each, and where they were learned of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.practices import Practice, PracticeTaking
from programme.models.programmes import LearningEvent
from programme.rules.practices import TakenInto


@dataclass(frozen=True, slots=True)
class TakingRow:
    """What was taken from a practice, and where it lives on."""

    words: str
    into: TakenInto
    challenge: str | None
    challenge_slug: str | None


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """What another city does well; its *claim* is its own."""

    id: UUID
    title: str
    city: str
    what: str
    claim: str
    event_id: UUID | None
    takings: tuple[TakingRow, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """A visit, talk or workshop with others, and what was taken home."""

    id: UUID
    title: str
    with_whom: str
    held: str
    taken: str


def practices_of(session: Session, programme_id: UUID) -> tuple[PracticeRow, ...]:
    """Return the practices of a programme that the caller asked for by its own authority."""
    takings: dict[UUID, list[TakingRow]] = defaultdict(list)
    taken = (
        select(
            PracticeTaking.practice_id,
            PracticeTaking.words,
            PracticeTaking.into,
            Challenge.title,
            Challenge.slug,
        )
        .join(Practice, Practice.id == PracticeTaking.practice_id)
        .outerjoin(Challenge, Challenge.id == PracticeTaking.challenge_id)
        .where(Practice.programme_id == programme_id)
        .order_by(PracticeTaking.position)
    )
    for practice_id, words, into, title, slug in session.execute(taken):
        takings[practice_id].append(TakingRow(words, into, title, slug))
    asked = (
        select(Practice).where(Practice.programme_id == programme_id).order_by(Practice.position)
    )
    return tuple(
        PracticeRow(
            row.id,
            row.title,
            row.city,
            row.what,
            row.claim,
            row.event_id,
            tuple(takings[row.id]),
        )
        for row in session.scalars(asked)
    )


def events_of(session: Session, programme_id: UUID) -> tuple[EventRow, ...]:
    """Return the learning events of a programme in order."""
    asked = (
        select(
            LearningEvent.id,
            LearningEvent.title,
            LearningEvent.with_whom,
            LearningEvent.held_words,
            LearningEvent.taken,
        )
        .where(LearningEvent.programme_id == programme_id)
        .order_by(LearningEvent.position)
    )
    return tuple(EventRow(*row) for row in session.execute(asked))
