"""The showcase of the pilot: its day is from the record; prototypes and votes are invented."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.clock import london_day, london_instant
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.dips_seeding import Seeding
from programme.commands.ballots import BallotDraft, Voter, cast, open_ballot, reveal
from programme.commands.prototypes import judge_prototype
from programme.commands.showcases import give_slot
from programme.models.briefs import Citation, SuccessMeasure
from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort, CohortSeat, CohortSession
from programme.models.firms import Firm
from programme.models.prototypes import DeploymentCost, Prototype, PrototypeClaim
from programme.rules.ballots import WEIGHTS, Group
from programme.rules.deployment_costs import CostKind
from programme.rules.prototypes import PrototypeState
from programme.rules.sessions import SessionKind
from programme.rules.showcases import Slot

RECORD = Path(__file__).parent / "dips_showcase.toml"
HANDED_IN = timedelta(days=20)
"""Before the showcase, so before anybody of the three had left."""


def seed_showcase(seeding: Seeding, programme_id: UUID) -> None:
    """Add the three prototypes of one challenge, show them, and let people have voted."""
    said = tomllib.loads(RECORD.read_text(encoding="utf-8"))
    manager, session = seeding.as_role(Role.PROGRAMME_MANAGER), seeding.session
    challenge_id = session.scalars(
        select(Challenge.id).where(
            Challenge.programme_id == programme_id, Challenge.slug == said["challenge"]
        )
    ).one()
    day = _day(seeding, programme_id)
    with work(session, manager, day.starts_at - HANDED_IN) as unit:
        made = [_hand_in(unit, challenge_id, line) for line in said["prototype"]]
        for number, prototype in enumerate(made):
            judge_prototype(unit, prototype, PrototypeState.VERIFIED, "")
            at = _at(day, said["first_at"]) + number * timedelta(minutes=said["minutes"] + 5)
            give_slot(unit, day.id, prototype, Slot(at, said["minutes"]))
    with work(session, manager, _at(day, said["ballot"]["opens"])) as unit:
        for prototype in made:
            judge_prototype(unit, prototype, PrototypeState.SHOWCASED, "")
    _vote(seeding, challenge_id, day, made, said["ballot"])
    with work(session, manager, day.starts_at + timedelta(days=2)) as unit:
        for prototype, line in zip(made, said["prototype"], strict=True):
            judge_prototype(unit, prototype, PrototypeState(line["after"]), line["because"])


def _hand_in(unit: Work, challenge_id: UUID, line: Mapping[str, Any]) -> UUID:
    """Add what a firm handed in; nobody of the pilot's firms is there to write it."""
    asked = (
        select(CohortSeat)
        .join(Firm, Firm.id == CohortSeat.firm_id)
        .where(CohortSeat.challenge_id == challenge_id, Firm.name == f"P{line['firm']} (invented)")
    )
    seat = unit.session.scalars(asked).one()
    made = Prototype(
        id=uuid4(),
        seat_id=seat.id,
        challenge_id=challenge_id,
        firm_id=seat.firm_id,
        title=line["title"],
        summary=line["summary"],
        level=line["level"],
        state=PrototypeState.EVIDENCE_SUBMITTED,
        changed_at=unit.now,
    )
    unit.session.add(made)
    unit.session.flush()
    unit.session.add_all(_claims(unit, made, line["claims"]))
    unit.session.add_all(_costs(made, line["costs"]))
    unit.session.flush()
    return made.id


def _claims(unit: Work, made: Prototype, rows: list[list[str]]) -> list[PrototypeClaim]:
    named = select(SuccessMeasure.name, SuccessMeasure.id).where(
        SuccessMeasure.challenge_id == made.challenge_id
    )
    measures = {row.name: row.id for row in unit.session.execute(named)}
    return [
        PrototypeClaim(
            id=uuid4(),
            prototype_id=made.id,
            position=position,
            measure_id=measures.get(measure),
            claim=claim,
            test=test,
            result=result,
            evidence=evidence,
            url="",
        )
        for position, (measure, claim, test, result, evidence) in enumerate(rows, 1)
    ]


def _costs(made: Prototype, rows: list[list[Any]]) -> list[DeploymentCost]:
    return [
        DeploymentCost(
            id=uuid4(),
            prototype_id=made.id,
            position=position,
            kind=CostKind(kind),
            words=words,
            low_p=low * 100,
            likely_p=likely * 100,
            high_p=high * 100,
        )
        for position, (kind, words, low, likely, high) in enumerate(rows, 1)
    ]


def _vote(
    seeding: Seeding,
    challenge_id: UUID,
    day: CohortSession,
    made: list[UUID],
    said: Mapping[str, Any],
) -> None:
    """Open a vote, let each row of the record be one voter, and show what it came to."""
    slug = seeding.session.scalar(
        select(Citation.consultation_slug).where(Citation.challenge_id == challenge_id).limit(1)
    )
    if slug is None:
        return  # a real council has no consultation in which these residents commented
    manager, opens, closes = (
        seeding.as_role(Role.PROGRAMME_MANAGER),
        _at(day, said["opens"]),
        _at(day, said["closes"]),
    )
    with work(seeding.session, manager, opens) as unit:
        open_ballot(unit, challenge_id, BallotDraft(WEIGHTS, said["quorum"], closes, slug))
        advice = iter(said["advice"])
        for group in Group:
            for number, row in enumerate(said[group.value]):
                marks = {each: mark for each, mark in zip(made, row, strict=True) if mark}
                voter = Voter(f"invented {group} {number}", group)
                cast(unit, challenge_id, voter, marks, next(advice, ""))
    with work(seeding.session, manager, closes) as unit:
        reveal(unit, challenge_id)


def _day(seeding: Seeding, programme_id: UUID) -> CohortSession:
    asked = (
        select(CohortSession)
        .join(Cohort, Cohort.id == CohortSession.cohort_id)
        .where(Cohort.programme_id == programme_id, CohortSession.kind == SessionKind.SHOWCASE)
    )
    return seeding.session.scalars(asked).one()


def _at(day: CohortSession, clock: time) -> datetime:
    return london_instant(london_day(day.starts_at), clock)
