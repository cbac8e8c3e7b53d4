"""J7: who follows an area that a place lies in, among all who follow one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from uuid import UUID

from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text
from sqlalchemy.orm import Session

from bench.data import EAST, NORTH, SOUTH, WEST
from bench.rounds import OURS, Contender, Job, Prepared, Reading
from bench.stage import Stage
from bench.verdicts import Target
from consultation.queries.followers import areas_meeting

SPOT = Point((WEST + EAST) / 2, (SOUTH + NORTH) / 2)
SITE = box(SPOT.x, SPOT.y, SPOT.x + 0.01, SPOT.y + 0.006)
AROUND_SPOT, AROUND_SITE, RAW = "around a comment", "around a site", "raw spatial SQL"
SHAPES: dict[str, BaseGeometry] = {AROUND_SPOT: SPOT, AROUND_SITE: SITE}
TIMES = 11
RAW_SQL = {
    "postgresql": (
        "SELECT subscription_id FROM followed_area"
        " WHERE ST_Intersects(geom, ST_GeomFromText(:shape, 4326))"
    ),
    "sqlite": (
        "SELECT subscription_id FROM followed_area WHERE rowid IN (SELECT pkid FROM"
        " idx_followed_area_geom WHERE xmin <= :east AND xmax >= :west AND ymin <= :north"
        " AND ymax >= :south) AND ST_Intersects(geom, GeomFromText(:shape, 4326))"
    ),
}
NOTES = (
    "Ours is the query of the job that tells followers: areas that meet the place, joined with "
    "subscriptions of this council that were confirmed and are not muted, and how soon each wants "
    "to hear. Raw names the areas alone.",
)


@contextmanager
def prepare(place: Stage) -> Iterator[Prepared]:
    """Ask both through one connection each."""
    with place.engine() as engine, Session(engine) as session, Session(engine) as plain:
        council = session.execute(text("SELECT id FROM authority LIMIT 1")).scalar_one()
        ours, raw = _ours(session, UUID(str(council))), _raw(plain)
        contenders = [
            Contender(setting, name, _timed(ask, shape), own.rollback)
            for setting, shape in SHAPES.items()
            for name, ask, own in ((OURS, ours, session), (RAW, raw, plain))
        ]

        def differs() -> str | None:
            said = _differs(ours, raw)
            session.rollback()
            plain.rollback()
            return said

        yield Prepared(contenders, differs, NOTES)


Ask = Callable[[BaseGeometry], set[UUID]]


def _ours(session: Session, authority_id: UUID) -> Ask:
    return lambda shape: {row.id for row in session.execute(areas_meeting(authority_id, shape))}


def _raw(session: Session) -> Ask:
    statement = text(RAW_SQL[session.get_bind().dialect.name])

    def ask(shape: BaseGeometry) -> set[UUID]:
        west, south, east, north = shape.bounds
        edges = {"west": west, "south": south, "east": east, "north": north}
        found = session.execute(statement, {"shape": shape.wkt, **edges})
        return {UUID(str(one)) for one in found.scalars()}

    return ask


def _timed(ask: Ask, shape: BaseGeometry) -> Callable[[], Reading]:
    def once() -> float:
        begun = perf_counter()
        ask(shape)
        return (perf_counter() - begun) * 1000

    return lambda: Reading(median(once() for _ in range(TIMES)))


def _differs(ours: Ask, raw: Ask) -> str | None:
    for setting, shape in SHAPES.items():
        found, wanted = ours(shape), raw(shape)
        if found != wanted or not found:
            return f"{setting}: ours finds {len(found)}, the database {len(wanted)}"
    return None


ALERTS = Job(
    key="J7",
    title="Followers whose area a place lies in",
    unit="ms",
    targets=tuple(Target(setting, OURS, (RAW,), most=1.5) for setting in SHAPES),
    prepare=prepare,
    curve=AROUND_SPOT,
)
