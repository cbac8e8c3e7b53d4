"""A cohort with firms of a challenge, people of the council, and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.cohorts import make_cohort, seat_firm, seat_person
from programme.commands.sessions import plan_session
from programme.models.challenges import Challenge
from programme.models.submissions import Submission
from programme.rules.cohorts import CohortDraft, Side
from programme.rules.sessions import SessionDraft, SessionKind
from programme.rules.submissions import SubmissionState
from tests.clock import NOW
from tests.programme.firms import Firm, a_firm, begun, open_to_firms
from tests.programme.make import Crew

LAUNCH = london_day(NOW) - timedelta(days=14)
SHOWCASE = LAUNCH + timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Cohort:
    """A cohort in its third week: its firms with their seats, one officer and one sponsor."""

    id: UUID
    challenge_id: UUID
    firms: tuple[Firm, ...]
    seats: tuple[UUID, ...]
    officer: UUID
    sponsor: UUID


def a_sent_submission(session: Session, challenge_id: UUID, firm: Firm) -> UUID:
    """Let a firm have sent something, without the walk to it."""
    made = begun(session, challenge_id, firm)
    session.get_one(Submission, made).state = SubmissionState.SUBMITTED
    session.commit()
    return made


def a_cohort(session: Session, crew: Crew, challenge_id: UUID, firms: int = 2) -> Cohort:
    """Set up a cohort of *firms* firms in its third week."""
    council = crew.manager.authority_id
    open_to_firms(session, crew.manager, challenge_id)
    made = tuple(a_firm(session, council, f"Firm {number}") for number in range(1, firms + 1))
    for firm in made:
        a_sent_submission(session, challenge_id, firm)
    programme = session.get_one(Challenge, challenge_id).programme_id
    with work(session, crew.manager, NOW - timedelta(days=20)) as unit:
        cohort_id = make_cohort(unit, programme, CohortDraft("Spring cohort", LAUNCH, SHOWCASE))
        seats = tuple(seat_firm(unit, cohort_id, challenge_id, firm.id) for firm in made)
        officer = seat_person(
            unit, cohort_id, crew.id(Role.CHALLENGE_OWNER), Side.COUNCIL, challenge_id
        )
        sponsor = seat_person(
            unit, cohort_id, crew.id(Role.EXECUTIVE_SPONSOR), Side.EXECUTIVE, challenge_id
        )
    return Cohort(cohort_id, challenge_id, made, seats, officer, sponsor)


def a_session(
    session: Session,
    actor: Actor,
    cohort: Cohort,
    days: int = -14,
    kind: SessionKind = SessionKind.WORKSHOP,
    seat_id: UUID | None = None,
) -> UUID:
    """Plan a session *days* from now; a past one is planned as if it were ahead."""
    at = NOW + timedelta(days=days)
    with work(session, actor, min(NOW, at) - timedelta(days=1)) as unit:
        return plan_session(
            unit,
            cohort.id,
            SessionDraft(kind, f"Session {uuid4().hex[:4]}", at, 90, cohort.challenge_id, seat_id)
            if seat_id is None
            else SessionDraft(kind, "One-to-one", at, 30, seat_id=seat_id),
        )
