"""A cohort of a town: a firm's seat, an officer's, a session, and what the firm was told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.actor import Actor
from foundation.base.mail import Mail
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.commands.cohorts import make_cohort, seat_firm, seat_person
from programme.commands.matches import propose_match
from programme.commands.milestones import set_milestone
from programme.commands.offers import offer_match
from programme.commands.own import own_challenge
from programme.commands.sessions import plan_session
from programme.commands.tellings import note_telling
from programme.models.feedback import FeedbackLine, FirmFeedback
from programme.models.reroutes import Reroute
from programme.models.submissions import Submission
from programme.rules.cohorts import CohortDraft, Side
from programme.rules.feedback import FeedbackState
from programme.rules.matches import Ranked
from programme.rules.milestones import MilestoneDraft
from programme.rules.ranking import Place
from programme.rules.reroutes import RerouteState
from programme.rules.rounds import RoundState
from programme.rules.sessions import SessionDraft, SessionKind
from programme.rules.submissions import SubmissionState
from programme.rules.tellings import Means, TellingDraft
from tests.clock import NOW
from tests.townhall.firms import a_submission
from tests.townhall.prototypes import a_prototype


def a_firm_with_a_seat(
    session: Session, actor: Actor, mark: str, people: Mapping[Role, Person], slug: str
) -> dict[str, tuple[str, ...]]:
    """Let a firm submit and sit in a cohort of ``pilot``; return its parts of addresses."""
    who = Actor(actor.authority_id, people[Role.SME_MEMBER].id)
    firm_id, submission_id, costs = a_submission(session, who, mark, slug)
    today = NOW.date()
    draft = CohortDraft(f"Cohort of {mark}", today, today + timedelta(days=60))
    officer = people[Role.CHALLENGE_OWNER].id
    with work(session, actor, NOW) as unit:
        _let_it_be_sent(session, firm_id)
        cohort = make_cohort(unit, "pilot", draft)
        challenge = own_challenge(unit, slug).id
        seat = seat_firm(unit, cohort, challenge, firm_id)
        seat_person(unit, cohort, officer, Side.COUNCIL, challenge)
        launch = SessionDraft(SessionKind.LAUNCH, f"Launch in {mark}", NOW, 60)
        held = plan_session(unit, cohort, launch)
        told = TellingDraft(f"{mark} uses a system.", Means.CALL, today, seat)
        set_milestone(unit, cohort, MilestoneDraft(f"Tried in {mark}", today), seat)
        line = note_telling(unit, cohort, challenge, told)
        match = _a_place(unit, challenge, submission_id, mark)
        feedback = _a_feedback(unit, submission_id, mark)
        reroute = _a_reroute(unit, submission_id, challenge)
    prototype, file = a_prototype(session, who, seat, mark)
    return {
        "firm_id": (str(firm_id),),
        "submission_id": (str(submission_id),),
        "submission_file_id": (str(costs),),
        "cohort_id": (str(cohort),),
        "seat_id": (str(seat),),
        "session_id": (str(held),),
        "telling_id": (str(line),),
        "match_id": (str(match),),
        "prototype_id": (str(prototype),),
        "claim_file_id": (str(file),),
        "feedback_id": (str(feedback),),
        "reroute_id": (str(reroute),),
    }


def _let_it_be_sent(session: Session, firm_id: UUID) -> None:
    sent = session.scalars(select(Submission).where(Submission.firm_id == firm_id)).one()
    sent.state = SubmissionState.UNDER_ASSESSMENT
    session.flush()


def _a_place(unit: Work, challenge_id: UUID, submission_id: UUID, mark: str) -> UUID:
    """Offer the firm a place, as if a panel had put it first."""
    result = Ranked(RoundState.AGREED, (Place(submission_id, 1, None),))
    match = propose_match(unit, challenge_id, submission_id, lambda *_: result)
    day = NOW.date() + timedelta(days=7)
    offer_match(unit, match, day, lambda to: Mail(to, f"A place in {mark}", f"For {mark}"))
    return match


def _a_feedback(unit: Work, submission_id: UUID, mark: str) -> UUID:
    """Draft feedback on a submission, as if it had not been chosen."""
    made = uuid4()
    unit.session.add(
        FirmFeedback(
            id=made,
            authority_id=unit.actor.authority_id,
            submission_id=submission_id,
            state=FeedbackState.DRAFT,
            drafted_at=unit.now,
        )
    )
    unit.session.flush()
    words = {"title": f"Fit to {mark}", "words": f"It fits {mark}."}
    unit.session.add(
        FeedbackLine(feedback_id=made, position=1, weight=10_000, top_mark=5, mark=300, **words)
    )
    return made


def _a_reroute(unit: Work, submission_id: UUID, challenge_id: UUID) -> UUID:
    """Ask the firm whether its idea fits, as if it had written to another challenge."""
    made = uuid4()
    unit.session.add(
        Reroute(
            id=made,
            authority_id=unit.actor.authority_id,
            submission_id=submission_id,
            challenge_id=challenge_id,
            state=RerouteState.ASKED,
            asked_at=unit.now,
        )
    )
    return made
