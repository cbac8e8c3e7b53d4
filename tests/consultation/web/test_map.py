"""The data of the map: the same marks and words as the list beside it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from consultation.rules.comments import Kind, Place, PlaceWay, Stance
from foundation.base.actor import Actor
from geo.rules.geojson import read_shape
from tests.consultation.make import a_comment
from tests.html import ReadingClient

ADDRESS = "/consultations/a-greener-high-street/map.json"
LINE = {"type": "LineString", "coordinates": [[-1.84, 52.47], [-1.83, 52.47]]}


def test_the_map_marks_a_question_as_one_and_says_its_topic_in_words(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    said = a_comment(
        session,
        actor,
        consultation,
        kind=Kind.QUESTION,
        stance=Stance.OBJECT,
        topics=("light",),
        place=Place(PlaceWay.MAP, read_shape(LINE)),
    )
    answer = client.get(ADDRESS).get_json()
    ((ref, lon, lat, mark, topic),) = answer["points"]
    assert (ref, mark, topic) == (said.ref, "question", "Light")
    assert -1.84 <= lon <= -1.83
    assert round(lat, 2) == 52.47
    (shape,) = answer["shapes"]["features"]
    assert shape["properties"]["mark"] == "question"


def test_a_comment_without_topic_has_none_on_the_map(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    spot = read_shape({"type": "Point", "coordinates": [-1.84, 52.47]})
    a_comment(session, actor, consultation, place=Place(PlaceWay.MAP, spot))
    assert client.get(ADDRESS).get_json()["points"][0][3:] == ["comment", None]
