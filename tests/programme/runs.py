"""What firms, assessors and mentors do between two gates, as time goes on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.clock import london_day, utc_now
from foundation.base.mail import Mail
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.cohorts import seat_firm
from programme.commands.matches import propose_match
from programme.commands.offers import answer_offer, offer_match
from programme.commands.prototype_parts import add_claim, add_cost
from programme.commands.prototypes import hand_in, judge_prototype, write_prototype
from programme.commands.sessions import plan_session, take_attendance
from programme.models.briefs import SuccessMeasure
from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort
from programme.models.firms import FirmMember
from programme.models.matches import ChallengeMatch
from programme.models.submissions import Submission
from programme.queries.results import rank
from programme.rules.attendance import Came
from programme.rules.challenges import ChallengeState
from programme.rules.matches import MatchState
from programme.rules.prototypes import PrototypeState
from programme.rules.sessions import SessionDraft, SessionKind
from tests.make import a_person
from tests.programme.make import Crew
from tests.programme.panels import Panel, a_panel, agree_scores
from tests.programme.prototypes import COSTS, a_claim


def firms_answer(session: Session, crew: Crew, challenge_id: UUID) -> Panel:
    """Let four firms answer, ask three assessors, and let the window pass."""
    challenge = session.get_one(Challenge, challenge_id)
    challenge.questions_close_at = None
    session.commit()
    panel = a_panel(session, crew, challenge_id)
    challenge.state = ChallengeState.RELEASED
    challenge.opens_at, challenge.closes_at = (utc_now() - timedelta(days=ago) for ago in (60, 1))
    challenge.questions_close_at = utc_now() - timedelta(days=20)
    session.commit()
    return panel


def places_are_offered(session: Session, crew: Crew, panel: Panel) -> None:
    """Let the panel agree, and offer three places."""
    agree_scores(session, panel)
    for number in (0, 3, 1):
        with work(session, crew.manager, utc_now()) as unit:
            match_id = propose_match(unit, panel.challenge, panel.submissions[number], rank)
            offer_match(unit, match_id, london_day(utc_now()) + timedelta(days=14), _mail)


def firms_accept(session: Session, crew: Crew, challenge_id: UUID) -> None:
    """Let each firm take the place that it is offered."""
    for match_id, firm_id in _matched(session, challenge_id, MatchState.OFFERED):
        with work(session, _member(session, crew, firm_id), utc_now()) as unit:
            answer_offer(unit, match_id, rank, _mail, accepts=True)


def firms_build(session: Session, crew: Crew, challenge_id: UUID) -> None:
    """Seat the matched firms, let them come, and let each hand in a prototype that holds."""
    cohort = session.scalars(select(Cohort)).one()
    asked = select(SuccessMeasure.id).where(SuccessMeasure.challenge_id == challenge_id)
    measure = session.scalars(asked).first()
    matched = _matched(session, challenge_id, MatchState.ACTIVE)
    for number, (_, firm_id) in enumerate(matched, 1):
        at = utc_now() + timedelta(hours=number)
        with work(session, crew.manager, utc_now()) as unit:
            seat_id = seat_firm(unit, cohort.id, challenge_id, firm_id)
            draft = SessionDraft(SessionKind.ONE_TO_ONE, "One-to-one", at, 30, seat_id=seat_id)
            session_id = plan_session(unit, cohort.id, draft)
        with work(session, crew.manager, at + timedelta(hours=1)) as unit:
            take_attendance(unit, session_id, {seat_id: Came.ATTENDED})
        with work(session, _member(session, crew, firm_id), utc_now()) as unit:
            made = write_prototype(unit, seat_id, f"Prototype {number}", "A sign that speaks.", 6)
            add_claim(unit, seat_id, a_claim(measure))
            for cost in COSTS:
                add_cost(unit, seat_id, cost)
            hand_in(unit, seat_id)
        with work(session, crew.manager, utc_now()) as unit:
            judge_prototype(unit, made, PrototypeState.VERIFIED, "")


def _matched(session: Session, challenge_id: UUID, state: MatchState) -> list[tuple[UUID, UUID]]:
    """Return match and firm of each place in one state."""
    asked = (
        select(ChallengeMatch.id, Submission.firm_id)
        .join(Submission, Submission.id == ChallengeMatch.submission_id)
        .where(ChallengeMatch.challenge_id == challenge_id, ChallengeMatch.state == state)
    )
    return [(match_id, firm_id) for match_id, firm_id in session.execute(asked)]


def _member(session: Session, crew: Crew, firm_id: UUID) -> Actor:
    """Return somebody who writes for a firm, made if there is nobody."""
    authority_id = crew.manager.authority_id
    known = session.scalars(
        select(FirmMember.person_id).where(FirmMember.firm_id == firm_id)
    ).first()
    if known is None:
        known = a_person(session, authority_id, Role.SME_MEMBER).id
        session.add(FirmMember(firm_id=firm_id, person_id=known, joined_at=utc_now()))
        session.commit()
    return Actor(authority_id, known, roles=frozenset({Role.SME_MEMBER}))


def _mail(to: str) -> Mail:
    return Mail(to, "A place", "For your firm.")
