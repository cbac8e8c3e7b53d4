"""Before lunch: a new council has a park set up, signed off and live, and every voice counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

import pytest
from playwright.sync_api import Browser, Page, expect
from shapely.geometry import box, mapping
from sqlalchemy.orm import Session

from foundation.accounts.rules.codes import code_at
from foundation.base.clock import london_day, utc_now
from foundation.base.db import db
from foundation.base.roles import Role
from tests import make
from tests.conftest import opened
from tests.databases import KINDS
from tests.journeys.browser import Visit, visiting
from tests.journeys.server import Service, migrated, serving
from tests.journeys.walk import Mouse, Walk
from townhall.config import from_environment

MOST_SCREENS = 25
SLUG = "swings-for-juniper-park"
HERE = f"/desk/consultations/{SLUG}"
TODAY = london_day(utc_now())
NEW = {
    "title": "Swings for Juniper Park",
    "summary": "We want to mend the park. Tell us what you like, and what should change.",
    "opens_on-day": str(TODAY.day),
    "opens_on-month": str(TODAY.month),
    "opens_on-year": str(TODAY.year),
    "closes_on-day": "28",
    "closes_on-month": "2",
    "closes_on-year": str(TODAY.year + 1),
}
DROP_IN = {
    "title": "Drop-in at the bandstand",
    "held_on-day": "15",
    "held_on-month": "1",
    "held_on-year": str(TODAY.year + 1),
    "starts": "3pm",
    "ends": "6pm",
    "place": "The bandstand, Juniper Park",
}
PARK = json.dumps(mapping(box(-1.86, 52.475, -1.855, 52.478)))
PEOPLE = {Role.CONSULTATION_OFFICER: "ada@example.org", Role.PLANNER: "ben@example.org"}
HOW_THEY_CAME = "On this website (1), On paper (3), By phone (1)"
ON_PAPER = ("The slide is rusty.", "More shade by the sandpit.", "A gate that closes.")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A council that has two colleagues and nothing else, with all programs of its service."""
    folder = tmp_path_factory.mktemp("empty")
    service = migrated(KINDS[-1], folder)
    with opened(from_environment(service.env), utc_now) as app, app.app_context():
        session = cast(Session, db.session())
        council = make.an_authority(session, public_url=service.url)
        for role, email in PEOPLE.items():
            make.an_officer(session, council.id, role, email=email)
    with serving(service, folder) as running:
        yield running


def sign_in(visit: Visit, role: Role) -> Page:
    """Sign in with a password and the code of a second device."""
    page = visit.go("/sign-in/staff")
    page.fill("input[name=email]", PEOPLE[role])
    page.fill("input[name=password]", make.PASSWORD)
    page.locator("main form button").last.click()
    page.fill("input[name=code]", code_at(make.SECRET, utc_now()))
    page.locator("main form button").last.click()
    page.wait_for_url("**/desk")
    return page


def begin(visit: Visit) -> None:
    """Begin with what a place usually has: five questions and more."""
    page = visit.go("/desk/consultations/new")
    page.select_option("#kind", "place")
    page.select_option("#begin", "*")
    for field, words in NEW.items():
        page.fill(f"#{field}", words)
    page.get_by_role("button", name="Save the draft").click()
    page.wait_for_url(f"**{HERE}")
    visit.check()


def go_through_the_tasks(visit: Visit) -> None:
    """Look at what came along, write what is missing, and send it; each task leads to the next."""
    page = visit.page
    page.locator("main a[href$='/words']").first.click()
    while page.url != visit.url + HERE:
        page.wait_for_load_state("load")
        if page.url.endswith("/area"):
            page.check("input[name=place_way][value=file]")
            page.fill("textarea[name=text]", PARK)
        if page.url.endswith("/equality"):
            page.fill("#equality", "Wheelchair users need flat paths. We will meet there.")
        before = page.url
        page.get_by_role("button", name="Save, and do the next task").click()
        expect(page).not_to_have_url(before)
    page.get_by_role("button", name="Send it for sign-off").click()
    visit.check()


def print_and_meet(visit: Visit) -> None:
    """Ask for a poster, and plan a drop-in that residents can read of."""
    page = visit.go(f"{HERE}/papers")
    page.locator("form[action$='/papers/poster'] button").click()
    expect(page.get_by_text("The PDF is being made.")).to_be_visible()
    page = visit.go(f"{HERE}/sessions/new")
    for field, words in DROP_IN.items():
        page.fill(f"#{field}", words)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Publish").click()
    visit.check()


def enter(page: Page, channel: str, text: str) -> None:
    """Type in what somebody wrote or said."""
    page.goto(f"/desk/{SLUG}/entries/new/{channel}")
    page.fill("#text", text)
    page.get_by_role("button", name="Save and enter the next").click()
    expect(page.get_by_text("Entered as")).to_be_visible()


def expect_open(visit: Visit) -> None:
    """Wait until the clock has opened it; its page tells of the drop-in."""
    page = visit.go(f"/consultations/{SLUG}")
    while page.get_by_text(DROP_IN["title"]).count() == 0:
        page.wait_for_timeout(500)
        page.reload()
    visit.check()


def answer(visit: Visit) -> None:
    """Say something about a spot in the park, and answer the questions or pass them."""
    walk = Walk(visit, Mouse(), "The swings need mending.")
    visit.go(f"/consultations/{SLUG}/give-your-view")
    while walk.step != "sent":
        if walk.step != "topics":
            walk.answer()
        walk.go_on()


def test_a_park_is_live_before_lunch_and_five_voices_count_by_how_they_came(
    empty: Service, browser: Browser
) -> None:
    with visiting(browser, empty.url) as officer:
        sign_in(officer, Role.CONSULTATION_OFFICER)
        set_up(officer)
        with visiting(browser, empty.url) as second:
            sign_in(second, Role.PLANNER)
            page = second.go(HERE)
            page.get_by_role("button", name="Sign it off").click()
            page.wait_for_url(f"**{HERE}")
        with visiting(browser, empty.url, "phone") as resident:
            expect_open(resident)
            answer(resident)
            resident.check()
        count(officer)


def set_up(officer: Visit) -> None:
    """Have it ready for sign-off, with papers and a drop-in, on few screens."""
    screens: list[str] = []
    officer.page.on("load", lambda page: screens.append(page.url))
    begin(officer)
    go_through_the_tasks(officer)
    print_and_meet(officer)
    assert len(screens) <= MOST_SCREENS, screens


def count(officer: Visit) -> None:
    """Type in what came on paper and by phone, and read the figures of all."""
    page = officer.page
    for text in ON_PAPER:
        enter(page, "paper", text)
    enter(page, "phone", "My mother cannot cross the mud.")
    officer.check()
    page.goto(f"/desk/{SLUG}/report")
    page.get_by_role("link", name="Read it as it stands").click()
    expect(page.get_by_text("How comments came:")).to_contain_text(HOW_THEY_CAME)
    officer.check()
