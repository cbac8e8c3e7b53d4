"""The squares of a large map: for everybody alike, never stale, never too heavy."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from mapbox_vector_tile import decode
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from consultation.commands.moderation import set_moderation
from consultation.jobs import pins
from consultation.models.comments import Comment
from consultation.models.map import MapPin
from consultation.queries import tiles as queries
from consultation.queries.tiles import tile_of
from consultation.rules.comments import Kind, Moderation, Place, PlaceWay, Stance
from consultation.rules.map import MOST_PINS
from consultation.rules.marks import Mark
from consultation.web import map as web
from foundation.base.actor import Actor
from foundation.base.work import work
from geo.rules.geojson import read_shape
from geo.rules.tiles import BITS, EXTENT, Tile, place_of
from geo.rules.vector_tiles import point_layer
from tests.conftest import NOW
from tests.consultation.make import a_comment
from tests.html import ReadingClient

HOME = "/consultations/a-greener-high-street"
SPOT = (-1.84, 52.47)
HALF_A_MEGABYTE = 500_000
SOME = 300
X, Y = place_of(*SPOT)
NEAR = Tile(14, X >> (BITS - 14), Y >> (BITS - 14))
ADDRESS = f"{HOME}/tiles/{NEAR.z}/{NEAR.x}/{NEAR.y}.mvt"


def a_place() -> Place:
    return Place(PlaceWay.MAP, read_shape({"type": "Point", "coordinates": list(SPOT)}))


def comments_in(data: bytes) -> list[dict[str, Any]]:
    layer = decode(data).get("comments", {"features": []}) if data else {"features": []}
    return [feature["properties"] for feature in layer["features"]]


def crowd(session: Session, actor: Actor, consultation: UUID, people: int) -> None:
    """Let *people* say the same around one spot."""
    whose = {"authority_id": actor.authority_id, "consultation_id": consultation}
    said = {"kind": Kind.COMMENT, "stance": Stance.SUPPORT_WITH_CHANGES, "text": "Yes."}
    ids = [uuid4() for _ in range(people)]
    rows = [
        {
            "id": one,
            "thread_id": one,
            "ref": f"{number:09d}",
            "posted_at": NOW,
            "lon": SPOT[0] + number % 90 * 1e-5,
            "lat": SPOT[1] + number // 90 * 1e-5,
            **whose,
            **said,
        }
        for number, one in enumerate(ids)
    ]
    session.execute(insert(Comment), rows)
    session.commit()


def test_a_tile_is_for_everybody_and_is_checked_by_version(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, place=a_place(), stance=Stance.OBJECT)
    first = client.get(ADDRESS)
    assert first.mimetype == "application/vnd.mapbox-vector-tile"
    assert [one["ref"] for one in comments_in(first.data)] == [said.ref]
    assert "Set-Cookie" not in first.headers
    assert "Cookie" not in first.headers.get("Vary", "")
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with work(session, actor, NOW) as unit:
        set_moderation(unit, said.comment_id, Moderation.HIDDEN)
    changed = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (changed.status_code, comments_in(changed.data)) == (200, [])


@pytest.mark.parametrize("path", [HOME, ADDRESS])
@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, "1"),
        ({"Authorization": "Bearer one"}, None),
    ],
)
@pytest.mark.usefixtures("consultation")
def test_a_proxy_may_keep_for_a_moment_what_nobody_gave_a_cookie_for(
    client: ReadingClient, path: str, headers: dict[str, str], allowed: str | None
) -> None:
    assert client.get(path, headers=headers).headers.get("X-Accel-Expires") == allowed
    client.set_cookie("theme", "dark")
    assert "X-Accel-Expires" not in client.get(path, headers=headers).headers


@pytest.mark.usefixtures("consultation")
def test_a_part_that_is_asked_for_because_it_changed_is_never_kept(client: ReadingClient) -> None:
    assert "X-Accel-Expires" not in client.get(f"{HOME}?part=comments").headers


@pytest.mark.parametrize("where", ["19/0/0", "0/1/0", "3/0/8", "14/16384/1", "99999999999/1/1"])
@pytest.mark.usefixtures("consultation")
def test_a_square_that_no_map_has_is_not_found(client: ReadingClient, where: str) -> None:
    assert client.get(f"{HOME}/tiles/{where}.mvt").status_code == 404


def test_a_crowded_tile_says_what_it_left_out_and_always_leaves_out_the_same(
    session: Session, actor: Actor, consultation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_PINS", SOME)
    people = SOME + 20
    crowd(session, actor, consultation, people)
    assert session.scalar(select(func.count()).select_from(MapPin)) == people
    made = tile_of(session, consultation, NEAR)
    whole = decode(made)
    assert len(whole["comments"]["features"]) == SOME
    said = whole["thinned"]["features"][0]["properties"]
    assert said == {"shown": SOME, "of": people}
    assert comments_in(made) == comments_in(tile_of(session, consultation, NEAR))


def test_a_full_tile_is_under_half_a_megabyte() -> None:
    marks = [*Mark]
    points = (
        (number % EXTENT, EXTENT - 1, (f"{number:04d}-{number:05d}", marks[number % 7], "k" * 40))
        for number in range(MOST_PINS)
    )
    assert len(point_layer("comments", ("ref", "mark", "topic"), points)) < HALF_A_MEGABYTE


def test_a_large_map_says_where_its_tiles_are_unless_it_is_filtered(
    session: Session,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(web, "ENOUGH", 1)
    for _ in range(2):
        a_comment(session, actor, consultation, place=a_place())
    assert "tiles" not in client.get(f"{HOME}/map.json").get_json()
    pins.fold(session, NOW)
    a_comment(session, actor, consultation, place=a_place())
    answer = client.get(f"{HOME}/map.json").get_json()
    assert answer["points"] == []
    assert answer["tiles"]["url"] == f"{HOME}/tiles/{{z}}/{{x}}/{{y}}.mvt"
    assert (answer["tiles"]["pins"], answer["tiles"]["topics"]["light"]) == (3, "Light")
    west, south, east, north = answer["bounds"]
    assert west < SPOT[0] < east
    assert south < SPOT[1] < north
    filtered = client.get(f"{HOME}/map.json?kind=comment").get_json()
    assert len(filtered["points"]) == 3
