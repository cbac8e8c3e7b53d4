"""The map in a browser: by keyboard, beside the list, and only where somebody gets to it."""

from __future__ import annotations

import re
from itertools import combinations
from random import Random

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.browser import SIZES, visiting
from tests.journeys.server import Service

PAGE = "/consultations/lantern-row"
DRAWN = "#map[data-ready]"
DEEPEST = 10
LITTLE = 8
"""By how many pixels two targets may overlap."""
MAP_CODE = ("leaflet", "supercluster", "comment_map")


def to_the_map(page: Page) -> None:
    page.locator("#map").scroll_into_view_if_needed()
    page.wait_for_selector(DRAWN)


@pytest.mark.parametrize("size", SIZES)
def test_the_map_has_no_barriers(service: Service, browser: Browser, size: str) -> None:
    with visiting(browser, service.url, size) as visit:
        to_the_map(visit.go(PAGE))
        visit.check()


def test_who_stays_with_the_list_loads_no_map(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url, "phone") as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        page = visit.go(f"{PAGE}?sort=newest")
        expect(page.locator("[data-view=list]")).to_have_attribute("aria-pressed", "true")
        page.mouse.wheel(0, 20_000)
        page.wait_for_timeout(500)
        assert not [url for url in asked if any(code in url for code in MAP_CODE)]


def open_by_keyboard(page: Page) -> None:
    """Open groups into smaller ones, at last a comment, and go to it."""
    popup = page.locator(".leaflet-popup-content a").first
    for _ in range(DEEPEST):
        if popup.is_visible():
            break
        page.wait_for_selector(".app-cluster, .app-pin")
        page.evaluate("document.querySelector('.app-cluster, .app-pin').focus()")
        held = page.locator(".leaflet-marker-icon:focus")
        expect(held).to_have_attribute("role", "button")
        expect(held).to_have_attribute("aria-label", re.compile("."))
        page.keyboard.press("Enter")
        page.wait_for_timeout(600)
    popup.press("Enter")
    page.wait_for_url(re.compile("#c-|/comments/"))


def test_pins_open_by_keyboard_and_lead_to_the_comment(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url) as visit:
        page = visit.go(PAGE)
        to_the_map(page)
        open_by_keyboard(page)
        assert visit.wrong == []


def a_crowd(route: Route) -> None:
    """Answer with six hundred comments around one spot."""
    answer = route.fetch()
    near = Random(20)  # noqa: S311  no secret
    points = [
        [f"AAAA-{place:04}", near.gauss(-1.8647, 0.0006), near.gauss(52.4724, 0.0004), "idea", None]
        for place in range(600)
    ]
    route.fulfill(response=answer, json={**answer.json(), "points": points})


@pytest.mark.parametrize("zoom", [16, 17, 18])
def test_no_pin_or_group_hides_another_one(service: Service, browser: Browser, zoom: int) -> None:
    with visiting(browser, service.url) as visit:
        visit.page.route("**/map.json*", a_crowd)
        page = visit.go(f"{PAGE}#map={zoom}/52.47240/-1.86472")
        to_the_map(page)
        boxes = page.eval_on_selector_all(
            ".app-cluster, .app-pin",
            """all => all.map(one => one.getBoundingClientRect())
                .map(({left, top, right, bottom}) => [left, top, right, bottom])""",
        )
        assert len(boxes) > 1
        hidden = [
            (one, other)
            for one, other in combinations(boxes, 2)
            if min(one[2], other[2]) - max(one[0], other[0]) > LITTLE
            and min(one[3], other[3]) - max(one[1], other[1]) > LITTLE
        ]
        assert hidden == []


def test_a_card_shows_its_place_and_the_place_leads_back(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url, "phone") as visit:
        page = visit.go(PAGE)
        page.click("[data-view=list]")
        card = page.locator("article", has=page.locator("[data-show-on-map]")).first
        ref = card.get_attribute("id")
        card.locator("[data-show-on-map]").click()
        page.click(f'.leaflet-popup-content a[href="#{ref}"]')
        expect(page.locator(f"#{ref}")).to_be_in_viewport()
        expect(page.locator("[data-view=list]")).to_have_attribute("aria-pressed", "true")


def test_the_address_remembers_where_one_looked(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url) as visit:
        page = visit.go(PAGE)
        to_the_map(page)
        page.click("#comments [data-zoom='1']")
        page.wait_for_url(re.compile(r"#map=\d+/52\.\d+/-1\.\d+$"))
        assert visit.wrong == []


def test_without_scripts_every_comment_is_in_the_list(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url, "phone", java_script_enabled=False) as visit:
        page = visit.go(PAGE)
        expect(page.locator("article.app-card")).to_have_count(8)
        expect(page.locator("#map")).to_be_hidden()
        expect(page.locator(".app-sticky")).to_be_hidden()
        expect(page.get_by_role("link", name="Follow my comment")).to_be_visible()
        page.get_by_role("link", name="Next comments").click()
        expect(page.locator("article.app-card").first).to_be_visible()


def in_tiles(route: Route) -> None:
    """Answer as for a large consultation: no points, but where the tiles are."""
    answer = route.fetch()
    said = answer.json()
    tiles = {
        "url": f"{PAGE}/tiles/{{z}}/{{x}}/{{y}}.mvt",
        "pins": len(said["points"]),
        "topics": {},
    }
    route.fulfill(response=answer, json={**said, "points": [], "tiles": tiles})


@pytest.mark.parametrize("size", SIZES)
def test_a_large_map_is_read_in_tiles_down_to_each_comment(
    service: Service, browser: Browser, size: str
) -> None:
    with visiting(browser, service.url, size) as visit:
        visit.page.route("**/map.json*", in_tiles)
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        page = visit.go(f"{PAGE}#map=12/52.4775/-1.8985")
        to_the_map(page)
        expect(page.locator(".app-cluster").first).to_have_attribute(
            "aria-label", re.compile("Group of")
        )
        assert any("/tiles/12/" in url for url in asked)
        visit.check()
        open_by_keyboard(page)
        assert visit.wrong == []


def test_a_comment_of_a_large_map_is_found_from_its_card(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url, "phone") as visit:
        visit.page.route("**/map.json*", in_tiles)
        page = visit.go(PAGE)
        page.click("[data-view=list]")
        card = page.locator("article", has=page.locator("[data-show-on-map]")).first
        ref = card.get_attribute("id")
        card.locator("[data-show-on-map]").click()
        page.click(f'.leaflet-popup-content a[href="#{ref}"]')
        expect(page.locator(f"#{ref}")).to_be_in_viewport()
        assert visit.wrong == []
