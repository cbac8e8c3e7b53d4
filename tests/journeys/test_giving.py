"""Giving a view in a browser: a place by keyboard alone, nothing lost, and others see it come."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import visiting
from tests.journeys.server import Service

PAGE = "/consultations/lantern-row"
FORM = f"{PAGE}/give-your-view"
SEND = "main form .govuk-button:not([type=button])"


def choose(page: Page, name: str, value: str) -> None:
    """Tick a tile; its radio button lies invisibly over the words."""
    page.check(f'[name="{name}"][value="{value}"]', force=True)


def move_and(page: Page, key: str, button: str) -> None:
    page.focus("[data-map]")
    page.keyboard.press(key)
    page.wait_for_timeout(500)
    page.focus(f"[data-{button}]")
    page.keyboard.press("Enter")


def test_a_place_is_drawn_by_keyboard_alone(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url) as visit:
        page = visit.go(FORM)
        choose(page, "place_way", "map")
        page.wait_for_selector("[data-behaviour=place_picker][data-ready]")
        status, field = page.locator("[data-status]"), page.locator("input[name=place]")
        for key, button, kind, said in (
            ("ArrowLeft", "use", "Point", "Spot chosen"),
            ("ArrowRight", "add", "LineString", "Line with 2 points"),
            ("ArrowDown", "add", "Polygon", "Area with 3 corners"),
        ):
            move_and(page, key, button)
            expect(status).to_contain_text(said)
            assert json.loads(field.input_value())["type"] == kind
        ring = json.loads(field.input_value())["coordinates"][0]
        assert ring[0] == ring[-1]
        assert len(ring) == 4
        page.focus("[data-undo]")
        page.keyboard.press("Enter")
        expect(status).to_contain_text("Line with 2 points")
        visit.check()


def test_a_form_that_comes_back_has_kept_everything(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url, "phone") as visit:
        page = visit.go(FORM)
        choose(page, "place_way", "map")
        page.wait_for_selector("[data-behaviour=place_picker][data-ready]")
        page.click("[data-use]")
        chosen = page.input_value("input[name=place]")
        page.fill("#display_name", "Nadia")
        page.click(SEND)
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        assert page.title().startswith("Error: ")
        assert page.input_value("input[name=place]") == chosen
        assert page.input_value("#display_name") == "Nadia"
        assert visit.barriers() == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_view_is_given_and_followed(service: Service, browser: Browser, scripts: bool) -> None:
    with visiting(browser, service.url, "phone", java_script_enabled=scripts) as visit:
        page = visit.go(FORM)
        choose(page, "kind", "question")
        page.fill("#text", f"Will there be room for prams, {'with' if scripts else 'without'}?")
        choose(page, "place_way", "words")
        page.fill("#place_words", "by the side gate")
        page.click(SEND)
        expect(page.locator("h1")).to_have_text("Comment sent")
        code = page.inner_text(".app-code")
        page.context.clear_cookies()
        visit.go("/follow")
        page.fill("#code", code.lower().replace("-", " "))
        page.click(SEND)
        expect(page.locator("main")).to_contain_text("room for prams")
        assert visit.wrong == []


def test_an_open_page_offers_what_is_new_and_moves_nothing(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url) as reading, visiting(browser, service.url) as writing:
        page = reading.go(PAGE)
        first = page.locator("article.app-card").first.get_attribute("id")
        page.wait_for_timeout(6_000)
        writing.go(FORM)
        writing.page.fill("#text", "A bench in the courtyard, please.")
        writing.page.click(SEND)
        offer = page.get_by_role("button", name="1 new comment – show")
        expect(offer).to_be_visible(timeout=40_000)
        expect(page.locator("article.app-card").first).to_have_attribute("id", first or "")
        offer.click()
        expect(page.locator("article.app-card").first).to_contain_text("A bench in the courtyard")
        reading.check()


def test_one_tap_agrees_without_leaving_the_page(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url) as visit:
        page = visit.go(PAGE)
        number = page.locator("[data-agrees]").first
        before = int(number.inner_text())
        page.locator("[data-agree]").first.click()
        expect(number).to_have_text(str(before + 1))
        assert page.url.endswith(PAGE)
        assert visit.wrong == []
