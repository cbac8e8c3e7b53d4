"""Three big questions: in easy read with a map on a phone, and for a class without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.databases import KINDS
from tests.journeys.browser import Visit, visiting
from tests.journeys.people import CONSULTATION, receipt, tick
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")


def pressed(visit: Visit, button: str) -> Page:
    """Press a button, and look with care at the page that it leads to."""
    with visit.page.expect_navigation():
        visit.page.locator(button).first.click()
    visit.check()
    return visit.page


def test_an_easy_answer_is_placed_on_the_map_looked_at_and_sent(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url, "phone") as visit:
        page = visit.go(f"{CONSULTATION}/easy-read")
        visit.check()
        pressed(visit, "main a[href$='/easy-read/answer']")
        tick(page, "stance", "object")
        page.locator("textarea").fill("It takes our sun. Ring 07700 900123.")
        tick(page, "place_way", "map")
        page.wait_for_selector("[data-behaviour=place_picker][data-ready]")
        page.click("[data-use]")
        visit.check()
        pressed(visit, "main form .app-easy__go")
        expect(page.locator(".app-mirror")).to_contain_text("07700 900123")
        pressed(visit, "button[name=out]")
        expect(page.locator(".app-mirror")).to_contain_text("(phone number removed)")
        pressed(visit, "button[value=change]")
        expect(page.locator("textarea")).to_have_value(
            "It takes our sun. Ring (phone number removed)."
        )
        expect(page.locator("[data-status]")).to_have_text("The place you chose is kept.")
        pressed(visit, "main form .app-easy__go")
        pressed(visit, "button[value=send]")
        receipt(page)


def test_a_class_answers_on_one_computer_without_scripts(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url, java_script_enabled=False) as visit:
        page = visit.go(f"{CONSULTATION}/class")
        visit.check()
        page.locator("[name=pupils]").fill("2")
        pressed(visit, "main form button[type=submit]")
        pupils, teacher = page.locator(".app-code").all_inner_texts()
        for said in ("More swings.", "Ask my aunt on 07700 900123."):
            visit.go("/class")
            page.locator("[name=code]").fill(pupils)
            pressed(visit, "main form button[type=submit]")
            page.locator("textarea").fill(said)
            pressed(visit, "main form .app-easy__go")
            expect(page.locator(".app-mirror")).to_contain_text("A pupil of a school")
            pressed(visit, "button[value=send]")
        visit.go("/class/follow")
        page.locator("[name=code]").fill(teacher)
        pressed(visit, "main form button[type=submit]")
        expect(page.locator("main .app-card")).to_have_count(2)
