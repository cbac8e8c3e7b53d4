"""The workshops of the pilot: as many as its record says; days and who came are invented."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from foundation.base.clock import london_day, london_instant
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.dips_seeding import Seeding
from programme.commands.guests import ask_guests, take_workshop
from programme.commands.phases import set_workshop_plan
from programme.commands.workshops import plan_workshop
from programme.models.departments import Department
from programme.models.firms import Firm
from programme.models.matches import ChallengeMatch
from programme.models.submissions import Submission
from programme.models.workshops import WorkshopGuest
from programme.queries.workshops import phases_of, principles_of
from programme.rules.attendance import Came
from programme.rules.cohorts import Side
from programme.rules.matches import MatchState
from programme.rules.programmes import Origin
from programme.rules.workshops import WorkshopDraft, WorkshopKind, WorkshopPlan

RECORD = Path(__file__).parent / "dips_workshops.toml"
TEN = time(10)
LEADS = (Role.FACILITATOR, Role.PROGRAMME_MANAGER)
GUESTS = (
    Role.CHALLENGE_OWNER,
    Role.PROCUREMENT_OFFICER,
    Role.FINANCE_OFFICER,
    Role.CONSULTATION_OFFICER,
    Role.PLANNER,
    Role.MENTOR,
    Role.EXECUTIVE_SPONSOR,
)
"""Whom of the demonstration's people a workshop asks; the sponsor comes too rarely."""


def seed_workshops(seeding: Seeding, programme_id: UUID) -> None:
    """Add what was meant, the workshops of each department, and one that is ahead."""
    said = tomllib.loads(RECORD.read_text(encoding="utf-8"))
    manager = seeding.as_role(Role.PROGRAMME_MANAGER)
    first = london_instant(said["department"][0]["on"][0])
    with work(seeding.session, manager, first - timedelta(days=20)) as unit:
        set_workshop_plan(unit, programme_id, WorkshopPlan(**said["plan"]))
    for line in said["department"]:
        for number, on in enumerate(line["on"]):
            _hold(seeding, programme_id, said, line["name"], number, on)
    with work(seeding.session, manager, seeding.now) as unit:
        _plan_ahead(unit, seeding, programme_id, said["ahead"])


def _hold(
    seeding: Seeding,
    programme_id: UUID,
    said: Mapping[str, Any],
    department: str,
    number: int,
    on: date,
) -> None:
    """Plan one workshop a fortnight before its day, and take it in the afternoon."""
    at = london_instant(on, TEN)
    manager = seeding.as_role(Role.PROGRAMME_MANAGER)
    with work(seeding.session, manager, at - timedelta(days=14)) as unit:
        draft = _draft(unit, programme_id, said, department, said["each"][number], at)
        made = plan_workshop(unit, programme_id, draft, origin=Origin.INVENTED)
        _ask(unit, seeding, made)
    with work(seeding.session, manager, at + timedelta(hours=3)) as unit:
        rows = unit.session.scalars(
            select(WorkshopGuest).where(WorkshopGuest.workshop_id == made)
        ).all()
        take_workshop(unit, made, {row.id: _came(row, number, on) for row in rows})


def _draft(
    unit: Work,
    programme_id: UUID,
    said: Mapping[str, Any],
    department: str,
    line: Mapping[str, Any],
    at: datetime,
) -> WorkshopDraft:
    of = select(Department.id).where(
        Department.authority_id == unit.actor.authority_id, Department.name == department
    )
    principles = principles_of(unit.session, programme_id)
    return WorkshopDraft(
        kind=WorkshopKind(line["kind"]),
        title=line["title"].format(department=department),
        starts_at=at,
        minutes=said["plan"]["minutes"],
        places=said["plan"]["participants"],
        department_id=unit.session.scalars(of).one(),
        phase_id=phases_of(unit.session, programme_id)[line["phase"] - 1].id,
        principle_ids=frozenset(principles[number - 1][0] for number in line["principles"]),
    )


def _ask(unit: Work, seeding: Seeding, workshop_id: UUID) -> None:
    leads = [seeding.people[role] for role in LEADS if role in seeding.people]
    ask_guests(unit, workshop_id, people=leads, leads=True)
    people = [seeding.people[role] for role in GUESTS if role in seeding.people]
    ask_guests(unit, workshop_id, people=people)


def _came(row: WorkshopGuest, number: int, on: date) -> Came:
    """Return who came: the sponsor to one in four, others nearly always."""
    if row.side is Side.EXECUTIVE:
        return Came.PARTIAL if on.day == 14 and not number else Came.ABSENT  # noqa: PLR2004
    if row.side is Side.MENTOR:
        return Came.EXCUSED if number else Came.ATTENDED
    return Came.ATTENDED


def _plan_ahead(unit: Work, seeding: Seeding, programme_id: UUID, line: Mapping[str, Any]) -> None:
    """Ask the firms that were identified, and the council's people, to look back together."""
    day = london_day(seeding.now + timedelta(days=line["days"]))
    draft = WorkshopDraft(
        WorkshopKind(line["kind"]),
        line["title"],
        london_instant(day, TEN),
        line["minutes"],
        places=30,
        phase_id=phases_of(unit.session, programme_id)[-1].id,
    )
    made = plan_workshop(unit, programme_id, draft, origin=Origin.INVENTED)
    _ask(unit, seeding, made)
    identified = (
        select(Firm.id)
        .join(Submission, Submission.firm_id == Firm.id)
        .join(ChallengeMatch, ChallengeMatch.submission_id == Submission.id)
        .where(
            Firm.authority_id == unit.actor.authority_id,
            ChallengeMatch.state == MatchState.IDENTIFIED,
        )
    )
    ask_guests(unit, made, firms=unit.session.scalars(identified).all())
