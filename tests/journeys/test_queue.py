"""The queue by keyboard alone; a team answers, and everybody reads with whom a comment is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from foundation.base.roles import Role
from tests.databases import KINDS
from tests.journeys.browser import Visit, visiting
from tests.journeys.people import press, sign_in, tab_to
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")

QUEUE = "/desk/comments?consultation=lantern-row"

STARTED = "[data-behaviour=queue][data-started]"


def rows(page: Page) -> list[str]:
    return page.locator("[data-row] th a").all_inner_texts()


def listening(visit: Visit, address: str) -> Page:
    """Scripts come after the page: a key pressed before them is lost, as it is to a person."""
    page = visit.go(address)
    page.wait_for_selector(STARTED)
    return page


def test_the_queue_is_worked_by_single_keys(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.PLANNER)
        page = listening(visit, f"{QUEUE}&show=received")
        page.keyboard.press("?")
        expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
        visit.check()
        page.keyboard.press("Escape")
        page.locator("body").press("j")
        page.keyboard.press("j")
        expect(page.locator("[data-row] th a").nth(1)).to_be_focused()
        page.keyboard.press("x")
        expect(page.locator("input[name=chosen]").nth(1)).to_be_checked()
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        expect(page.locator("#open-h")).to_be_visible()
        page.wait_for_selector(STARTED)
        page.keyboard.press("r")
        expect(page.get_by_text("1 author sees that you are looking into it.")).to_be_visible()


def test_keys_stay_letters_in_a_field_and_can_be_switched_off(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.PLANNER)
        first = visit.go(f"{QUEUE}&show=received").locator("[data-row] th a").first
        page = listening(visit, first.get_attribute("href") or "")
        page.locator("body").press("a")
        expect(page.get_by_label("Public reply")).to_be_focused()
        page.keyboard.type("Keys in a field: jkx?")
        expect(page.get_by_label("Public reply")).to_have_value("Keys in a field: jkx?")
        page.locator("[data-keys-open]").press("Enter")
        page.locator("[data-keys-on]").press("Space")
        page.keyboard.press("Escape")
        page.locator("body").press("j")
        assert page.locator("[data-row] th a:focus").count() == 0


def test_a_team_is_asked_and_answers_by_keyboard(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.PLANNER)
        page = visit.go(f"{QUEUE}&show=received")
        tab_to(page, page.locator("input[name=chosen]").first)
        page.keyboard.press("Space")
        page.select_option("#do", "refer")
        page.locator("#do").focus()
        press(page, page.get_by_role("button", name="Go"))
        page.get_by_label("Who can answer it").select_option(label="transport")
        page.get_by_label("What do you need to know?").fill("Is there room for a bench?")
        press(page, page.get_by_role("button", name="Send to the team"))
        expect(page.get_by_text("1 comment is with transport now.")).to_be_visible()
    with visiting(browser, service.url, "phone") as visit:
        sign_in(visit, Role.RESPONDER)
        page = visit.go("/desk/referrals")
        page.get_by_role("link", name="Is there room for a bench?").click()
        visit.check()
        page.get_by_label("Facts for the answer").fill("Yes: the pavement is four metres wide.")
        press(page, page.get_by_role("button", name="Give it to the planner"))
        expect(page.get_by_text("The planner has your answer.")).to_be_visible()
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.PLANNER)
        page = visit.go(f"{QUEUE}&show=being_considered")
        row = page.locator("[data-row]", has_text="Draft is back from transport")
        press(page, row.locator("th a").first)
        press(page, page.get_by_role("button", name="Use this draft"))
        expect(page.get_by_label("Public reply")).to_have_value(
            "Yes: the pavement is four metres wide."
        )
        visit.check()
