"""How much a resident's phone has to load, packed as a server in front packs it."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.databases import KINDS
from tests.journeys.browser import visiting
from tests.journeys.people import CONSULTATION, begin_view
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")
"""Pages look the same whatever the database."""

KB = 1000
MOST_TO_READ = 65 * KB
MOST_WITH_MAP = 160 * KB
"""With the live connection and the ward outlines, before the tiles of any other map."""


def packed(responses: list[Response]) -> dict[str, int]:
    """Return path → bytes; what is packed already is counted as it is."""
    sizes = {}
    for response in responses:
        is_socket = "/socket.io/" in response.url
        if response.ok and not is_socket:
            body = response.body()
            sizes[response.url] = min(len(body), len(gzip.compress(body, 6)))
    return sizes


def test_a_consultation_is_light(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url, "phone") as visit:
        got: list[Response] = []

        def note(response: Response) -> None:
            got.append(response)

        visit.page.on("response", note)
        page = visit.go(CONSULTATION)
        page.wait_for_load_state("networkidle")
        read = packed(got)
        assert not any("leaflet" in url for url in read), read
        assert sum(read.values()) <= MOST_TO_READ, read

        open_everything(page)
        whole = packed(got)
        assert any("leaflet" in url for url in whole)
        assert sum(whole.values()) <= MOST_WITH_MAP, whole


def test_the_heaviest_question_of_giving_a_view_is_light(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url, "phone") as visit:
        begin_view(visit, CONSULTATION)
        cookies = visit.page.context.storage_state()
    with visiting(browser, service.url, "phone", storage_state=cookies) as visit:
        got: list[Response] = []

        def note(response: Response) -> None:
            got.append(response)

        visit.page.on("response", note)
        page = visit.go(f"{CONSULTATION}/give-your-view/comment")
        page.wait_for_load_state("networkidle")
        read = packed(got)
        assert any("coach" in url for url in read), read
        assert sum(read.values()) <= MOST_TO_READ, read


@pytest.mark.parametrize("path", ["/near", "/consultations", f"{CONSULTATION}/nearest"])
def test_pages_to_find_something_are_light_until_their_map_is_opened(
    service: Service, browser: Browser, path: str
) -> None:
    with visiting(browser, service.url, "phone") as visit:
        got: list[Response] = []

        def note(response: Response) -> None:
            got.append(response)

        visit.page.on("response", note)
        page = visit.go(path)
        page.wait_for_load_state("networkidle")
        read = packed(got)
        assert not any("leaflet" in url for url in read), read
        assert sum(read.values()) <= MOST_TO_READ, read


def open_everything(page: Page) -> None:
    """Let the map load, and the live connection begin."""
    page.locator("#map").scroll_into_view_if_needed()
    expect(page.locator("#map")).to_have_attribute("data-ready", "")
    expect(page.locator("[data-behaviour=live]")).to_have_attribute("data-live-by", "socket")
