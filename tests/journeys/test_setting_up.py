"""Before lunch: a park is set up, signed off and live, and every way of answering counts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from foundation.base.clock import london_day, utc_now
from foundation.base.roles import Role
from tests.databases import KINDS
from tests.journeys.browser import Visit, visiting
from tests.journeys.people import sign_in
from tests.journeys.server import Service
from tests.journeys.walk import Mouse, Walk

pytestmark = pytest.mark.parametrize("service", KINDS[-1:], indirect=True, scope="session")
"""The way is the same on both; here with the workers beside the server where there are any."""

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
MIDDLE_OF_THE_PARK = "B9 5QT"
HOW_THEY_CAME = "On this website (1), On paper (3), By phone (1)"
ON_PAPER = ("The slide is rusty.", "More shade by the sandpit.", "A gate that closes.")


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
            page.check("input[name=place_way][value=postcode]")
            page.fill("input[name=postcode]", MIDDLE_OF_THE_PARK)
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
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.CONSULTATION_OFFICER)
        screens: list[str] = []
        visit.page.on("load", lambda page: screens.append(page.url))
        begin(visit)
        go_through_the_tasks(visit)
        print_and_meet(visit)
        assert len(screens) <= MOST_SCREENS, screens
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.PLANNER)
        page = visit.go(HERE)
        page.get_by_role("button", name="Sign it off").click()
        page.wait_for_url(f"**{HERE}")
    with visiting(browser, service.url, "phone") as visit:
        expect_open(visit)
        answer(visit)
        visit.check()
    with visiting(browser, service.url) as visit:
        page = sign_in(visit, Role.CONSULTATION_OFFICER)
        for text in ON_PAPER:
            enter(page, "paper", text)
        enter(page, "phone", "My mother cannot cross the mud.")
        visit.check()
        page.goto(f"/desk/{SLUG}/report")
        page.get_by_role("link", name="Read it as it stands").click()
        expect(page.get_by_text("How comments came:")).to_contain_text(HOW_THEY_CAME)
        visit.check()
