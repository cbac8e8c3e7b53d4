"""The vote on a challenge's prototypes: how it stands, as whom somebody votes, one's own paper."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from foundation.base.roles import STAFF, Role
from programme.models.ballots import Ballot, BallotMark, BallotPaper
from programme.models.briefs import Citation
from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort, CohortSeat
from programme.models.firms import FirmMember
from programme.models.prototypes import Prototype
from programme.rules.ballots import BallotState, Group, state_at
from programme.rules.cohorts import STAYS, Side


@dataclass(frozen=True, slots=True)
class BallotRow:
    """A vote as it stands; how many have voted is not in it. *salt* is gone once revealed."""

    challenge_id: UUID
    state: BallotState
    weights: Mapping[Group, int]
    quorum: int
    consultation_slug: str | None
    salt: str | None
    opened_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Seat:
    """As whom a person votes, and the prototypes of firms with which they have a link."""

    group: Group | None
    linked: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """What a voter has sent: prototype → mark."""

    marks: Mapping[UUID, int]
    advice: str


def ballot_of(session: Session, challenge_id: UUID, now: datetime) -> BallotRow | None:
    """Return the vote on a challenge that the caller has asked for as its own, or None."""
    row = session.get(Ballot, challenge_id)
    if row is None:
        return None
    state = state_at(
        opened_at=row.opened_at, closes_at=row.closes_at, revealed_at=row.revealed_at, now=now
    )
    return BallotRow(
        challenge_id=row.challenge_id,
        state=state,
        weights={group: getattr(row, group.value) for group in Group},
        quorum=row.quorum,
        consultation_slug=row.consultation_slug,
        salt=row.salt,
        opened_at=row.opened_at,
        closes_at=row.closes_at,
    )


def seat_of_voter(session: Session, challenge_id: UUID, person_id: UUID, roles: Set[Role]) -> Seat:
    """Return as whom somebody who is signed in votes: a firm's people before anything else."""
    linked = frozenset(session.scalars(_linked(challenge_id, person_id)))
    if session.scalar(_in_cohort(challenge_id, person_id)) is not None:
        return Seat(Group.PEERS, linked)
    if session.scalar(_owns(challenge_id, person_id)) is not None:
        return Seat(Group.OWNERS, linked)
    return Seat(Group.WIDER if roles & STAFF else None, linked)


def paper_of(session: Session, challenge_id: UUID, name: str) -> OwnPaper | None:
    """Return what a voter has sent, for the voter alone."""
    asked = select(BallotPaper).where(
        BallotPaper.challenge_id == challenge_id, BallotPaper.voter == name
    )
    paper = session.scalars(asked).one_or_none()
    if paper is None:
        return None
    marks = select(BallotMark.prototype_id, BallotMark.mark).where(BallotMark.paper_id == paper.id)
    return OwnPaper({row.prototype_id: row.mark for row in session.execute(marks)}, paper.advice)


def consultations_of(session: Session, challenge_id: UUID) -> tuple[str, ...]:
    """Return the slug of each consultation that the brief of a challenge cites."""
    asked = (
        select(Citation.consultation_slug)
        .where(Citation.challenge_id == challenge_id, Citation.dropped_at.is_(None))
        .distinct()
        .order_by(Citation.consultation_slug)
    )
    return tuple(session.scalars(asked))


def _linked(challenge_id: UUID, person_id: UUID) -> Select[UUID]:
    return (
        select(Prototype.id)
        .join(CohortSeat, CohortSeat.id == Prototype.seat_id)
        .outerjoin(FirmMember, FirmMember.firm_id == Prototype.firm_id)
        .where(
            Prototype.challenge_id == challenge_id,
            or_(FirmMember.person_id == person_id, CohortSeat.mentor_id == person_id),
        )
    )


def _in_cohort(challenge_id: UUID, person_id: UUID) -> Select[UUID]:
    return (
        select(CohortSeat.id)
        .join(FirmMember, FirmMember.firm_id == CohortSeat.firm_id)
        .join(Cohort, Cohort.id == CohortSeat.cohort_id)
        .join(Challenge, Challenge.programme_id == Cohort.programme_id)
        .where(
            Challenge.id == challenge_id,
            FirmMember.person_id == person_id,
            CohortSeat.state.in_(STAYS),
        )
        .limit(1)
    )


def _owns(challenge_id: UUID, person_id: UUID) -> Select[UUID]:
    seated = select(CohortSeat.challenge_id).where(
        CohortSeat.challenge_id == challenge_id,
        CohortSeat.person_id == person_id,
        CohortSeat.side.in_((Side.COUNCIL, Side.EXECUTIVE)),
        CohortSeat.state.in_(STAYS),
    )
    return select(Challenge.id).where(
        Challenge.id == challenge_id,
        or_(
            Challenge.owner_id == person_id,
            Challenge.sponsor_id == person_id,
            Challenge.id.in_(seated),
        ),
    )
