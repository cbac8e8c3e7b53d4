"""What waits for somebody: signatures, a sponsorship to accept, a gate to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.roles import Role
from programme.models.briefs import Brief
from programme.models.challenges import Challenge
from programme.models.gates import GateWaiver
from programme.queries.actions import open_actions
from programme.queries.board import BoardRow
from programme.queries.gates import gate_page
from programme.queries.skills import invitations_of
from programme.rules.access import Can
from programme.rules.attendance import Came
from programme.rules.board import Light
from programme.rules.briefs import BriefState
from programme.rules.gates import may_sign, role_to_sign
from programme.rules.stages import GateCode

SOON = timedelta(days=7)


class TaskKind(StrEnum):
    """What somebody is asked to do."""

    SIGN_GATE = "sign_gate"
    ACCEPT = "accept"
    SIGN_WAIVER = "sign_waiver"
    DECIDE = "decide"
    TURN_KEY = "turn_key"
    ANSWER = "answer"
    DO = "do"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for one person, and since when; *slug* is empty where it is of none."""

    kind: TaskKind
    slug: str
    title: str
    gate: GateCode | None = None
    since: datetime | None = None


def tasks_for(
    session: Session, actor: Actor, rows: Sequence[BoardRow], now: datetime
) -> list[Task]:
    """Return what waits for *actor*, the longest first."""
    tasks = [
        *_sponsorships(session, actor),
        *_waivers(session, actor),
        *_keys(session, actor),
        *_of_workshops(session, actor, now),
    ]
    for row in rows:
        tasks += _at_gate(session, actor, row, now)
    return sorted(tasks, key=lambda task: task.since or now)


def _at_gate(session: Session, actor: Actor, row: BoardRow, now: datetime) -> list[Task]:
    page = row.challenge
    if row.gate is None:
        return []
    if row.light is Light.READY and actor.may(Can.GATE_PROPOSE):
        return [Task(TaskKind.DECIDE, page.slug, page.title, row.gate)]
    if row.light is not Light.WAITING:
        return []
    gate = gate_page(session, page, row.gate, now)
    role = role_to_sign(gate.proposal, actor.person_id, actor.roles, gate.seats)
    if not may_sign(gate.proposal, actor.person_id, role, gate.seats) or gate.waiting is None:
        return []
    since = gate.waiting.proposed_at
    return [Task(TaskKind.SIGN_GATE, page.slug, page.title, row.gate, since)]


def _sponsorships(session: Session, actor: Actor) -> list[Task]:
    asked = select(Challenge.slug, Challenge.title).where(
        Challenge.authority_id == actor.authority_id,
        Challenge.sponsor_id == actor.person_id,
        Challenge.sponsor_accepted_at.is_(None),
    )
    return [Task(TaskKind.ACCEPT, row.slug, row.title) for row in session.execute(asked)]


def _waivers(session: Session, actor: Actor) -> list[Task]:
    asked = (
        select(Challenge.slug, Challenge.title, GateWaiver.asked_at)
        .join(GateWaiver, GateWaiver.challenge_id == Challenge.id)
        .where(
            Challenge.authority_id == actor.authority_id,
            Challenge.sponsor_id == actor.person_id,
            GateWaiver.signed_at.is_(None),
        )
    )
    return [
        Task(TaskKind.SIGN_WAIVER, row.slug, row.title, since=row.asked_at)
        for row in session.execute(asked)
    ]


def _of_workshops(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Return invitations without an answer, and actions that are due within a week or late."""
    if actor.person_id is None:
        return []
    soon = london_day(now + SOON)
    asked = invitations_of(session, actor.person_id, now)
    actions = open_actions(session, actor.authority_id, actor.person_id)
    return [
        *(Task(TaskKind.ANSWER, "", each.title) for each in asked if each.came is Came.INVITED),
        *(Task(TaskKind.DO, "", each.words) for each in actions if each.due_on <= soon),
    ]


def _keys(session: Session, actor: Actor) -> list[Task]:
    """Return briefs in review whose key is this person's to turn."""
    asked = (
        select(Challenge.slug, Challenge.title)
        .join(Brief, Brief.challenge_id == Challenge.id)
        .where(Challenge.authority_id == actor.authority_id, Brief.state == BriefState.IN_REVIEW)
    )
    if Role.PROCUREMENT_OFFICER not in actor.roles:
        asked = asked.where(Challenge.owner_id == actor.person_id)
    return [Task(TaskKind.TURN_KEY, row.slug, row.title) for row in session.execute(asked)]
