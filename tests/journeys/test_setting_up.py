"""From nothing to signed off: an officer sets a park up in few screens, a colleague agrees."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from foundation.base.roles import Role
from tests.journeys.browser import Visit, visiting
from tests.journeys.people import sign_in
from tests.journeys.server import Service

MOST_SCREENS = 25
HERE = "/desk/consultations/swings-for-juniper-park"
NEW = {
    "title": "Swings for Juniper Park",
    "summary": "We want to mend the park. Tell us what you like, and what should change.",
    "opens_on-day": "1",
    "opens_on-month": "2",
    "opens_on-year": "2027",
    "closes_on-day": "28",
    "closes_on-month": "2",
    "closes_on-year": "2027",
}

SAVED = {
    "words": "Save",
    "stages": "Save the stages",
    "area": "Save the area",
    "audiences": "Save",
    "dates": "Save",
    "publication": "Save",
    "questions": "The questions are finished",
    "equality": "Save",
    "preview": "I have tried it",
    "accessibility": "I have checked it",
}


def save(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).first.click()
    page.wait_for_url(f"**{HERE}")


def begin(visit: Visit) -> None:
    """Begin with what a place usually has."""
    page = visit.go("/desk/consultations/new")
    page.select_option("#kind", "place")
    page.select_option("#begin", "*")
    for field, words in NEW.items():
        page.fill(f"#{field}", words)
    save(page, "Save the draft")
    visit.check()


def go_through_the_tasks(visit: Visit) -> None:
    """Look at what came along, write what is missing, and send it."""
    page = visit.page
    for part, button in SAVED.items():
        visit.go(f"{HERE}/{part}")
        if part == "area":
            page.check("input[name=place_way][value=none]")
        if part == "equality":
            page.fill("#equality", "Wheelchair users need flat paths. We will meet there.")
        save(page, button)
    save(page, "Send it for sign-off")


def test_a_park_is_set_up_in_few_screens_and_signed_off_by_a_colleague(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.CONSULTATION_OFFICER)
        screens: list[str] = []
        visit.page.on("load", lambda page: screens.append(page.url))
        begin(visit)
        go_through_the_tasks(visit)
        visit.check()
        assert len(screens) <= MOST_SCREENS, screens
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.PLANNER)
        page = visit.go(HERE)
        save(page, "Sign it off")
        expect(page.locator(".app-meta")).to_contain_text("Opens soon")
