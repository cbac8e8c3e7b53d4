"""The firms matched to a challenge, with what became of each, and what was decided on too few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.firms import Firm, FirmMember
from programme.models.matches import ChallengeMatch, MatchMove, ShortfallDecision
from programme.models.submissions import Submission
from programme.rules.matches import (
    FREES_ITS_PLACE,
    TAKEN_UP,
    Match,
    MatchState,
    Ranked,
    Shortfall,
    reserve,
)
from programme.rules.snapshots import Matches
from programme.rules.submissions import SubmissionState


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One match of a challenge; ``reason`` is why its firm left, or why it is the one."""

    id: UUID
    challenge_id: UUID
    challenge: str
    challenge_slug: str
    submission_id: UUID
    ref: str
    firm_id: UUID
    firm: str
    position: int
    state: MatchState
    proposed_at: datetime
    offered_at: datetime | None
    answer_by: datetime | None
    is_withdrawn: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A submission that could still be matched, and its place in the published order from 1."""

    submission_id: UUID
    ref: str
    firm: str
    rank: int


@dataclass(frozen=True, slots=True)
class ShortfallRow:
    """What was decided, and why."""

    choice: Shortfall
    reason: str
    decided_at: datetime


def councils_with_lapsed(session: Session, now: datetime) -> tuple[UUID, ...]:
    """Return the councils with an offer whose last day has passed."""
    asked = (
        select(ChallengeMatch.authority_id)
        .where(ChallengeMatch.answer_by <= now, ChallengeMatch.state == MatchState.OFFERED)
        .distinct()
    )
    return tuple(sorted(session.scalars(asked)))


def matches_of(session: Session, authority_id: UUID, challenge_id: UUID) -> tuple[MatchRow, ...]:
    """Return every match of a challenge by place, also of firms that left."""
    asked = _rows(authority_id).where(ChallengeMatch.challenge_id == challenge_id)
    in_order = asked.order_by(ChallengeMatch.position, ChallengeMatch.proposed_at)
    return tuple(MatchRow(**row._mapping) for row in session.execute(in_order))


def own_matches(session: Session, authority_id: UUID, person_id: UUID) -> tuple[MatchRow, ...]:
    """Return what the firms of a person were offered; what never was, is not told to them."""
    own = select(FirmMember.firm_id).where(FirmMember.person_id == person_id)
    asked = _rows(authority_id).where(
        Submission.firm_id.in_(own), ChallengeMatch.offered_at.is_not(None)
    )
    in_order = asked.order_by(ChallengeMatch.proposed_at, ChallengeMatch.id)
    return tuple(MatchRow(**row._mapping) for row in session.execute(in_order))


def candidates(
    session: Session, authority_id: UUID, ranked: Ranked, matches: Sequence[MatchRow]
) -> tuple[Candidate, ...]:
    """Return who could still be matched by what a round came to, the next one first."""
    known = [Match(each.submission_id, each.position, each.state) for each in matches]
    waiting = reserve(ranked.order, ranked.failing, known)
    ranks = {place.submission_id: place.rank for place in ranked.order}
    asked = (
        select(Submission.id, Submission.ref, Firm.name)
        .join(Firm, Firm.id == Submission.firm_id)
        .where(Submission.authority_id == authority_id, Submission.id.in_(waiting))
    )
    found = {row.id: row for row in session.execute(asked)}
    return tuple(
        Candidate(each, found[each].ref, found[each].name, ranks[each])
        for each in waiting
        if each in found
    )


def shortfalls_of(session: Session, challenge_id: UUID) -> tuple[ShortfallRow, ...]:
    """Return what was decided where too few firms were matched, the last decision first."""
    asked = (
        select(ShortfallDecision.choice, ShortfallDecision.reason, ShortfallDecision.decided_at)
        .where(ShortfallDecision.challenge_id == challenge_id)
        .order_by(ShortfallDecision.decided_at.desc(), ShortfallDecision.id)
    )
    return tuple(ShortfallRow(*row) for row in session.execute(asked))


def match_facts(session: Session, challenge_id: UUID) -> Matches:
    """Return what gates ask of the matches of a challenge."""
    states = session.scalars(
        select(ChallengeMatch.state).where(ChallengeMatch.challenge_id == challenge_id)
    ).all()
    decided = select(ShortfallDecision.id).where(ShortfallDecision.challenge_id == challenge_id)
    return Matches(
        matched=sum(state not in FREES_ITS_PLACE for state in states),
        accepted=sum(state in TAKEN_UP for state in states),
        shortfall_decided=session.scalar(decided.limit(1)) is not None,
    )


def _rows(authority_id: UUID) -> Any:  # noqa: ANN401  a statement with many columns
    why = (
        select(MatchMove.reason)
        .where(MatchMove.match_id == ChallengeMatch.id, MatchMove.reason.is_not(None))
        .order_by(MatchMove.moved_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            ChallengeMatch.id,
            ChallengeMatch.challenge_id,
            Challenge.title.label("challenge"),
            Challenge.slug.label("challenge_slug"),
            ChallengeMatch.submission_id,
            Submission.ref,
            Submission.firm_id,
            Firm.name.label("firm"),
            ChallengeMatch.position,
            ChallengeMatch.state,
            ChallengeMatch.proposed_at,
            ChallengeMatch.offered_at,
            ChallengeMatch.answer_by,
            (Submission.state == SubmissionState.WITHDRAWN).label("is_withdrawn"),
            why.label("reason"),
        )
        .join(Challenge, Challenge.id == ChallengeMatch.challenge_id)
        .join(Submission, Submission.id == ChallengeMatch.submission_id)
        .join(Firm, Firm.id == Submission.firm_id)
        .where(ChallengeMatch.authority_id == authority_id)
    )
