"""What is known of a challenge, gathered from every module that keeps a part of it.

A module that comes later adds its part here, in a function of its own.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from programme.models.cases import writers_of_case
from programme.models.challenges import Challenge
from programme.models.clarifications import Clarification
from programme.models.departments import Department
from programme.models.gates import GateLine, GateWaiver
from programme.queries.brief_facts import brief_facts, writers_of
from programme.queries.cases import case_facts
from programme.queries.cohorts import attended
from programme.queries.matches import match_facts
from programme.queries.packs import pack_facts
from programme.queries.panel import cleared_of
from programme.queries.prototypes import prototype_facts
from programme.queries.tellings import untold
from programme.rules.attendance import percent_there
from programme.rules.gates import Looked
from programme.rules.guards import results_of
from programme.rules.lines import Line, LineRule
from programme.rules.snapshots import Cohort, Money, People, Snapshot, Submissions
from programme.rules.stages import GateCode

COLUMNS = (
    Challenge.id,
    Challenge.programme_id,
    Challenge.owner_id,
    Challenge.sponsor_id,
    Challenge.sponsor_accepted_at,
    Challenge.budget_state,
    Challenge.budget_min_p,
    Challenge.budget_max_p,
    Challenge.budget_decision_on,
    Challenge.engagement,
    Challenge.opens_at,
    Challenge.closes_at,
    Challenge.criteria_frozen_at,
    Challenge.interests_open_at,
    Department.name.label("department"),
)


def look(session: Session, challenge_id: UUID, gate: GateCode, now: datetime) -> Looked:
    """Return how a gate stands for one challenge, and who wrote what it judges."""
    row = _challenge(session, challenge_id)
    rules = line_rules(session, row.programme_id, gate)
    waived = waived_lines(session, challenge_id, london_day(now))
    return Looked(
        results_of(_snapshot(session, row, now), rules, waived),
        authors_of(session, challenge_id, gate),
    )


def snapshot_of(session: Session, challenge_id: UUID, now: datetime) -> Snapshot:
    """Return everything that gates ask of a challenge, as it is at *now*."""
    return _snapshot(session, _challenge(session, challenge_id), now)


def line_rules(session: Session, programme_id: UUID, gate: GateCode) -> tuple[LineRule, ...]:
    """Return the lines of a gate as a programme holds them, in order."""
    asked = (
        select(GateLine.line, GateLine.minimum, GateLine.is_waivable)
        .where(GateLine.programme_id == programme_id, GateLine.code == gate)
        .order_by(GateLine.position)
    )
    return tuple(LineRule(*row) for row in session.execute(asked))


def waived_lines(session: Session, challenge_id: UUID, today: date) -> frozenset[Line]:
    """Return the lines of a challenge that a signed waiver covers today."""
    asked = select(GateWaiver.line).where(
        GateWaiver.challenge_id == challenge_id,
        GateWaiver.signed_at.is_not(None),
        GateWaiver.ends_on >= today,
    )
    return frozenset(session.scalars(asked))


def authors_of(session: Session, challenge_id: UUID, gate: GateCode) -> frozenset[UUID]:
    """Return who wrote what a gate judges; nobody of them signs there."""
    if gate is GateCode.G5:
        return writers_of_case(session, challenge_id)
    return writers_of(session, challenge_id) if gate is GateCode.G1 else frozenset()


def _challenge(session: Session, challenge_id: UUID) -> Row[*tuple[object, ...]]:
    asked = (
        select(*COLUMNS)
        .outerjoin(Department, Department.id == Challenge.department_id)
        .where(Challenge.id == challenge_id)
    )
    return session.execute(asked).one()


def _snapshot(session: Session, row: Row[*tuple[object, ...]], now: datetime) -> Snapshot:
    accepted = row.sponsor_accepted_at
    return Snapshot(
        now=now,
        people=People(
            row.department,
            has_owner=row.owner_id is not None,
            has_sponsor=row.sponsor_id is not None,
            sponsor_accepted_on=london_day(accepted) if accepted else None,
        ),
        money=Money(row.budget_state, row.budget_min_p, row.budget_max_p, row.budget_decision_on),
        brief=brief_facts(session, row.id),
        submissions=Submissions(
            unanswered_questions=_unanswered(session, row.id),
            cleared=cleared_of(session, row.id),
        ),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        criteria_frozen_at=row.criteria_frozen_at,
        interests_open_at=row.interests_open_at,
        engagement=row.engagement,
        case=case_facts(session, row.id),
        matches=match_facts(session, row.id),
        pack=pack_facts(session, row.id, now),
        prototypes=prototype_facts(session, row.id),
        cohort=_cohort(session, row.id),
    )


def _cohort(session: Session, challenge_id: UUID) -> Cohort | None:
    marks = attended(session, challenge_id)
    if marks is None:
        return None
    return Cohort(percent_there(marks), untold(session, challenge_id))


def _unanswered(session: Session, challenge_id: UUID) -> int:
    asked = select(func.count()).where(
        Clarification.challenge_id == challenge_id, Clarification.answered_at.is_(None)
    )
    return session.scalars(asked).one()
