"""Comments sorted from where somebody looks, and how little is kept of that place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.rules.comments import Place, PlaceWay
from consultation.web.my_place import DECIMALS, KEPT_AS
from foundation.base.actor import Actor
from geo.rules.geojson import read_shape
from tests.conftest import StandingClock
from tests.consultation.ground import a_postcode
from tests.consultation.make import a_comment
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient

PAGE = "/consultations/a-greener-high-street"
EXACT = (-1.8442317, 52.4776521)
SAID = {"far": (-1.90, 52.48), "middle": (-1.85, 52.48), "close": (-1.8445, 52.4779)}
"""Words → the spot that they are about."""


def a_point(lon: float, lat: float) -> str:
    return f'{{"type": "Point", "coordinates": [{lon}, {lat}]}}'


@pytest.fixture(autouse=True)
def said(session: Session, actor: Actor, consultation: UUID) -> None:
    a_comment(session, actor, consultation, "about everything")
    for words, (lon, lat) in SAID.items():
        shape = read_shape({"type": "Point", "coordinates": [lon, lat]})
        place = Place(PlaceWay.MAP, shape)
        a_comment(session, actor, consultation, f"about {words}", place=place)
    a_postcode(session, "B9 5QT", EXACT)


def order_on(page: str) -> list[str]:
    words = [*SAID, "everything"]
    return sorted(words, key=lambda each: page.index(f"about {each}"))


@pytest.mark.parametrize(
    "given",
    [
        {"postcode": "b95qt"},
        {"place": a_point(*EXACT)},
        {"place": a_point(*EXACT), "from": "device"},
    ],
)
def test_the_nearest_comments_come_first_however_somebody_says_where(
    client: ReadingClient, given: dict[str, str]
) -> None:
    asked = client.get(f"{PAGE}?sort=nearest&kind=comment")
    assert (asked.status_code, asked.location) == (302, f"{PAGE}/nearest?kind=comment&sort=nearest")
    assert client.get(asked.location).status_code == 200
    chosen = client.post(asked.location, data=given)
    assert chosen.status_code == 303
    assert chosen.location == f"{PAGE}?kind=comment&sort=nearest#comments"
    page = text_of(client.get(chosen.location))
    assert order_on(page) == ["close", "middle", "far", "everything"]
    assert "Here" in page
    assert "About 500 metres away" in page
    assert "Change or forget this place" in page


@pytest.mark.parametrize("address", ["/near", f"{PAGE}/nearest"])
def test_no_address_and_no_cookie_holds_more_than_a_hundred_metres(
    client: ReadingClient, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    chosen = client.post(address, data={"place": a_point(*EXACT)})
    shown = client.get(chosen.location)
    exact = [str(each)[:-1] for each in EXACT]
    for text in (chosen.location, text_of(shown), caplog.text, str(chosen.headers)):
        assert not any(each in text for each in exact)
    with client.session_transaction() as kept:
        _, lon, lat, _ = kept[KEPT_AS]
    assert (lon, lat) == tuple(round(each, DECIMALS) for each in EXACT)


def test_a_spot_in_an_old_address_is_not_read(client: ReadingClient) -> None:
    answer = client.get("/near", query_string={"place": a_point(*EXACT), "ward": "E1"})
    assert (answer.status_code, answer.location) == (301, "/near?ward=E1")


def test_the_place_is_forgotten_when_asked_and_after_a_day(
    client: ReadingClient, clock: StandingClock
) -> None:
    def near() -> str:
        return text_of(client.get("/near"))

    client.post("/near", data={"postcode": "B9 5QT"})
    assert "You look from B9 5QT." in near()
    client.post("/near/forget")
    assert "You look from" not in near()
    client.post("/near", data={"postcode": "B9 5QT"})
    gone = client.post(f"{PAGE}/nearest?sort=nearest", data={"forget": "yes"})
    assert gone.location == f"{PAGE}#comments"
    assert "You look from" not in near()
    client.post("/near", data={"postcode": "B9 5QT"})
    clock.forward(timedelta(days=1, seconds=1))
    assert "You look from" not in near()
    assert client.get(f"{PAGE}?sort=nearest").status_code == 302


def test_the_page_of_one_place_is_not_kept_for_another(client: ReadingClient) -> None:
    def seen(**headers: str) -> Any:
        return client.get(f"{PAGE}?sort=nearest", headers=headers)

    client.post("/near", data={"place": a_point(*SAID["far"])})
    first = seen()
    assert order_on(text_of(first))[0] == "far"
    again = seen(**{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    client.post("/near", data={"place": a_point(*SAID["close"])})
    moved = seen(**{"If-None-Match": first.headers["ETag"]})
    assert moved.status_code == 200
    assert order_on(text_of(moved))[0] == "close"


def test_a_place_that_leads_nowhere_says_so_and_keeps_what_was_typed(
    client: ReadingClient,
) -> None:
    answer = client.post(f"{PAGE}/nearest", data={"postcode": "B9 5QS"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "We do not know this postcode." in page
    assert 'value="B9 5QS"' in page


@pytest.mark.parametrize("query", ["slug=x", "_external=1", "_anchor=x", "after=broken"])
def test_a_strange_address_is_carried_nowhere(client: ReadingClient, query: str) -> None:
    asked = client.get(f"{PAGE}?sort=nearest&{query}")
    assert (asked.status_code, asked.location) == (302, f"{PAGE}/nearest?sort=nearest")
    client.post("/near", data={"postcode": "B9 5QT"})
    bad = client.get(f"{PAGE}?sort=nearest&{query}").status_code
    assert bad == (400 if query.startswith("after") else 200)
