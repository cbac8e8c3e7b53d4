"""A round that is open, for an invented town: six submissions that wait to be scored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.references import new_comment_reference
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.seeded_rounds import (
    add_assignments,
    add_round,
    criteria_rows,
    panel_of,
    record,
)
from programme.commands.challenges import propose_challenge
from programme.commands.departments import keep_department
from programme.commands.programmes import ProgrammeDraft, make_programme
from programme.commands.records import take_over_state
from programme.models.blinding import BlindField
from programme.models.challenges import Challenge
from programme.models.firms import Firm
from programme.models.programmes import Programme
from programme.models.submissions import Submission
from programme.rules.assessors import AssignmentState
from programme.rules.blinding import Hidden, Shown
from programme.rules.challenges import ChallengeState
from programme.rules.drafts import ChallengeDraft
from programme.rules.firms import FirmSize
from programme.rules.rounds import RoundState
from programme.rules.submissions import SubmissionState, form_owner
from questions.commands.answers import begin_answers, save_answers
from questions.commands.forms import freeze, make_form
from questions.commands.questions import add_question
from questions.rules.forms import Question
from questions.rules.kinds import Kind
from questions.rules.values import Answers, Number, Value, Words


def seed(session: Session, authority_id: UUID, people: Mapping[Role, UUID], at: datetime) -> bool:
    """Add the programme, its challenge and the open round; return False if they are there."""
    said, panel = record(), panel_of(people)
    known = select(Programme.id).where(Programme.authority_id == authority_id)
    if panel is None or session.scalar(known.limit(1)) is not None:
        return False
    manager = Actor(authority_id, people[Role.PROGRAMME_MANAGER])
    with work(session, manager, at - timedelta(days=60)) as unit:
        challenge = _challenge(unit, said["rehearsal"], at)
        codes = _ask(unit, challenge.id, said["rehearsal"]["asked"])
        session.add_all(criteria_rows(challenge.id, said["criterion"]))
    with work(session, manager, at - timedelta(days=3)) as unit:
        sent = [
            _send(unit, challenge, line, codes, said["rehearsal"]["asked"])
            for line in said["rehearsal"]["submission"]
        ]
        take_over_state(unit, challenge.id, ChallengeState.ASSESSING, "Invented.")
        held = add_round(
            session,
            challenge,
            panel,
            RoundState.OPEN,
            unit.now,
            at.replace(hour=17, minute=0, second=0, microsecond=0) + timedelta(days=9),
        )
        add_assignments(session, held, sent, panel, AssignmentState.CONFLICT_CLEARED)
        session.add_all(
            BlindField(
                round_id=held.id,
                code=code,
                shown=Shown(line.get("shown", "at_once")),
                secret=Hidden(line["secret"]) if "secret" in line else None,
            )
            for code, line in zip(codes, said["rehearsal"]["asked"], strict=True)
        )
    return True


def _challenge(unit: Work, said: Mapping[str, Any], at: datetime) -> Challenge:
    programme = make_programme(unit, ProgrammeDraft(said["programme"], said["summary"]))
    draft = ChallengeDraft(
        said["title"],
        said["question"],
        said["why"],
        department_id=keep_department(unit, said["department"]),
        slug=said["slug"],
    )
    made = propose_challenge(unit, programme, draft)
    made.opens_at, made.closes_at = at - timedelta(days=40), at - timedelta(days=4)
    made.questions_close_at = at - timedelta(days=12)
    made.criteria_frozen_at = made.interests_open_at = at - timedelta(days=45)
    return made


def _ask(unit: Work, challenge_id: UUID, questions: list[Mapping[str, Any]]) -> list[str]:
    owner = form_owner(challenge_id)
    make_form(unit, owner)
    codes = [
        add_question(unit, owner, "s1", Question("", Kind(line["kind"]), line["words"]))
        for line in questions
    ]
    freeze(unit, owner)
    return codes


def _send(
    unit: Work,
    challenge: Challenge,
    line: Mapping[str, Any],
    codes: list[str],
    questions: list[Mapping[str, Any]],
) -> UUID:
    firm = Firm(
        id=uuid4(),
        authority_id=challenge.authority_id,
        name=line["firm"],
        size=FirmSize.MICRO,
        company_number="",
        website="",
        made_at=unit.now,
    )
    unit.session.add(firm)
    unit.session.flush()
    assert challenge.closes_at  # noqa: S101  it has its window
    made = Submission(
        id=uuid4(),
        authority_id=challenge.authority_id,
        challenge_id=challenge.id,
        firm_id=firm.id,
        set_id=begin_answers(unit, form_owner(challenge.id)),
        ref=new_comment_reference(),
        state=SubmissionState.UNDER_ASSESSMENT,
        submitted_at=challenge.closes_at - timedelta(hours=5),
        made_at=unit.now,
    )
    answers: Answers = {
        (code, 0): _value(question, said)
        for code, question, said in zip(codes, questions, line["answers"], strict=True)
    }
    save_answers(unit, made.set_id, 0, answers)
    unit.session.add(made)
    unit.session.flush()
    return made.id


def _value(question: Mapping[str, Any], said: str) -> Value:
    return Number(Decimal(said)) if question["kind"] == Kind.NUMBER.value else Words(said)
