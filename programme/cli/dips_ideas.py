"""Ideas in the demonstration's box, and who backs them; all of it is invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from foundation.base.roles import Role
from foundation.base.work import work
from programme.cli.dips_seeding import Seeding
from programme.commands.challenges import propose_challenge
from programme.commands.ideas import back_idea, decline_idea
from programme.models.challenges import Challenge
from programme.models.ideas import IdeaBacking
from programme.rules.drafts import ChallengeDraft

IDEAS = (
    (
        Role.RESIDENT,
        "Bins that say when they are full",
        "How can we empty street bins when they are full, and not before?",
        "Some overflow for days, others are emptied half full. People who walk by know which.",
        (Role.COUNCILLOR, Role.PLANNER, Role.RESPONDER, Role.COMMUNITY_ORGANISATION),
        None,
    ),
    (
        Role.CONSULTATION_OFFICER,
        "Letters that people understand",
        "How can a letter of the council be clear to whoever opens it?",
        "One call in five is about a letter that nobody understood. We could test them first.",
        (Role.PLANNER, Role.MODERATOR, Role.RESIDENT),
        None,
    ),
    (
        Role.RESIDENT,
        "A map of potholes",
        "How can people see which potholes are known, and when they are mended?",
        "The same hole is reported ten times. Nobody sees that it is on a list already.",
        (Role.COUNCILLOR,),
        "The highways team has begun with this. Its map opens in spring.",
    ),
)
"""Who proposes, title, question, summary, who backs it, and why it is not taken up."""

BACKED = (Role.RESIDENT, Role.PLANNER, Role.CONSULTATION_OFFICER, Role.COUNCILLOR)
"""Who backed the planning challenge while it was an idea."""


def seed_ideas(seeding: Seeding, programme_id: UUID) -> None:
    """Let the demonstration's people propose and back; a real council's box stays empty."""
    for number, (role, title, question, summary, backers, why) in enumerate(IDEAS):
        at = seeding.now - timedelta(days=40 - 9 * number)
        proposer = seeding.as_role(role)
        if proposer.person_id is None:
            continue
        with work(seeding.session, proposer, at) as unit:
            made = propose_challenge(unit, programme_id, ChallengeDraft(title, question, summary))
            back_idea(unit, made.id)
        for day, backer in enumerate(backers, 1):
            _back(seeding, made.id, backer, at + timedelta(days=day))
        if why:
            manager = seeding.as_role(Role.PROGRAMME_MANAGER)
            with work(seeding.session, manager, at + timedelta(days=12)) as unit:
                decline_idea(unit, made.id, why)
    _taken_over(seeding, programme_id)


def _back(seeding: Seeding, challenge_id: UUID, role: Role, at: datetime) -> None:
    actor = seeding.as_role(role)
    if actor.person_id is None:
        return
    with work(seeding.session, actor, at) as unit:
        back_idea(unit, challenge_id)


def _taken_over(seeding: Seeding, programme_id: UUID) -> None:
    """Note who backed the planning challenge before it was one."""
    of = select(Challenge).where(
        Challenge.programme_id == programme_id, Challenge.slug == "town-planning-consultation"
    )
    challenge = seeding.session.scalars(of).one()
    with work(seeding.session, seeding.as_role(Role.PROGRAMME_MANAGER), seeding.now) as unit:
        unit.session.add_all(
            IdeaBacking(
                challenge_id=challenge.id,
                person_id=seeding.people[role],
                backed_at=challenge.made_at,
            )
            for role in BACKED
            if role in seeding.people
        )
