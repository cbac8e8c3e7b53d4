"""The map of wards, the desk, and the pages that every service owes."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from shapely.geometry import Point, box
from sqlalchemy.orm import Session

from consultation.rules.comments import Place, PlaceWay
from consultation.rules.wards import rate, shown_count
from foundation.base.actor import Actor
from foundation.base.roles import Role
from geo.rules.shapes import Shape
from tests.conftest import at_most
from tests.consultation.ground import wards_of
from tests.consultation.make import a_comment
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import an_authority
from townhall.config import ROOT

Browsers = Callable[..., ReadingClient]
MAP = "/reach/wards/a-greener-high-street"


@pytest.mark.parametrize(
    ("comments", "residents", "shown", "per_thousand"),
    [(9, 1000, None, None), (10, 1000, 10, 10.0), (25, 10_000, 25, 2.5), (25, 0, 25, None)],
)
def test_few_comments_are_not_shown_for_a_ward(
    comments: int, residents: int, shown: int | None, per_thousand: float | None
) -> None:
    assert shown_count(comments) == shown
    assert rate(shown_count(comments), residents) == per_thousand


def test_the_map_of_wards_shows_figures_and_nobodys_words(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    wards_of(
        session, actor, Many=box(-1.85, 52.47, -1.84, 52.48), Few=box(-1.9, 52.4, -1.88, 52.42)
    )
    for lon, lat, number in ((-1.845, 52.475, 12), (-1.89, 52.41, 3)):
        for _ in range(number):
            spot = Place(PlaceWay.MAP, shape=Shape(Point(lon, lat)))
            a_comment(session, actor, consultation, "Nobody's words.", place=spot)
    planner = client_for(Role.PLANNER)
    page = text_of(planner.get(MAP))
    assert "too few" in page
    assert "12" in page
    frame = planner.get(f"{MAP}/map")
    assert "'nonce-" in frame.headers["Content-Security-Policy"]
    assert "Nobody" not in text_of(frame)
    assert "Many" in text_of(frame)
    assert "A greener high street" in text_of(planner.get("/reach/wards"))


def test_the_map_of_wards_can_be_kept_as_one_file(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    if not (ROOT / "static" / "vendor" / "leaflet").exists():
        pytest.skip("front-end files are not installed")
    wards_of(session, actor, Many=box(-1.85, 52.47, -1.84, 52.48))
    file = client_for(Role.PLANNER).get(f"{MAP}/map.html")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "Many" in text_of(file)


@pytest.mark.parametrize("path", ["", "/map", "/map.html"])
def test_the_map_of_wards_is_for_the_councils_own_officers(
    session: Session, client: ReadingClient, client_for: Browsers, consultation: UUID, path: str
) -> None:
    assert client.get(MAP + path).status_code in {302, 401}
    assert client_for(Role.RESIDENT).get(MAP + path).status_code == 403
    theirs = client_for(Role.PLANNER, authority=an_authority(session, "leeds"))
    assert theirs.get(MAP + path).status_code == 404


@pytest.mark.parametrize(
    ("role", "offered", "not_offered"),
    [
        (Role.PLANNER, "Comments to review", "People"),
        (Role.CONSULTATION_OFFICER, "Set up consultations", "Settings"),
        (Role.AUTHORITY_ADMIN, "Settings", "Comments to review"),
        (Role.RESIDENT, "Your desk", "Comments to review"),
        (Role.APPLICANT, "Comments to review", "Comments by ward"),
    ],
)
def test_the_desk_offers_what_a_role_may_do(
    client_for: Browsers, consultation: UUID, role: Role, offered: str, not_offered: str
) -> None:
    page = text_of(client_for(role).get("/desk")).partition("<main")[2]
    assert offered in page
    assert not_offered not in page


NOTICES = ("/privacy", "/accessibility", "/house-rules", "/contact", "/cookies")


@pytest.mark.parametrize("address", NOTICES)
def test_every_notice_is_there_and_sets_no_cookie(
    client: ReadingClient, actor: Actor, address: str
) -> None:
    with at_most(1):
        answer = client.get(address)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_the_contact_page_gives_what_the_council_has_given(
    session: Session, client: ReadingClient
) -> None:
    an_authority(session, contact_email="hello@example.org", contact_phone="0121 496 0000")
    page = text_of(client.get("/contact"))
    assert "hello@example.org" in page
    assert "0121 496 0000" in page
