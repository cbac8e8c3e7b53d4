"""Giving a view in a browser: a place by keyboard alone, nothing lost, and others see it come."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import SIZES, Visit, visiting
from tests.journeys.people import (
    asked,
    begin_view,
    follow,
    go_on,
    onward,
    past_help,
    receipt,
    send_words,
    sign,
    tick,
)
from tests.journeys.server import Service

PAGE = "/consultations/lantern-row"
FORM = f"{PAGE}/give-your-view"


def move_and(page: Page, key: str, button: str) -> None:
    page.focus("[data-map]")
    page.keyboard.press(key)
    page.wait_for_timeout(500)
    page.focus(f"[data-{button}]")
    page.keyboard.press("Enter")


def test_a_place_is_drawn_by_keyboard_alone(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url) as visit:
        page = begin_view(visit, PAGE, about="place")
        tick(page, "place_way", "map")
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


def test_a_place_that_comes_back_is_kept(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url, "phone") as visit:
        page = begin_view(visit, PAGE, about="place")
        tick(page, "place_way", "map")
        page.wait_for_selector("[data-behaviour=place_picker][data-ready]")
        page.click("[data-use]")
        chosen = page.input_value("input[name=place]")
        tick(page, "place_way", "postcode")
        page.fill("#postcode", "nowhere")
        go_on(page)
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        assert page.title().startswith("Error: ")
        assert page.input_value("input[name=place]") == chosen
        assert page.input_value("#postcode") == "nowhere"
        assert visit.barriers() == []


def test_a_view_is_left_carried_on_changed_and_followed(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url, "phone") as visit:
        page = begin_view(visit, PAGE, "question")
        page.check("text=Light")
        onward(page)
        visit.go(FORM)
        visit.check()
        page.get_by_role("button", name="Carry on").click()
        page.fill("#text", "Will there be room for prams?")
        onward(page)
        page.go_back()
        expect(page.locator("#text")).to_have_value("Will there be room for prams?")
        onward(page)
        onward(page)
        onward(page)
        page.get_by_role("link", name="Change Name to show").click()
        page.fill("#display_name", "Nadia")
        onward(page)
        expect(page.locator(".app-mirror")).to_contain_text("Nadia")
        page.get_by_role("button", name="Send my comment").click()
        _ref, code = receipt(page)
        page.get_by_role("button", name="Make it a formal comment").click()
        visit.check()
        sign(page)
        page.get_by_role("button", name="Make it formal").click()
        expect(page.locator("#lane")).to_contain_text("This is a formal comment.")
        page.context.clear_cookies()
        expect(follow(visit, code).locator("main")).to_contain_text("room for prams")
        visit.check()


OFFLINE = "Saved on this phone. We will send it when you are back online."


@pytest.mark.parametrize("size", SIZES)
def test_a_network_that_is_cut_loses_no_word_and_sends_once(
    service: Service, browser: Browser, size: str
) -> None:
    words = f"The path by the canal floods each winter, says a {size}."
    with visiting(browser, service.url, size) as visit:
        page = begin_view(visit, PAGE)
        onward(page)
        expect(page.locator("#answer")).to_have_attribute("data-ready", "")
        page.context.set_offline(True)
        page.fill("#text", words)
        go_on(page)
        expect(page.get_by_role("status")).to_have_text(OFFLINE)
        assert visit.barriers() == []
        page.close()
        page.context.set_offline(False)
        page = Visit(page.context.new_page(), service.url).go(f"{FORM}/comment")
        past_help(page)
        onward(page)
        onward(page)
        expect(page.locator("#send")).to_have_attribute("data-ready", "")
        page.context.set_offline(True)
        page.get_by_role("button", name="Send my comment").click()
        expect(page.get_by_role("status")).to_have_text(OFFLINE)
        page.context.set_offline(False)
        page.wait_for_url("**/sent")
        assert page.evaluate("Object.keys(localStorage).length") == 0
    said = asked(service, f"/api/v1{PAGE}/comments")["features"]
    assert [each["properties"]["text"] for each in said].count(words) == 1


def test_tips_come_while_somebody_writes_and_move_no_button(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url) as visit:
        page = begin_view(visit, PAGE)
        onward(page)
        expect(page.locator("[data-behaviour=coach]")).to_have_attribute("data-ready", "")
        button = page.get_by_role("button", name="Continue")
        before = button.bounding_box()
        page.fill("#text", "Our garden would lose its sunlight. It may crack the party wall.")
        tips = page.get_by_role("complementary", name="Help with your comment")
        expect(tips).to_contain_text("Daylight and sunlight")
        expect(tips).to_contain_text("This may belong elsewhere")
        assert button.bounding_box() == before
        visit.check()


def test_an_open_page_offers_what_is_new_and_moves_nothing(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url) as reading, visiting(browser, service.url) as writing:
        page = reading.go(PAGE)
        first = page.locator("article.app-card").first.get_attribute("id")
        page.wait_for_timeout(6_000)
        send_words(begin_view(writing, PAGE), "A bench in the courtyard, please.")
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
