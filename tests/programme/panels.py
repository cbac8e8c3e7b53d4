"""A challenge with firms, a chair and assessors, whose marks are those of ``rules/scores``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.commands.assessors import assign
from programme.commands.conflicts import decide_conflict, declare
from programme.commands.marks import send_sheet, write_mark
from programme.commands.moderation import settle
from programme.commands.rounds import move_round, set_up_round
from programme.models.challenges import Challenge
from programme.models.criteria import ScoredCriterion
from programme.models.firms import Firm, FirmMember
from programme.models.submissions import Submission
from programme.queries.results import rank
from programme.queries.rounds import round_facts
from programme.rules.challenges import ChallengeState
from programme.rules.conflicts import Answer
from programme.rules.firms import FirmSize
from programme.rules.marks import Mark
from programme.rules.moderation import Settlement
from programme.rules.rounds import RoundDraft, RoundState
from programme.rules.submissions import SubmissionState, form_owner
from questions.commands.answers import begin_answers, save_answers
from tests.clock import NOW
from tests.make import a_person
from tests.programme.firms import ANSWERED, CLOSES, open_to_firms
from tests.programme.make import Crew
from tests.programme.rules import scores

AFTER = CLOSES + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Panel:
    """A round: submissions in the order of ``scores.SUBMISSIONS``, assessors in that of theirs.

    ``founder`` writes for the firm of the first submission.
    """

    challenge: UUID
    chair: Actor
    assessors: tuple[Actor, ...]
    founder: UUID
    submissions: tuple[UUID, ...]
    assignments: Mapping[tuple[UUID, int], UUID]

    def of(self, submission: int, assessor: int) -> UUID:
        """Return the id of an assignment by two numbers from 0."""
        return self.assignments[self.submissions[submission], assessor]


def a_panel(session: Session, crew: Crew, challenge: UUID, many: int = 4) -> Panel:
    """Let firms answer, freeze the criteria, pass the deadline and gate 2, and ask assessors."""
    authority_id = crew.manager.authority_id
    open_to_firms(session, crew.manager, challenge)
    founder = a_person(session, authority_id, Role.SME_MEMBER)
    with work(session, crew.manager, NOW) as unit:
        submissions = tuple(_sent(unit, challenge, letter) for letter in "ABCD"[:many])
        firm_id = unit.session.get_one(Submission, submissions[0]).firm_id
        unit.session.add(FirmMember(firm_id=firm_id, person_id=founder.id, joined_at=NOW))
    add_criteria(session, challenge)
    session.get_one(Challenge, challenge).state = ChallengeState.ASSESSING
    session.commit()
    chair = crew[Role.ASSESSMENT_CHAIR]
    people = tuple(
        Actor(authority_id, a_person(session, authority_id, Role.ASSESSOR).id)
        for _ in scores.ASSESSORS
    )
    with work(session, crew.manager, AFTER) as unit:
        set_up_round(unit, challenge, RoundDraft(chair.person_id))
        assignments = {
            (each, number): assign(unit, challenge, each, who.person_id)
            for each in submissions
            for number, who in enumerate(people)
            if who.person_id
        }
    return Panel(challenge, chair, people, founder.id, submissions, assignments)


def _sent(unit: Work, challenge: UUID, letter: str) -> UUID:
    """Add a firm and what it sent, as rows."""
    firm = Firm(
        id=uuid4(),
        authority_id=unit.actor.authority_id,
        name=f"Firm {letter}",
        size=FirmSize.SMALL,
        company_number="",
        website="",
        made_at=NOW,
    )
    unit.session.add(firm)
    unit.session.flush()
    made = Submission(
        id=uuid4(),
        authority_id=firm.authority_id,
        challenge_id=challenge,
        firm_id=firm.id,
        set_id=begin_answers(unit, form_owner(challenge)),
        ref=f"REF-{letter}",
        state=SubmissionState.SUBMITTED,
        submitted_at=NOW,
        made_at=NOW,
    )
    save_answers(unit, made.set_id, 0, ANSWERED)
    unit.session.add(made)
    unit.session.flush()
    return made.id


def add_criteria(session: Session, challenge: UUID) -> None:
    """Add the four criteria whose figures are known."""
    session.add_all(
        ScoredCriterion(
            challenge_id=challenge,
            code=each.code,
            position=position,
            title=each.title,
            weight=each.weight,
            top_mark=each.top_mark,
            least=each.least,
            anchors=list(each.anchors),
        )
        for position, each in enumerate(scores.CRITERIA, 1)
    )


def clear(session: Session, panel: Panel, assessor: int, *submissions: int) -> None:
    """Let an assessor declare that there is no conflict, and the chair clear it."""
    with work(session, panel.assessors[assessor], AFTER) as unit:
        for submission in submissions:
            declare(unit, panel.of(submission, assessor), Answer.NONE)
    with work(session, panel.chair, AFTER) as unit:
        for submission in submissions:
            decide_conflict(unit, panel.of(submission, assessor), clears=True)


def clear_all(session: Session, panel: Panel) -> None:
    for assessor in range(len(panel.assessors)):
        clear(session, panel, assessor, *range(len(panel.submissions)))


def move(session: Session, panel: Panel, *steps: RoundState, by: Actor | None = None) -> None:
    for after in steps:
        with work(session, by or panel.chair, AFTER) as unit:
            move_round(unit, panel.challenge, after, round_facts, rank)


def score(session: Session, panel: Panel, assessor: int, *submissions: int) -> None:
    """Write and send sheets as they stand in the known figures."""
    with work(session, panel.assessors[assessor], AFTER) as unit:
        for number in submissions:
            assignment = panel.of(number, assessor)
            given = scores.SHEETS[scores.SUBMISSIONS[number]][scores.ASSESSORS[assessor]]
            for code, value in given.items():
                write_mark(unit, assignment, code, Mark(value, f"{code}: seen."))
            send_sheet(unit, assignment)


def score_all(session: Session, panel: Panel) -> None:
    for assessor in range(len(panel.assessors)):
        score(session, panel, assessor, *range(len(panel.submissions)))


def talk(session: Session, panel: Panel, submission: int, code: str, agreed: int | None) -> None:
    there = frozenset(who.person_id for who in panel.assessors if who.person_id)
    said = Settlement(panel.submissions[submission], code, agreed, "We read it again.", there)
    with work(session, panel.chair, AFTER) as unit:
        settle(unit, panel.challenge, said)


def an_agreed_panel(session: Session, crew: Crew, challenge: UUID) -> Panel:
    """Take the known round until its scores are agreed: A, D and B come first, C is in reserve."""
    panel = a_panel(session, crew, challenge)
    clear_all(session, panel)
    agree_scores(session, panel)
    return panel


def agree_scores(session: Session, panel: Panel) -> None:
    """Score the known round and talk it through, once every assessor is cleared."""
    move(session, panel, RoundState.FROZEN, RoundState.OPEN)
    score_all(session, panel)
    move(session, panel, RoundState.SCORING_CLOSED, RoundState.MODERATION)
    for submission, code, agreed in ((1, "innovation", 3), (1, "delivery", None), (2, "fit", 2)):
        talk(session, panel, submission, code, agreed)
    move(session, panel, RoundState.AGREED)
