"""The good practices that partner cities showed, and what of each lives on in the pilot."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.dips_seeding import Seeding
from programme.commands.practices import keep_practice, note_taking
from programme.models.challenges import Challenge
from programme.models.programmes import LearningEvent
from programme.rules.practices import PracticeDraft, TakenInto, TakingDraft


def seed_practices(seeding: Seeding, programme_id: UUID) -> None:
    """Add each practice at the event where it was learned of, with what was taken."""
    manager = seeding.as_role(Role.PROGRAMME_MANAGER)
    with work(seeding.session, manager, seeding.now) as unit:
        for line in seeding.record["practice"]:
            event = select(LearningEvent.id).where(
                LearningEvent.programme_id == programme_id, LearningEvent.title == line["event"]
            )
            draft = PracticeDraft(
                line["title"],
                line["city"],
                line["what"],
                line.get("claim", ""),
                unit.session.scalars(event).one(),
            )
            practice_id = keep_practice(unit, programme_id, draft)
            for taking in line["taking"]:
                challenge = _challenge(unit, programme_id, taking.get("challenge"))
                into = TakenInto(taking["into"])
                note_taking(unit, practice_id, TakingDraft(taking["words"], into, challenge))


def _challenge(unit: Work, programme_id: UUID, slug: str | None) -> UUID | None:
    of = select(Challenge.id).where(Challenge.programme_id == programme_id, Challenge.slug == slug)
    return unit.session.scalars(of).one() if slug else None
