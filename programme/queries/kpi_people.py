"""What the figures of people are worked out from: seats without names, signatures, questions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from foundation.base.roles import Role
from programme.models.challenges import Challenge
from programme.models.clarifications import Clarification
from programme.models.cohorts import Cohort, CohortSeat, CohortSession, SessionSeat, Telling
from programme.models.gates import GateDecision, GateSignature
from programme.queries.cohorts import CohortRow, curves
from programme.rules.attendance import COUNTED, THERE
from programme.rules.cohorts import Side
from programme.rules.kpis.facts import QuestionFact, SeatFact, SignatureFact
from programme.rules.retention import Point
from programme.rules.tellings import TellingState

OURS = (Side.COUNCIL, Side.EXECUTIVE)


def curves_of(
    session: Session, programme_id: UUID, as_of: date
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return who was still with us by week, firms and council, as known at the end of a day."""
    found = session.scalars(select(Cohort).where(Cohort.programme_id == programme_id)).first()
    if found is None:
        return (), ()
    row = CohortRow(found.id, found.title, "", "", found.starts_on, found.ends_on)
    return curves(session, row, as_of)


def seats_of(session: Session, programme_id: UUID, until: datetime) -> tuple[SeatFact, ...]:
    """Return the council's seats with the sessions that count and those they came to."""
    held = CohortSession.starts_at < until
    rows = (
        select(
            Challenge.title,
            CohortSeat.side,
            func.count().filter(SessionSeat.came.in_(COUNTED), held),
            func.count().filter(SessionSeat.came.in_(THERE), held),
        )
        .select_from(CohortSeat)
        .join(Cohort, Cohort.id == CohortSeat.cohort_id)
        .outerjoin(Challenge, Challenge.id == CohortSeat.challenge_id)
        .outerjoin(SessionSeat, SessionSeat.seat_id == CohortSeat.id)
        .outerjoin(CohortSession, CohortSession.id == SessionSeat.session_id)
        .where(
            Cohort.programme_id == programme_id,
            CohortSeat.side.in_(OURS),
            CohortSeat.joined_on <= london_day(until),
        )
        .group_by(CohortSeat.id, Challenge.title, CohortSeat.side)
        .order_by(Challenge.title, CohortSeat.id)
    )
    return tuple(
        SeatFact(title, side is Side.EXECUTIVE, asked, there)
        for title, side, asked, there in session.execute(rows)
    )


def signatures_of(
    session: Session, of: ColumnElement[bool], until: datetime
) -> tuple[SignatureFact, ...]:
    """Return the signatures of sponsors at gates, with the days since the proposal."""
    rows = (
        select(
            Challenge.title, GateDecision.gate, GateDecision.proposed_at, GateSignature.signed_at
        )
        .join(GateDecision, GateDecision.id == GateSignature.decision_id)
        .join(Challenge, Challenge.id == GateDecision.challenge_id)
        .where(
            of,
            GateSignature.role == Role.EXECUTIVE_SPONSOR,
            GateSignature.signed_at < until,
        )
        .order_by(GateDecision.proposed_at, Challenge.title, GateDecision.gate)
    )
    return tuple(
        SignatureFact(title, gate, (london_day(signed) - london_day(proposed)).days)
        for title, gate, proposed, signed in session.execute(rows)
    )


def questions_of(
    session: Session, of: ColumnElement[bool], until: datetime
) -> tuple[QuestionFact, ...]:
    """Return firms' questions: in time is what was answered before firms had to send."""
    rows = (
        select(
            Challenge.title,
            Clarification.asked_at,
            Clarification.answered_at,
            Challenge.closes_at,
        )
        .join(Challenge, Challenge.id == Clarification.challenge_id)
        .where(of, Clarification.asked_at < until)
        .order_by(Clarification.asked_at, Clarification.id)
    )
    found = []
    for title, asked, answered, closes in session.execute(rows):
        known = answered if answered and answered < until else None
        is_in_time = bool(known and closes and known < closes)
        day = london_day(known) if known else None
        found.append(QuestionFact(title, london_day(asked), day, is_in_time))
    return tuple(found)


def told_of(
    session: Session, of: ColumnElement[bool], as_of: date
) -> tuple[tuple[str, date, bool], ...]:
    """Return the ledger's lines of what one firm heard, without the words: shared with all or not.

    What two people kept private is not asked to be shared.
    """
    rows = (
        select(Challenge.title, Telling.told_on, Telling.shared_at)
        .join(Challenge, Challenge.id == Telling.challenge_id)
        .where(
            of,
            Telling.told_on <= as_of,
            Telling.seat_id.is_not(None),
            Telling.state != TellingState.PRIVATE,
        )
        .order_by(Telling.told_on, Telling.noted_at, Telling.id)
    )
    return tuple(
        (title, on, shared is not None and london_day(shared) <= as_of)
        for title, on, shared in session.execute(rows)
    )
