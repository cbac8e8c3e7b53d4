"""The pins and cells of the map say what the comments say, whatever happens in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mapbox_vector_tile import decode
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.commands.withdrawals import withdraw
from consultation.jobs import pins
from consultation.models.map import MapCell, MapChange, MapPin
from consultation.queries.map import points, shapes_pinned
from consultation.queries.tiles import pinned, tile_of
from consultation.rules.comments import Kind, Moderation, Place, PlaceWay, Stance, Topic
from consultation.rules.map import NEAR, Layer
from foundation.base.actor import Actor
from foundation.base.errors import DomainError
from foundation.base.work import work
from geo.rules.geojson import read_shape
from geo.rules.tiles import BITS, EXTENT, Tile, place_of
from tests.conftest import NOW
from tests.consultation.make import OFFICER, a_comment, a_consultation

Step = tuple[str, int]
SPOTS = ((-1.84, 52.47), (-1.8401, 52.4702), (-1.9, 52.5), (0.12, 51.5), (-8.6, 60.8))
TOPICS = (Topic.TRAFFIC, Topic.NOISE)
LINE = {"type": "LineString", "coordinates": [[-1.84, 52.47], [-1.83, 52.47]]}
STEPS = st.tuples(
    st.sampled_from(("post", "draw", "hide", "hold", "show", "withdraw", "answer", "fold")),
    st.integers(0, 40),
)


def at(lon: float, lat: float) -> Place:
    return Place(PlaceWay.MAP, read_shape({"type": "Point", "coordinates": [lon, lat]}))


def drawn(session: Session, consultation: UUID, tile: Tile, layer: str) -> list[dict[str, Any]]:
    """Read one layer of a tile as a browser does."""
    made = tile_of(session, consultation, tile)
    whole = decode(made, default_options={"y_coord_down": True}) if made else {}
    found: list[dict[str, Any]] = whole.get(layer, {}).get("features", [])
    return found


def tiles_of(places: list[tuple[int, int]], z: int) -> set[Tile]:
    return {Tile(z, x >> (BITS - z), y >> (BITS - z)) for x, y in places}


class Town:
    """One consultation in which things happen, and what its map should say."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session, self.actor = session, actor
        self.id = a_consultation(session, actor)
        self.comments: list[UUID] = []

    def take(self, step: Step) -> None:
        what, number = step
        if what == "fold":
            pins.fold(self.session, NOW)
        elif what == "post":
            self.post(at(*SPOTS[number % len(SPOTS)]), number)
        elif what == "draw":
            self.post(Place(PlaceWay.MAP, read_shape(LINE)), number)
        elif self.comments:
            self.do(what, self.comments[number % len(self.comments)])

    def post(self, place: Place, number: int) -> None:
        kind = list(Kind)[number % len(Kind)]
        stance = [None, *Stance][number % 5]
        said = a_comment(
            *(self.session, self.actor, self.id),
            place=place,
            kind=kind,
            stance=stance,
            topics=TOPICS[: number % 3],
        )
        self.comments.append(said.comment_id)

    def do(self, what: str, comment: UUID) -> None:
        acts: dict[str, Callable[[Any], object]] = {
            "hide": lambda unit: set_moderation(unit, comment, Moderation.HIDDEN),
            "hold": lambda unit: set_moderation(unit, comment, Moderation.HELD),
            "show": lambda unit: set_moderation(unit, comment, Moderation.VISIBLE),
            "withdraw": lambda unit: withdraw(unit, comment),
            "answer": lambda unit: answer_comment(unit, comment, text="Thank you.", **OFFICER),
        }
        try:
            with work(self.session, self.actor, NOW) as unit:
                acts[what](unit)
        except DomainError:
            self.session.rollback()

    def check(self) -> None:
        """Hold tiles of two far zooms, and all near ones, against the map as it always was."""
        said = points(self.session, self.id).points
        places = [place_of(float(lon), float(lat)) for _, lon, lat, *_ in said]  # type: ignore[arg-type]
        for z in (0, 9, NEAR - 1):
            for tile in tiles_of(places, z):
                groups = drawn(self.session, self.id, tile, Layer.GROUPS)
                here = [one for one in places if tiles_of([one], z) == {tile}]
                assert sum(group["properties"]["count"] for group in groups) == len(here)
        marks = Counter((ref, mark, topic) for ref, _, _, mark, topic in said)
        near = [
            feature["properties"]
            for tile in tiles_of(places, NEAR)
            for feature in drawn(self.session, self.id, tile, Layer.COMMENTS)
        ]
        assert Counter((one["ref"], one["mark"], one.get("topic")) for one in near) == marks
        shapes = {
            each["properties"]["ref"] for each in points(self.session, self.id).shapes["features"]
        }
        pinned_shapes = shapes_pinned(self.session, self.id)["features"]
        assert {each["properties"]["ref"] for each in pinned_shapes} == shapes


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=4, max_size=14))
def test_the_map_is_what_the_comments_say_after_any_steps(
    session: Session, actor: Actor, steps: list[Step]
) -> None:
    town = Town(session, actor)
    for step in steps:
        town.take(step)
    town.check()
    pins.fold(session, NOW)
    town.check()
    assert session.scalars(select(MapChange.id)).all() == []
    assert pins.look_over(session, town.id, NOW) == 0


def test_looking_over_a_map_mends_it_and_says_how_much(session: Session, actor: Actor) -> None:
    town = Town(session, actor)
    for number in range(6):
        town.take(("post", number))
    pins.fold(session, NOW)
    first, second, third = session.scalars(select(MapPin.comment_id).limit(3))
    session.execute(delete(MapPin).where(MapPin.comment_id == first))
    session.execute(update(MapPin).where(MapPin.comment_id == second).values(mark="other"))
    session.execute(update(MapPin).where(MapPin.comment_id == third).values(x=MapPin.x + 5))
    session.execute(update(MapCell).where(MapCell.z == 9).values(pins=MapCell.pins + 1))
    session.commit()
    assert pins.look_over_all(session, NOW) > 3
    town.check()
    assert pins.look_over_all(session, NOW) == 0


def test_a_map_that_is_older_than_its_pins_is_filled(session: Session, actor: Actor) -> None:
    town = Town(session, actor)
    for number in range(5):
        town.take(("post", number))
    for model in (MapPin, MapChange, MapCell):
        session.execute(delete(model))
    session.commit()
    assert pinned(session, town.id) is None
    pins.fold(session, NOW)
    there = pinned(session, town.id)
    assert there is not None
    assert there.pins == 5
    town.check()


def test_a_tile_says_where_each_comment_is_to_a_step(session: Session, actor: Actor) -> None:
    town = Town(session, actor)
    town.post(at(-1.84, 52.47), 0)
    x, y = place_of(-1.84, 52.47)
    for z in (NEAR, 16, 18):
        tile = Tile(z, x >> (BITS - z), y >> (BITS - z))
        ((east, south),) = [
            one["geometry"]["coordinates"] for one in drawn(session, town.id, tile, Layer.COMMENTS)
        ]
        west, north = tile.corner
        assert (east, south) == ((x - west) >> tile.step_shift, (y - north) >> tile.step_shift)
        assert 0 <= east < EXTENT
