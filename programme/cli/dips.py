"""``flask programme seed-dips``: the pilot's facts as data, so that pages have something true."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.people import Person, PersonRole
from foundation.base.db import db
from foundation.base.roles import Role
from foundation.base.work import Work, work
from foundation.web.current import now
from programme.cli.dips_actions import seed_actions
from programme.cli.dips_after import seed_after
from programme.cli.dips_challenges import seed_challenges
from programme.cli.dips_cohort import seed_cohort
from programme.cli.dips_feedback import seed_feedback
from programme.cli.dips_firms import seed_firms
from programme.cli.dips_ideas import seed_ideas
from programme.cli.dips_practices import seed_practices
from programme.cli.dips_rounds import seed_rounds
from programme.cli.dips_seeding import Seeding
from programme.cli.dips_showcase import seed_showcase
from programme.cli.dips_workshops import seed_workshops
from programme.commands.programmes import ProgrammeDraft, make_programme
from programme.models.programmes import (
    FundingLine,
    LearningEvent,
    Objective,
    Partner,
    Programme,
    RetrospectiveItem,
    StagePlan,
    Target,
)
from programme.rules.programmes import (
    FundingKind,
    ObjectiveKind,
    Origin,
    Pain,
    PartnerRole,
    Sentiment,
)
from programme.rules.stages import Stage

RECORD = Path(__file__).parent / "dips.toml"
BEGAN = datetime(2021, 9, 1, 8, tzinfo=UTC)


PARTS: tuple[Callable[[Seeding, UUID], None], ...] = (
    seed_challenges,
    seed_practices,
    seed_firms,
    seed_rounds,
    seed_workshops,
    seed_cohort,
    seed_showcase,
    seed_after,
    seed_actions,
    seed_ideas,
    seed_feedback,
)
"""What is seeded once the programme is there, in order: (seeding, programme id)."""


@click.command("seed-dips")
@click.option("--authority", "slug", default="birmingham", show_default=True, help="The council.")
@with_appcontext
def seed_dips(slug: str) -> None:
    """Add the pilot: its money, partners, aims, lessons and five challenges."""
    session = db.session()
    authority_id = session.scalar(select(Authority.id).where(Authority.slug == slug))
    if authority_id is None:
        raise click.ClickException(f"There is no council {slug!r} here.")
    added = seed(session, authority_id, now())
    click.echo("The pilot is there." if added else "The pilot is there already.")


def seed(session: Session, authority_id: UUID, at: datetime) -> bool:
    """Add the pilot to one council; return False where it is there already."""
    record = tomllib.loads(RECORD.read_text(encoding="utf-8"))
    known = select(Programme.id).where(
        Programme.authority_id == authority_id, Programme.slug == record["programme"]["slug"]
    )
    if session.scalar(known) is not None:
        return False
    seeding = Seeding(session, authority_id, people_of(session, authority_id), record, at)
    with work(session, seeding.as_role(Role.PROGRAMME_MANAGER), BEGAN) as unit:
        programme_id = make_programme(unit, ProgrammeDraft(**record["programme"]))
        _add_facts(unit, programme_id, record)
    for part in PARTS:
        part(seeding, programme_id)
    return True


def people_of(session: Session, authority_id: UUID) -> dict[Role, UUID]:
    """Return who of the demonstration holds each role; nobody at a real council."""
    asked = (
        select(PersonRole.role, PersonRole.person_id)
        .join(Person, Person.id == PersonRole.person_id)
        .where(Person.authority_id == authority_id, Person.is_demo)
    )
    return {row.role: row.person_id for row in session.execute(asked)}


def _add_facts(unit: Work, programme_id: UUID, record: Mapping[str, Any]) -> None:
    rows: list[Any] = [
        *(_funding(number, line) for number, line in enumerate(record["funding"], 1)),
        *(
            Partner(position=number, name=line["name"], role=PartnerRole(line["role"]))
            for number, line in enumerate(record["partner"], 1)
        ),
        *(
            Objective(kind=ObjectiveKind(block["kind"]), position=number, words=words)
            for block in record["objective"]
            for number, words in enumerate(block["words"], 1)
        ),
        *(Target(**line) for line in record["target"]),
        *(_learning(number, line) for number, line in enumerate(record["learning"], 1)),
        *_retrospective(record["retrospective"]),
        *(_plan(line) for line in record["plan"]),
    ]
    for row in rows:
        row.programme_id = programme_id
    unit.session.add_all(rows)


def _funding(number: int, line: Mapping[str, Any]) -> FundingLine:
    return FundingLine(
        position=number,
        source=line["source"],
        kind=FundingKind(line["kind"]),
        amount_p=line["pounds"] * 100,
        note=line["note"],
    )


def _learning(number: int, line: Mapping[str, Any]) -> LearningEvent:
    return LearningEvent(
        position=number,
        title=line["title"],
        with_whom=line["with_whom"],
        held_on=line.get("held_on"),
        held_words=line["held"],
        taken=line["taken"].strip(),
    )


def _retrospective(said: Mapping[str, Any]) -> list[RetrospectiveItem]:
    worked = [
        RetrospectiveItem(sentiment=Sentiment.WORKED, position=number, words=words)
        for number, words in enumerate(said["worked"], 1)
    ]
    did_not = [
        RetrospectiveItem(
            sentiment=Sentiment.DID_NOT, position=number, words=words, pain=Pain(pain)
        )
        for number, (pain, words) in enumerate(said["did_not"].items(), 1)
    ]
    return [*worked, *did_not]


def _plan(line: Mapping[str, Any]) -> StagePlan:
    return StagePlan(
        stage=Stage(line["stage"]),
        baseline_on=line["baseline_on"],
        origin=Origin(line["origin"]),
        note=line["note"],
    )
