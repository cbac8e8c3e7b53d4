"""Who was told what of a challenge, and whether anybody had an advantage: out of the ledgers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.models.campaigns import Campaign, OutreachContact
from programme.models.challenges import Challenge
from programme.models.clarifications import Clarification
from programme.models.cohorts import Telling
from programme.queries.conflicts import ConflictRow, register
from programme.rules.campaigns import Channel
from programme.rules.conflicts import Answer, ConflictState
from programme.rules.tellings import Means, TellingState


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of the ledger that every firm was told."""

    told_on: date
    means: Means
    words: str
    shared_on: date | None


@dataclass(frozen=True, slots=True)
class Fairness:
    """What the ledgers say: figures, and the lines that all firms were told.

    Args:
        told: way of telling → how many firms.
        private: lines that two people kept private; *untold* are open.
        declarations: the last one of each assessor and submission.
    """

    told: dict[Channel, int]
    questions: int
    answered: int
    shared: tuple[ToldLine, ...]
    private: int
    untold: int
    declarations: tuple[ConflictRow, ...]

    @property
    def by_answer(self) -> dict[Answer, int]:
        """Return how many declarations say what."""
        return dict(Counter(each.answer for each in self.declarations))

    @property
    def open_declarations(self) -> int:
        """Return how many nobody has decided."""
        return sum(each.state is ConflictState.DECLARED for each in self.declarations)


def fairness_of(session: Session, authority_id: UUID, challenge_id: UUID) -> Fairness:
    """Return what the ledgers say of a challenge of a council."""
    ours = Challenge.id == challenge_id, Challenge.authority_id == authority_id
    told = (
        select(Campaign.channel, func.count())
        .select_from(OutreachContact)
        .join(Campaign, Campaign.id == OutreachContact.campaign_id)
        .where(OutreachContact.challenge_id == challenge_id, Campaign.authority_id == authority_id)
        .group_by(Campaign.channel)
    )
    asked = (
        select(func.count(), func.count(Clarification.answered_at))
        .join(Challenge, Challenge.id == Clarification.challenge_id)
        .where(*ours)
    )
    questions, answered = session.execute(asked).one()
    lines = session.scalars(
        select(Telling)
        .join(Challenge, Challenge.id == Telling.challenge_id)
        .where(*ours)
        .order_by(Telling.told_on, Telling.noted_at, Telling.id)
    ).all()
    states = Counter(line.state for line in lines)
    return Fairness(
        told={row[0]: row[1] for row in session.execute(told)},
        questions=questions,
        answered=answered,
        shared=tuple(
            ToldLine(
                line.told_on,
                line.means,
                line.words,
                line.shared_at.date() if line.shared_at else None,
            )
            for line in lines
            if line.state is TellingState.SHARED
        ),
        private=states[TellingState.PRIVATE],
        untold=states[TellingState.NOT_SHARED],
        declarations=tuple(
            each for each in register(session, authority_id, challenge_id) if each.is_last
        ),
    )
