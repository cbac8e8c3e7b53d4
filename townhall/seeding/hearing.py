"""Answers of invented people about themselves, so that pages of who was heard have figures.

Young people and one ward are missing on purpose: the demo is to say so, and whom to find.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consultation.commands.activity import add_to
from consultation.commands.reach.answers import Intake, say_of_oneself
from consultation.commands.reach.asked import choose_catchment, choose_traits
from consultation.commands.reach.benchmarks import Source, load_benchmarks
from consultation.commands.reach.pulse import give_pulse
from consultation.jobs.pulse import publish_feelings
from consultation.jobs.reach import add_up, publish
from consultation.queries.reach.asked import asking
from consultation.queries.reach.releases import ledger
from consultation.rules.activity import Measure
from consultation.rules.reach.asked import USUAL
from consultation.rules.reach.census import CensusRow
from consultation.rules.reach.pulse import Pulse
from consultation.rules.reach.traits import Trait
from foundation.base.actor import Actor
from foundation.base.reach import reach_session
from foundation.base.work import work

CENSUS = Path(__file__).parent / "birmingham_census.csv"
SOURCE = Source("Census 2021, Office for National Statistics", 2021, is_best_fit=True)
ASKING = "lantern-row"
"""The consultation that asks people about themselves."""

CATCHMENT = ("E05011127", "E05011126", "E05011145", "E05011120", "E05011167")
PEOPLE = 260
FELT = 60

WENT: dict[Measure, dict[str, int]] = {
    Measure.BEGUN: {"phone": 118, "tablet": 14, "computer": 66},
    Measure.STEP: {
        "view": 189,
        "about": 184,
        "place": 121,
        "topics": 170,
        "comment": 149,
        "photos": 146,
        "details": 141,
    },
    Measure.SENT: {"phone": 76, "tablet": 11, "computer": 51},
    Measure.MINUTES: {"under_2": 16, "2_to_5": 61, "5_to_10": 38, "10_to_30": 18, "over_30": 5},
    Measure.ERROR: {"place": 23, "comment": 17, "view": 12},
}
"""How the pages of giving a view went."""

HEARD: dict[Trait, dict[str, float]] = {
    Trait.AGE: {
        "under_16": 27,
        "16_24": 3,
        "25_34": 17,
        "35_49": 24,
        "50_64": 17,
        "65_over": 12,
    },
    Trait.ETHNIC_GROUP: {"asian": 66, "black": 13, "mixed": 4, "white": 12, "other": 5},
    Trait.DISABILITY: {"disabled": 18, "not_disabled": 82},
}
WARDS = (34, 26, 18, 1, 28)
"""How often each ward of the catchment was heard, out of a hundred or so."""


def ask_people(session: Session, reach: Engine, now: datetime) -> None:
    """Let invented people answer where the demo asks, and publish their figures; once only.

    This is a commit after that of the demo, as every answer about people is.
    """
    each = next((one for one in asking(session) if one.slug == ASKING), None)
    if each is None or ledger(session, each.authority_id, each.consultation_id):
        return
    say_all(reach, each.consultation_id, now)
    say_how_it_was(reach, each.consultation_id, now)
    add_up(reach)
    publish(session, reach, each, (), last_monday(now))
    publish_feelings(session, reach, last_monday(now))
    say_how_it_went(session, Actor(each.authority_id), each.consultation_id, now)


def choose(session: Session, officer: Actor, made: UUID, slug: str, now: datetime) -> None:
    """Choose the usual questions and the wards around the place, and load the census.

    Other consultations of the demo ask nothing about people.
    """
    if slug != ASKING:
        return
    with work(session, officer, now) as unit:
        load_benchmarks(unit, tuple(_census()), SOURCE)
        choose_traits(unit, made, USUAL)
        choose_catchment(unit, made, CATCHMENT)


def say_all(reach: Engine, consultation_id: UUID, now: datetime) -> None:
    """Let invented people answer, each a question now and then left out."""
    # Chance here only has to look natural and to be the same each time.
    rng = Random("heard back reach")  # noqa: S311
    root: bytes = current_app.extensions["reach_key"]
    shapes: dict[Trait, dict[str, float]] = {
        **HEARD,
        Trait.WARD: dict(zip(CATCHMENT, WARDS, strict=True)),
    }
    with reach_session(reach) as store:
        intake = Intake(store, root, f"{now:%Y-%m}")
        for _ in range(PEOPLE):
            said = {
                trait: rng.choices(list(shape), list(shape.values()))[0]
                for trait, shape in shapes.items()
                if rng.random() < 0.92  # noqa: PLR2004  most answer, not all
            }
            say_of_oneself(intake, consultation_id, UUID(int=rng.getrandbits(128)), said)


def say_how_it_was(reach: Engine, consultation_id: UUID, now: datetime) -> None:
    """Let some of them say how easy it was to take part."""
    rng = Random("heard back pulse")  # noqa: S311  as above
    root: bytes = current_app.extensions["reach_key"]
    with reach_session(reach) as store:
        intake = Intake(store, root, f"{now:%Y-%m}")
        for _ in range(FELT):
            point = rng.choices("54321", (9, 14, 5, 3, 2))[0]
            someone = UUID(int=rng.getrandbits(128))
            give_pulse(intake, consultation_id, someone, {Pulse.EASY: point})


def say_how_it_went(session: Session, council: Actor, consultation_id: UUID, now: datetime) -> None:
    """Let the pages of giving a view have been sent as often as there are comments from the web."""
    with work(session, council, now) as unit:
        for measure, cells in WENT.items():
            for cell, amount in cells.items():
                add_to(unit.session, consultation_id, measure, cell, amount)


def last_monday(now: datetime) -> datetime:
    """Return the Monday on which the figures of the demo came out."""
    return now - timedelta(days=now.weekday())


def _census() -> Iterator[CensusRow]:
    with CENSUS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row.pop("code")
            for name, count in row.items():
                trait, category = name.split(":")
                yield CensusRow(code, code, Trait(trait), category, int(count))
