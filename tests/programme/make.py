"""Programmes and challenges with legal defaults; a test names only what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.rules.evidence import EvidenceKind
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.brief_lists import set_measures
from programme.commands.briefs import complete_section, write_section
from programme.commands.challenges import propose_challenge
from programme.commands.citations import cite
from programme.commands.departments import keep_department
from programme.commands.gates import propose_decision, sign_decision
from programme.commands.people import accept_sponsorship, name_people
from programme.commands.programmes import ProgrammeDraft, make_programme
from programme.commands.reviews import send_for_review, turn_key
from programme.commands.terms import open_interests, record_budget, set_window
from programme.models.challenges import Challenge
from programme.queries.snapshots import look
from programme.rules.brief_lists import MeasureDraft
from programme.rules.briefs import Key
from programme.rules.challenges import BudgetState, ChallengeState, Engagement
from programme.rules.decisions import DecisionDraft
from programme.rules.drafts import BudgetDraft, ChallengeDraft, WindowDraft
from programme.rules.gates import Verdict
from programme.rules.sections import Section
from programme.rules.stages import GateCode
from tests.conftest import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.make import a_person

ROLES = (
    Role.PROGRAMME_MANAGER,
    Role.CHALLENGE_OWNER,
    Role.EXECUTIVE_SPONSOR,
    Role.FACILITATOR,
    Role.PROCUREMENT_OFFICER,
    Role.FINANCE_OFFICER,
    Role.ASSESSMENT_CHAIR,
)


@dataclass(frozen=True, slots=True)
class Crew:
    """One actor for each role of a council's programme."""

    of: dict[Role, Actor]

    def __getitem__(self, role: Role) -> Actor:
        return self.of[role]

    def id(self, role: Role) -> UUID:
        person_id = self.of[role].person_id
        assert person_id is not None
        return person_id

    @property
    def manager(self) -> Actor:
        return self.of[Role.PROGRAMME_MANAGER]


def a_crew(session: Session, authority_id: UUID, roles: Iterable[Role] = ROLES) -> Crew:
    """Add one person for each role."""
    return Crew(
        {
            role: Actor(
                authority_id, a_person(session, authority_id, role).id, roles=frozenset({role})
            )
            for role in roles
        }
    )


def a_programme(session: Session, actor: Actor, **more: Any) -> UUID:
    """Set up a programme from the template."""
    given: dict[str, Any] = {"title": "Innovation programme", "summary": "A pilot.", **more}
    with work(session, actor, NOW) as unit:
        return make_programme(unit, ProgrammeDraft(**given))


def a_challenge(session: Session, crew: Crew, programme_id: UUID, **more: Any) -> UUID:
    """Write an idea down, without anybody behind it yet."""
    given: dict[str, Any] = {
        "title": "Town planning consultation",
        "question": "How can more residents shape plans for the places near them?",
        "summary": "Most people hear of a scheme too late.",
        **more,
    }
    with work(session, crew.manager, NOW) as unit:
        return propose_challenge(unit, programme_id, ChallengeDraft(**given)).id


def back(session: Session, crew: Crew, challenge_id: UUID) -> None:
    """Give a challenge all that gate 0 asks for."""
    with work(session, crew.manager, NOW) as unit:
        challenge = unit.session.get_one(Challenge, challenge_id)
        challenge.department_id = keep_department(unit, "Planning and Development")
        name_people(
            unit,
            challenge_id,
            owner_id=crew.id(Role.CHALLENGE_OWNER),
            sponsor_id=crew.id(Role.EXECUTIVE_SPONSOR),
        )
        record_budget(
            unit,
            challenge_id,
            BudgetDraft(BudgetState.CONFIRMED, 0, 4_800_000, engagement=Engagement.PUBLISHED),
        )
        set_window(
            unit,
            challenge_id,
            WindowDraft(
                NOW + timedelta(days=1), NOW + timedelta(days=20), NOW + timedelta(days=40)
            ),
        )
    with work(session, crew[Role.EXECUTIVE_SPONSOR], NOW) as unit:
        accept_sponsorship(unit, challenge_id)


def decide(
    session: Session,
    crew: Crew,
    challenge_id: UUID,
    gate: GateCode,
    verdict: Verdict = Verdict.PASS,
    signers: Iterable[Role] = (Role.CHALLENGE_OWNER, Role.EXECUTIVE_SPONSOR),
) -> None:
    """Propose a decision as the manager, and let everybody asked sign it."""
    with work(session, crew.manager, NOW) as unit:
        said = DecisionDraft(verdict, "Everybody agrees.", "Come back in May.")
        propose_decision(unit, challenge_id, gate, said, look)
    for role in signers:
        with work(session, crew[role], NOW) as unit:
            sign_decision(unit, challenge_id, gate, look)


def state_of(session: Session, challenge_id: UUID) -> ChallengeState:
    """Return where a challenge stands in the database."""
    session.expire_all()
    return session.get_one(Challenge, challenge_id).state


def write_brief(session: Session, crew: Crew, challenge_id: UUID) -> None:
    """Write a brief that its gate lets pass, with evidence from a consultation of its own."""
    writer = crew[Role.FACILITATOR]
    made = a_consultation(session, crew.manager)
    slug = session.get_one(Consultation, made).slug
    ref = a_comment(session, crew.manager, made).ref
    for section in Section:
        with work(session, writer, NOW) as unit:
            write_section(unit, challenge_id, section, "A few words.", seen_revision=0)
            complete_section(unit, challenge_id, section, done=True)
    with work(session, writer, NOW) as unit:
        set_measures(unit, challenge_id, [MeasureDraft("Answers", "people", "40", "400")])
        for kind, key in (
            (EvidenceKind.THREAD, ref),
            (EvidenceKind.FIGURE, "comments"),
            (EvidenceKind.FIGURE, "answered"),
        ):
            claim = "Too few are heard."
            cite(unit, challenge_id, Section.WHY, slug=slug, kind=kind, key=key, claim=claim)
        for section in (Section.MEASURES, Section.WHY):
            complete_section(unit, challenge_id, section, done=True)


def approve(session: Session, crew: Crew, challenge_id: UUID) -> None:
    """Send a brief for review and turn both keys."""
    with work(session, crew[Role.FACILITATOR], NOW) as unit:
        send_for_review(unit, challenge_id)
    for role, key in (
        (Role.CHALLENGE_OWNER, Key.OWNER),
        (Role.PROCUREMENT_OFFICER, Key.PROCUREMENT),
    ):
        with work(session, crew[role], NOW) as unit:
            turn_key(unit, challenge_id, key)


def release(session: Session, crew: Crew, challenge_id: UUID) -> None:
    """Take an idea through its first two gates, so that firms can answer.

    It opens a day after ``NOW``, takes questions for 20 days and closes after 40.
    """
    back(session, crew, challenge_id)
    decide(session, crew, challenge_id, GateCode.G0)
    write_brief(session, crew, challenge_id)
    approve(session, crew, challenge_id)
    with work(session, crew.manager, NOW) as unit:
        open_interests(unit, challenge_id)
        unit.session.get_one(Challenge, challenge_id).criteria_frozen_at = NOW
    signers = (Role.EXECUTIVE_SPONSOR, Role.PROCUREMENT_OFFICER)
    decide(session, crew, challenge_id, GateCode.G1, signers=signers)
