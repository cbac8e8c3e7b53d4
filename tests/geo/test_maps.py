"""Folium's ward map: no other host, nothing that a hostile name can do, readable without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Route

from foundation.base.errors import Unavailable
from geo.rules.shading import WardFigure
from geo.web.figures import MapWords
from geo.web.maps import ward_map_file, ward_map_page
from tests.journeys.browser import Visit, visiting
from townhall.config import ROOT

WORDS = MapWords("Comments by ward", "Comments", "Comments per 1,000 residents", "To 22 November")
HOSTILE = [
    "</script><script>window.pwned=1</script>",
    "${window.pwned=1}",
    "`;window.pwned=1;`",
    "\\';window.pwned=1;//\\",
    '"onmouseover="window.pwned=1',
    "<img src=x onerror=window.pwned=1>",
    "<!-- its script -->",
    "{{ 7*7 }}{% raw %}",
    "{{ ().__class__.__mro__ }}",
    "\u2028window.pwned=1\u2029",
    "]]>&lt;script>",
]
HOME = "http://map.example"
LEAFLET = ROOT / "static" / "vendor" / "leaflet" / "leaflet.js"


def outlines(names: list[str]) -> dict[str, Any]:
    features = []
    for at, name in enumerate(names):
        west = -2.0 + at * 0.05
        ring = [[west, 52.4], [west + 0.05, 52.4], [west + 0.05, 52.5], [west, 52.5], [west, 52.4]]
        features.append(
            {
                "type": "Feature",
                "id": f"E{at}",
                "properties": {
                    "code": f"E{at}",
                    "name": name,
                    "label": [west + 0.025, 52.45],
                    "approximate": at == 0,
                },
                "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
            }
        )
    return {"type": "FeatureCollection", "source": "ONS, OGL v3", "features": features}


FIGURES = [WardFigure("E0", 12, 1.2), WardFigure("E1", 1400, 140.06), WardFigure("E2", None, None)]


class Loads(HTMLParser):
    """Collects what a page loads, the code that stands in it, and its visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        named = dict(attrs)
        self.addresses += [named[name] or "" for name in ("src", "href") if name in named]
        self.inline += [name for name in named if name == "style" or name.startswith("on")]


def read(page: str) -> Loads:
    loads = Loads()
    loads.feed(page)
    return loads


def page_of(app: Flask, names: list[str]) -> tuple[str, str]:
    with app.test_request_context():
        response = ward_map_page(outlines(names), FIGURES, WORDS)
        return response.get_data(as_text=True), response.headers["Content-Security-Policy"]


def file_of(app: Flask, names: list[str]) -> str:
    if not LEAFLET.exists():
        pytest.skip("front-end files are not installed")
    with app.test_request_context():
        return ward_map_file(outlines(names), FIGURES, WORDS, "wards").get_data(as_text=True)


def test_a_page_says_everything_without_its_script(app: Flask) -> None:
    page, _ = page_of(app, ["Acocks Green", "Aston", "Yardley"])
    found = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    for said in (
        "Acocks Green",
        "1,400",
        "140.1",
        "too few to show",
        "To 22 November",
        "ONS, OGL v3",
    ):
        assert said in found
    assert "Ward outlines are approximate." in found
    assert '<html lang="en">' in page
    assert [read(page).tags.count(tag) for tag in ("title", "h1", "main", "table")] == [1] * 4
    assert "user-scalable" not in page


def test_a_page_loads_from_this_host_alone_and_runs_one_script(app: Flask) -> None:
    page, policy = page_of(app, ["Aston"])
    loads = read(page)
    assert all(address.startswith("/static/") for address in loads.addresses)
    assert loads.inline == []
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce
    assert page.count("<script") == 3
    assert page.count(f'<script nonce="{nonce[1]}">') == 1
    assert page_of(app, ["Aston"])[1] != policy


def test_a_file_needs_no_other_file(app: Flask) -> None:
    page = file_of(app, ["Aston", "Yardley"])
    loads = read(page)
    assert loads.addresses == []
    styles = "".join(re.findall(r"<style>.*?</style>", page, flags=re.DOTALL))
    assert ".ward--4" in styles
    assert not re.search(r"@import|url\(", styles)
    assert "script-src 'sha256-" in page
    assert page.count("<script>") == 2


def test_a_file_that_cannot_be_made_says_so(app: Flask, tmp_path: Path) -> None:
    kept, app.static_folder = app.static_folder, str(tmp_path)
    try:
        with app.test_request_context(), pytest.raises(Unavailable):
            ward_map_file(outlines(["Aston"]), FIGURES, WORDS, "wards")
    finally:
        app.static_folder = kept


def test_a_map_of_no_wards_is_still_a_page(app: Flask) -> None:
    page, _ = page_of(app, [])
    assert read(page).tags.count("h1") == 1


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1) | st.sampled_from(HOSTILE))
def test_a_name_never_adds_a_tag(app: Flask, name: str) -> None:
    harmless = read(page_of(app, ["Aston"])[0]).tags
    assert read(page_of(app, [name])[0]).tags == harmless


@pytest.fixture(params=["phone", "desktop"])
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """A browser that knows one address only."""
    with visiting(browser, HOME, request.param) as visit:
        yield visit


@pytest.mark.browser
def test_hostile_names_do_nothing_in_a_file(app: Flask, visit: Visit) -> None:
    kept = file_of(app, HOSTILE)
    visit.page.route("**/*", lambda route: route.fulfill(body=kept, content_type="text/html"))
    visit.go("/")
    try_everything(visit)


@pytest.mark.browser
def test_hostile_names_do_nothing_in_a_page(app: Flask, visit: Visit) -> None:
    page, policy = page_of(app, HOSTILE)
    headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=ROOT / path[1:])
        else:
            route.fulfill(body=page, headers=headers)

    visit.page.route("**/*", answer)
    visit.go("/")
    try_everything(visit)


def try_everything(visit: Visit) -> None:
    page = visit.page
    shapes = page.locator("path.ward")
    assert shapes.count() == len(HOSTILE)
    for at, name in enumerate(HOSTILE):
        shapes.nth(at).dispatch_event("mouseover")
        said = page.locator(".leaflet-tooltip div").nth(1).text_content()
        assert said == name
        shapes.nth(at).dispatch_event("mouseout")
    colours = {shapes.nth(at).evaluate("it => getComputedStyle(it).fill") for at in range(3)}
    assert len(colours) == 3
    assert page.evaluate("window.pwned") is None
    visit.check()
