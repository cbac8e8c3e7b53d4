"""Challenges of a town: a programme, and one challenge under each name that addresses have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from foundation.accounts.models.people import Person
from foundation.base.roles import Role
from foundation.base.work import Work
from programme.commands.brief_comments import comment_on
from programme.commands.briefs import write_section
from programme.commands.challenges import propose_challenge
from programme.commands.clarifications import ask_question
from programme.commands.departments import keep_department
from programme.commands.people import name_people
from programme.commands.programmes import ProgrammeDraft, make_programme
from programme.commands.records import take_over_state
from programme.commands.waivers import ask_waiver
from programme.rules.challenges import ChallengeState
from programme.rules.decisions import WaiverDraft
from programme.rules.drafts import ChallengeDraft
from programme.rules.lines import Line
from programme.rules.sections import Section


def challenges(
    unit: Work, mark: str, people: Mapping[Role, Person], slugs: Iterable[str]
) -> tuple[UUID, UUID, UUID]:
    """Give a town its challenges; return a waiver, a remark on a brief and a question."""
    summary = f"What {mark} wants to solve."
    programme = make_programme(unit, ProgrammeDraft(f"Programme of {mark}", summary, slug="pilot"))
    department = keep_department(unit, f"Department of {mark}")
    made = [
        propose_challenge(
            unit,
            programme,
            ChallengeDraft(
                f"A challenge of {mark}",
                f"How can {mark} be heard?",
                summary,
                department_id=department,
                slug=slug,
            ),
        )
        for slug in slugs
    ]
    owner, sponsor = people[Role.CHALLENGE_OWNER].id, people[Role.EXECUTIVE_SPONSOR].id
    for challenge in made:
        name_people(unit, challenge.id, owner_id=owner, sponsor_id=sponsor)
    ends_on = (unit.now + timedelta(days=30)).date()
    for challenge in made:
        write_section(unit, challenge.id, Section.WHY, f"{mark} is not heard.", seen_revision=0)
    waiver = WaiverDraft(Line.BUDGET_RECORDED, f"{mark} asks for time.", ends_on)
    remark = comment_on(unit, made[0].id, Section.WHY, f"Show it, {mark}.")
    waiver_id = ask_waiver(unit, made[0].id, waiver)
    for challenge in made:
        take_over_state(unit, challenge.id, ChallengeState.RELEASED, f"{mark} says so.")
    return waiver_id, remark, ask_question(unit, made[0].id, f"What does {mark} want?")
