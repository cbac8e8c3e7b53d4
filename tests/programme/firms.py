"""Firms with people, and a challenge that they can answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.firms import found_firm, join_firm, new_joining_code
from programme.commands.submissions import (
    begin_submission,
    certify,
    mark_ready,
    save_submission,
    submit,
)
from programme.models.challenges import Challenge
from programme.rules.challenges import ChallengeState
from programme.rules.firms import FirmDraft
from programme.rules.submissions import form_owner
from questions.rules.forms import Question
from questions.rules.kinds import Kind
from questions.rules.values import Answers, Words
from tests.clock import NOW
from tests.make import a_person
from tests.questions.forms import a_question
from tests.questions.make import a_stored_form

SECRET = b"a secret for tests only"
CLOSES = NOW + timedelta(days=30)
ANSWERED: Answers = {("q1", 0): Words("A kiosk that listens.")}


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm, and the two people who write for it."""

    id: UUID
    first: Actor
    second: Actor


def a_firm(session: Session, authority_id: UUID, name: str = "Lantern Labs") -> Firm:
    people = [
        Actor(authority_id, a_person(session, authority_id, Role.SME_MEMBER).id) for _ in range(2)
    ]
    with work(session, people[0], NOW) as unit:
        firm_id = found_firm(unit, FirmDraft(name))
        code = new_joining_code(unit, firm_id, SECRET)
    with work(session, people[1], NOW) as unit:
        join_firm(unit, code, SECRET)
    return Firm(firm_id, *people)


def open_to_firms(session: Session, actor: Actor, challenge_id: UUID, *more: Question) -> None:
    """Let a challenge take submissions until ``CLOSES``, with one question that must."""
    must = a_question(kind=Kind.LONG_TEXT, is_required=True)
    may = a_question(kind=Kind.NUMBER)
    a_stored_form(session, actor, form_owner(challenge_id), must, may, *more)
    challenge = session.get_one(Challenge, challenge_id)
    challenge.state = ChallengeState.RELEASED
    challenge.opens_at, challenge.closes_at = NOW - timedelta(days=1), CLOSES
    session.commit()


def begun(session: Session, challenge_id: UUID, firm: Firm, answers: Answers = ANSWERED) -> UUID:
    with work(session, firm.first, NOW) as unit:
        submission_id = begin_submission(unit, challenge_id, firm.id)
        save_submission(unit, submission_id, 0, answers)
    return submission_id


def sent(session: Session, challenge_id: UUID, firm: Firm, answers: Answers = ANSWERED) -> UUID:
    """Let a firm write, certify and submit."""
    submission_id = begun(session, challenge_id, firm, answers)
    for who, step in ((firm.first, mark_ready), (firm.first, certify), (firm.second, submit)):
        with work(session, who, NOW) as unit:
            step(unit, submission_id)
    return submission_id
