"""A quarter of small invented consultations, counted together as the night's job does it."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.reach.pools import publish_pools
from consultation.queries.reach.pools import pool_quarters
from consultation.rules.reach.figures import KEYS, Cell, Tally
from consultation.rules.reach.pools import Part, inside, make_pools
from consultation.rules.reach.quarters import SETTLED_AFTER, Quarter
from consultation.rules.reach.snapshots import EVERYBODY, Place
from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.work import work
from townhall.seeding.hearing import CATCHMENT, HEARD

TEAMS = ("City planning", "Parks and green spaces")
CONSULTATIONS = 12
FEWEST, MOST = 8, 19
"""How many people answer in each: too few to be shown alone."""


def pool_last_quarter(session: Session, authority_id: UUID, now: datetime) -> None:
    """Publish the pools of the last settled quarter; once only."""
    if pool_quarters(session, authority_id):
        return
    # Chance here only has to look natural and to be the same each time.
    rng = Random("heard back pools")  # noqa: S311
    parts = [_part(rng, number) for number in range(CONSULTATIONS)]
    made = make_pools(parts)
    with work(session, Actor(authority_id), now) as unit:
        sizes = {pool: len(inside(parts, pool)) for pool in made.snapshots}
        publish_pools(unit, _last_settled(now), made.snapshots, sizes, [])


def _part(rng: Random, number: int) -> Part:
    cells: dict[Place, Cell] = {EVERYBODY: Cell()}
    for trait, shape in HEARD.items():
        cells |= {(trait.value, category): Cell() for category in ("", *shape)}
    people = rng.randint(FEWEST, MOST)
    for _ in range(people):
        own = Tally(1, rng.randrange(KEYS))
        said = {
            trait.value: rng.choices(list(shape), list(shape.values()))[0]
            for trait, shape in HEARD.items()
            if rng.random() < 0.92  # noqa: PLR2004  most answer, not all
        }
        places = set(said.items())
        for place in places | {(table, "") for table in said} | {EVERYBODY}:
            cells[place] = Cell(added=cells[place].added + own)
    return Part(UUID(int=number), TEAMS[number % 2], CATCHMENT[number % 3], people * 2, cells)


def _last_settled(now: datetime) -> Quarter:
    running = Quarter.of(london_day(now - SETTLED_AFTER))
    return Quarter.of(running.first_day - timedelta(days=1))
