"""Who could be asked to let a submission stand for a challenge with too few, and who was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from programme.models.challenges import Challenge
from programme.models.firms import Firm, FirmMember
from programme.models.reroutes import Reroute
from programme.models.submissions import Submission
from programme.rules.reroutes import CAN_BE_ASKED, RerouteState
from programme.rules.shortages import NEEDED
from programme.rules.submissions import SENT


@dataclass(frozen=True, slots=True)
class RerouteRow:
    """A firm that was asked: from which challenge, for which, and what it said."""

    id: UUID
    state: RerouteState
    asked_at: datetime
    answered_at: datetime | None
    made_id: UUID | None
    submission_id: UUID
    ref: str
    firm: str
    from_title: str
    to_title: str
    to_slug: str
    to_question: str


@dataclass(frozen=True, slots=True)
class Askable:
    """A submission to a fuller challenge whose firm could be asked."""

    submission_id: UUID
    ref: str
    firm: str
    challenge: str


def sent_to(session: Session, challenge_id: UUID) -> int:
    """Return how many submissions a challenge has."""
    asked = select(func.count()).where(
        Submission.challenge_id == challenge_id, Submission.state.in_(SENT)
    )
    return session.scalar(asked) or 0


def askable(session: Session, authority_id: UUID, challenge_id: UUID) -> tuple[Askable, ...]:
    """Return whom one could ask for a challenge, by challenge and reference."""
    crowded = (
        select(Submission.challenge_id)
        .where(Submission.authority_id == authority_id, Submission.state.in_(SENT))
        .group_by(Submission.challenge_id)
        .having(func.count() > NEEDED)
    )
    there = select(Submission.firm_id).where(Submission.challenge_id == challenge_id)
    before = select(Reroute.submission_id).where(Reroute.challenge_id == challenge_id)
    asked = (
        select(Submission.id, Submission.ref, Firm.name, Challenge.title)
        .join(Firm, Firm.id == Submission.firm_id)
        .join(Challenge, Challenge.id == Submission.challenge_id)
        .where(
            Submission.authority_id == authority_id,
            Submission.challenge_id != challenge_id,
            Submission.challenge_id.in_(crowded),
            Submission.state.in_(CAN_BE_ASKED),
            Submission.firm_id.not_in(there),
            Submission.id.not_in(before),
        )
        .order_by(Challenge.title, Submission.ref)
    )
    return tuple(Askable(*row) for row in session.execute(asked))


def reroutes_to(session: Session, authority_id: UUID, challenge_id: UUID) -> tuple[RerouteRow, ...]:
    """Return every firm that was asked for a challenge, the first one first."""
    asked = _rows(authority_id).where(Reroute.challenge_id == challenge_id)
    in_order = asked.order_by(Reroute.asked_at, Submission.ref)
    return tuple(RerouteRow(**row._mapping) for row in session.execute(in_order))


def own_reroutes(session: Session, authority_id: UUID, person_id: UUID) -> tuple[RerouteRow, ...]:
    """Return what the firms of a person were asked; a rival's is not among it."""
    own = select(FirmMember.firm_id).where(FirmMember.person_id == person_id)
    asked = _rows(authority_id).where(Submission.firm_id.in_(own))
    in_order = asked.order_by(Reroute.asked_at, Submission.ref)
    return tuple(RerouteRow(**row._mapping) for row in session.execute(in_order))


def _rows(authority_id: UUID) -> Any:  # noqa: ANN401  a statement with many columns
    left, asked_for = aliased(Challenge), aliased(Challenge)
    return (
        select(
            Reroute.id,
            Reroute.state,
            Reroute.asked_at,
            Reroute.answered_at,
            Reroute.made_id,
            Reroute.submission_id,
            Submission.ref,
            Firm.name.label("firm"),
            left.title.label("from_title"),
            asked_for.title.label("to_title"),
            asked_for.slug.label("to_slug"),
            asked_for.question.label("to_question"),
        )
        .join(Submission, Submission.id == Reroute.submission_id)
        .join(Firm, Firm.id == Submission.firm_id)
        .join(left, left.id == Submission.challenge_id)
        .join(asked_for, asked_for.id == Reroute.challenge_id)
        .where(Reroute.authority_id == authority_id)
    )
