"""Whatever is sent in place of a view gets a clear refusal or stays plain text."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.rules.comments import Moderation
from tests.consultation.web.giving import BORDESLEY, GIVE, PAGE, give, said
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient


def polygon(*ring: list[float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(ring)]}


WEST, EAST, SOUTH, NORTH = -1.85, -1.84, 52.47, 52.48


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (
            polygon([WEST, SOUTH], [EAST, NORTH], [EAST, SOUTH], [WEST, NORTH], [WEST, SOUTH]),
            "crosses or touches itself",
        ),
        (polygon([WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH]), "at least 4 points"),
        (polygon([WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH]), "not closed"),
        ({"type": "LineString", "coordinates": [BORDESLEY, BORDESLEY]}, "same place"),
        (
            {"type": "LineString", "coordinates": [[-1.8 - n / 1e5, 52.4] for n in range(501)]},
            "at most 500 points",
        ),
        ({"type": "Point", "coordinates": [52.4776, -1.8442]}, "did you swap"),
        ({"type": "Point", "coordinates": [406689, 286822]}, "British National Grid"),
        ({"type": "Point", "coordinates": [None, None]}, "other than a plain number"),
        ({"type": "Point", "coordinates": [1e308, 2]}, "plain number"),
        ({"type": "Point", "coordinates": [-1.8, 52.4, 10, 3]}, "it needs two"),
        ({"type": "Point", "coordinates": []}, "it needs two"),
        ({"type": "Point", "coordinates": [-1.8, 52.4], "crs": {}}, "Leave out"),
        ({"type": "GeometryCollection", "geometries": []}, "GeoJSON"),
        ("[" * 50_000, "GeoJSON"),
        ('{"type":"Point","coordinates":[NaN,1]}', "GeoJSON"),
        ('{"type":"Point","coordinates":[9223372036854775808,1]}', "plain number"),
        ("SRID=27700;POINT(406689 286822)", "WKT"),
        ("POINT(-1.8 52.4)", "WKT"),
        ("null", "GeoJSON"),
        ("true", "GeoJSON"),
    ],
)
def test_a_place_that_cannot_be_read_is_refused_with_the_reason(
    session: Session, client: ReadingClient, consultation: UUID, place: Any, sentence: str
) -> None:
    drawn = place if isinstance(place, str) else json.dumps(place)
    answer = give(client, place_way="map", place=drawn)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert said(session) == []


@pytest.mark.parametrize("size", [1_000_000, 5_000_000])
def test_far_too_much_is_refused_at_once(
    session: Session, client: ReadingClient, consultation: UUID, size: int
) -> None:
    answer = give(client, "x" * size)
    assert answer.status_code in {413, 422}
    assert said(session) == []


def test_a_drawing_with_far_too_many_points_is_too_large(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    points = "[" + "[-1.8,52.4]," * 20_000
    answer = give(client, place_way="map", place=points, place_words="By the mosque")
    assert answer.status_code == 413
    assert "By the mosque" in text_of(answer)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "${alert(1)} `x` </script>",
        "{{7*7}} {% import os %} %(x)s {0.__class__}",
    ],
)
def test_markup_and_templates_stay_plain_text(
    client: ReadingClient, consultation: UUID, text: str
) -> None:
    sent = give(client, text, display_name="<b>Jo</b>", place_way="words", place_words=text)
    raw = client.get(PAGE).get_data(as_text=True)
    assert text in text_of(client.get(PAGE))
    assert "<script>alert" not in raw
    assert "<img src=x" not in raw
    assert "<b>Jo" not in raw
    client.get(sent.location)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("nul\x00inside", "nulinside"),
        ("right\u202eto left", "rightto left"),
        ("Croeso i Fôn", "Croeso i Fôn"),
        ("یہاں درخت لگائیں", "یہاں درخت لگائیں"),
        ("এখানে গাছ লাগান", "এখানে গাছ লাগান"),
        ("one\r\ntwo", "one\ntwo"),
        ("\ufeffBOM", "BOM"),
    ],
)
def test_words_of_every_script_are_kept_and_unseen_characters_dropped(
    session: Session, client: ReadingClient, consultation: UUID, sent: str, kept: str
) -> None:
    assert give(client, sent).status_code == 303
    assert said(session)[0].text == kept


def test_broken_bytes_never_end_in_an_error_of_ours(
    client: ReadingClient, consultation: UUID
) -> None:
    for body in (b"text=%ff%fe%00", b"text=\xff\xfe", b"text=%ed%a0%80x", b"text=%c0%af"):
        answer = client.post(
            f"{GIVE}/comment",
            data=body,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code < 500


def test_fields_that_the_form_does_not_have_change_nothing(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    more = {"moderation": "hidden", "status": "closed", "id": "1", "authority_id": "2"}
    give(client, **more, speaker="officer", agreed="99", lane="representation")
    (comment,) = said(session)
    assert comment.agreed == 0
    assert comment.moderation is Moderation.VISIBLE
    assert comment.speaker.value == "public"
    assert comment.lane.value == "dialogue"
