"""What is going on near a place, and what came of what people said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from shapely.geometry import box
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from consultation.commands.feedback import answer_comment
from consultation.commands.places import set_area
from consultation.rules.consultations import ConsultationStatus
from foundation.base.actor import Actor
from foundation.base.work import work
from geo.rules.shapes import Shape
from tests.conftest import NOW, at_most
from tests.consultation.ground import a_postcode, wards_of
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

HERE, THERE = (-1.8442, 52.4776), (-1.90, 52.48)
"""Bordesley Green, and the city centre some two and a half miles west of it."""


def a_place(session: Session, actor: Actor, spot: tuple[float, float], **more: Any) -> UUID:
    made = a_consultation(session, actor, **more)
    lon, lat = spot
    with work(session, actor, NOW) as unit:
        set_area(unit, made, Shape(box(lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001)))
    return made


@pytest.fixture(autouse=True)
def postcodes(session: Session) -> None:
    a_postcode(session, "B9 5QT", HERE)
    a_postcode(session, "M1 1AE", (-2.23, 53.48))


def test_the_nearest_comes_first_and_the_distance_is_said(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    a_place(session, actor, THERE, title="In the centre")
    a_place(session, actor, HERE, title="On the green")
    a_consultation(session, actor, title="Everywhere")
    page = text_of(client.get("/near?postcode=b95qt"))
    assert page.index("On the green") < page.index("In the centre") < page.index("Everywhere")
    assert "Here" in page
    assert "2.3 miles away" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter a postcode."),
        ("nowhere", "Enter a full postcode"),
        ("B9 9ZZ", "We do not know this postcode."),
        ("M1 1AE", "is not in the area of Birmingham Council"),
        ("<script>", "Enter a full postcode"),
        ("x" * 5000, "Enter a full postcode"),
        ("\x00", "Enter a full postcode"),
    ],
)
def test_a_postcode_that_leads_nowhere_says_why(
    session: Session, client: ReadingClient, actor: Actor, typed: str, said: str
) -> None:
    wards_of(session, actor, Bordesley_Green=box(-1.95, 52.4, -1.8, 52.6))
    answer = client.get("/near", query_string={"postcode": typed})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_a_ward_can_be_chosen_instead(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    wards_of(session, actor, Bordesley_Green=box(-1.85, 52.47, -1.84, 52.48))
    a_place(session, actor, HERE, title="On the green")
    assert "Bordesley Green" in text_of(client.get("/near"))
    assert "On the green" in text_of(client.get("/near?ward=Bordesley_Green"))
    assert client.get("/near?ward=nothing").status_code == 422


def at(lon: float, lat: float) -> dict[str, str]:
    return {"place": f'{{"type": "Point", "coordinates": [{lon}, {lat}]}}'}


def sent(client: ReadingClient, address: str = "/near", **given: str) -> TestResponse:
    """Post a place and go where that leads."""
    return client.post(address, data=given, follow_redirects=True)


def test_a_spot_on_the_map_and_the_place_of_a_device_are_taken_alike(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    wards_of(session, actor, Bordesley_Green=box(-1.95, 52.4, -1.8, 52.6))
    a_place(session, actor, (-1.8442, 52.4815), title="Round the corner")
    page = text_of(sent(client, **at(*HERE)))
    assert "the spot you chose, Bordesley Green" in page
    assert "About 300 metres away" in page
    page = text_of(sent(client, **at(-1.844, 52.478), **{"from": "device"}))
    assert "where you are, Bordesley Green" in page
    assert "Round the corner" in page


@pytest.mark.parametrize(
    "place",
    ["", "nonsense", "{}", '{"type": "Point", "coordinates": [200, 95]}', "[" * 9_000, "\x00"],
)
def test_a_spot_that_cannot_be_read_says_what_to_do(
    client: ReadingClient, actor: Actor, place: str
) -> None:
    answer = sent(client, place=place)
    assert answer.status_code == 422
    assert "Move the map and press" in text_of(answer)


def test_a_spot_in_another_council_says_so(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    wards_of(session, actor, Bordesley_Green=box(-1.95, 52.4, -1.8, 52.6))
    answer = sent(client, **at(-2.23, 53.48))
    assert answer.status_code == 422
    assert "This spot is not in the area of Birmingham Council." in text_of(answer)


def test_a_postcode_with_a_slip_is_offered_mended(client: ReadingClient, actor: Actor) -> None:
    page = text_of(client.get("/near?postcode=B9+5QS"))
    assert "Did you mean:" in page
    assert 'href="/near?postcode=B9+5QT"' in page
    assert 'value="B9 5QS"' in page
    assert "Did you mean:" not in text_of(client.get("/near?postcode=ZZ9+9ZZ"))


def test_an_open_one_comes_before_a_nearer_closed_one(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    ended = {"opens_at": NOW - timedelta(days=9), "closes_at": NOW - timedelta(days=2)}
    a_place(session, actor, HERE, title="Over already", **ended)
    a_place(session, actor, THERE, title="Still open")
    page = text_of(client.get("/near?postcode=B9 5QT"))
    assert page.index("Still open") < page.index("Over already")


def test_what_another_council_asks_is_not_near(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    theirs = an_actor(an_authority(session, "leeds").id)
    a_place(session, theirs, HERE, title="Asked by Leeds")
    a_consultation(session, theirs, title="All of Leeds")
    assert "Leeds" not in text_of(client.get("/near?postcode=B9 5QT"))


def test_what_changed_is_empty_until_something_is_answered(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation)
    assert "Nothing has been answered yet." in text_of(client.get("/what-changed"))


def test_what_changed_tells_what_was_said_and_answered(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    for number in range(12):
        posted = a_comment(session, actor, consultation, f"Wish {number}.")
        with work(session, actor, NOW) as unit:
            answer = {"text": f"Answer {number}.", "note": "Trees in the plan.", **OFFICER}
            answer_comment(unit, posted.comment_id, close=True, **answer)
    with at_most(5):
        first = text_of(client.get("/what-changed"))
    assert "Trees in the plan." in first
    assert "Planning officer, Planning" in first
    onward = first.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = text_of(client.get(onward))
    shown = [n for n in range(12) for page in (first, second) if f"Answer {n}." in page]
    assert sorted(shown) == list(range(12))
    assert client.get("/what-changed?after=broken").status_code == 400
    an_authority(session, "leeds")
    client.at = "http://leeds.localhost"
    assert "Wish" not in text_of(client.get("/what-changed"))


def test_the_list_is_narrowed_to_a_ward_and_to_what_the_clock_says(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    wards_of(
        session, actor, Green=box(-1.85, 52.47, -1.84, 52.48), Centre=box(-1.95, 52.4, -1.89, 52.6)
    )
    a_place(session, actor, HERE, title="On the green")
    ended = {"opens_at": NOW - timedelta(days=9), "closes_at": NOW - timedelta(days=2)}
    a_place(session, actor, THERE, title="In the centre", **ended)
    for query, shown, hidden in (
        ("ward=Green", "On the green", "In the centre"),
        ("ward=Centre&text=centres", "In the centre", "On the green"),
        ("status=open", "On the green", "In the centre"),
        ("status=closed", "In the centre", "On the green"),
    ):
        page = text_of(client.get(f"/consultations?{query}"))
        assert shown in page
        assert hidden not in page
    assert "Try fewer words" in text_of(client.get("/consultations?text=pond"))
    assert client.get("/consultations?ward=nowhere").status_code == 400


def test_a_postcode_narrows_the_list_and_its_map_to_what_lies_within_two_miles(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    a_place(session, actor, HERE, title="On the green")
    a_place(session, actor, THERE, title="In the centre")
    a_consultation(session, actor, title="Everywhere")
    page = text_of(client.get("/consultations?postcode=b95qt&status=open"))
    assert "Within 2 miles of B9 5QT." in page
    assert "1 consultation<" in page
    assert 'href="/consultations/on-the-green"' in page
    assert 'href="/consultations/in-the-centre"' not in page
    assert 'data-points-url="/consultations/map.json?postcode=b95qt&status=open"' in page
    with at_most(5):
        drawn = client.get("/consultations/map.json?postcode=b95qt&status=open").get_json()
    ((slug, lon, lat, mark, title),) = drawn["points"]
    assert (slug, mark, title) == ("on-the-green", "open", "On the green")
    assert abs(lon - HERE[0]) + abs(lat - HERE[1]) < 0.001


@pytest.mark.parametrize("typed", ["nowhere", "B9 9ZZ", "<script>", "\x00"])
def test_a_postcode_that_leads_nowhere_leaves_the_list_and_says_why(
    client: ReadingClient, consultation: UUID, typed: str
) -> None:
    answer = client.get("/consultations", query_string={"postcode": typed})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert "A greener high street" in page


def test_the_map_of_the_list_holds_what_may_be_read_here_and_no_more(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    ended = {"opens_at": NOW - timedelta(days=9), "closes_at": NOW - timedelta(days=2)}
    a_place(session, actor, HERE, title="Over already", **ended)
    a_place(session, actor, HERE, title="Still a draft", until=ConsultationStatus.DRAFT)
    a_place(session, an_actor(an_authority(session, "leeds").id), HERE, title="Asked by Leeds")
    drawn = client.get("/consultations/map.json").get_json()
    assert [(each[0], each[3]) for each in drawn["points"]] == [("over-already", "over")]
    assert client.get("/consultations/map.json?text=pond").get_json()["points"] == []
    assert client.get("/consultations/map.json?ward=nowhere").status_code == 400


def test_the_pages_of_a_narrowed_list_go_on_where_the_last_one_ended(
    session: Session, client: ReadingClient, actor: Actor
) -> None:
    for number in range(23):
        a_place(session, actor, HERE, title=f"Place {number:02}")
    first = text_of(client.get("/consultations?postcode=B9+5QT"))
    assert "23 consultations<" in first
    onward = first.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = text_of(client.get(onward))
    assert [n for n in range(23) if f'place-{n:02}"' in second] == [20, 21, 22]
    assert "Within 2 miles of B9 5QT." in second
