"""What the demonstration's workshops left behind; all of it is invented."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from foundation.base.clock import london_day
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.dips_seeding import Seeding
from programme.cli.dips_workshops import RECORD
from programme.commands.actions import give_action, move_action, take_note
from programme.commands.skills import add_skill
from programme.models.workshops import Workshop
from programme.rules.actions import ActionDraft, ActionState, NoteKind


def seed_actions(seeding: Seeding, programme_id: UUID) -> None:
    """Add notes, actions and skills; who has no such people gets the notes alone."""
    said = tomllib.loads(RECORD.read_text(encoding="utf-8"))
    manager = seeding.as_role(Role.PROGRAMME_MANAGER)
    past = _named(seeding, programme_id, said["left"]["after"])
    ahead = _named(seeding, programme_id, said["ahead"]["title"])
    with work(seeding.session, manager, past.starts_at + timedelta(hours=4)) as unit:
        for line in said["left"]["note"]:
            take_note(unit, past.id, NoteKind(line["kind"]), line["words"])
        given = [(_give(unit, seeding, past.id, line), line) for line in said["left"]["action"]]
    for action_id, line in given:
        owner = seeding.as_role(Role(line["owner"]))
        with work(seeding.session, owner, past.starts_at + timedelta(days=20)) as unit:
            if action_id:
                move_action(unit, action_id, ActionState.DONE)
    with work(seeding.session, manager, seeding.now) as unit:
        for line in said["ahead"]["action"]:
            _give(unit, seeding, ahead.id, line)
    for role, words in said["skills"].items():
        _can(seeding, Role(role), words, seeding.now)


def _named(seeding: Seeding, programme_id: UUID, title: str) -> Workshop:
    of = select(Workshop).where(Workshop.programme_id == programme_id, Workshop.title == title)
    return seeding.session.scalars(of).one()


def _give(unit: Work, seeding: Seeding, workshop_id: UUID, line: Mapping[str, Any]) -> UUID | None:
    owner = seeding.people.get(Role(line["owner"]))
    if owner is None:
        return None
    due = line.get("due") or london_day(seeding.now + timedelta(days=line["days"]))
    return give_action(unit, workshop_id, ActionDraft(line["words"], owner, due))


def _can(seeding: Seeding, role: Role, words: list[str], at: datetime) -> None:
    actor = seeding.as_role(role)
    if actor.person_id is None:
        return
    with work(seeding.session, actor, at) as unit:
        for each in words:
            add_skill(unit, each)
