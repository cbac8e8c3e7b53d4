"""Residents' pages in Urdu, at both sizes: mirrored, without a barrier, never too wide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.databases import KINDS
from tests.journeys.browser import DESKTOP, visiting
from tests.journeys.people import CONSULTATION
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")

READ = (
    "/",
    "/consultations",
    CONSULTATION,
    f"{CONSULTATION}/follow",
    "/follow",
    "/near",
    "/what-changed",
    "/privacy",
)


@pytest.mark.parametrize("path", READ)
def test_a_page_in_urdu_has_no_barrier(service: Service, browser: Browser, path: str) -> None:
    with visiting(browser, service.url, "phone", locale="ur-PK") as visit:
        page = visit.go(path)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        visit.check()
        page.set_viewport_size({"width": 320, "height": 256})
        assert visit.too_wide() <= 0, f"{page.url} is too wide at 400 % zoom"
        page.set_viewport_size(DESKTOP)
        visit.check()
        logo, languages = (
            page.locator(part).bounding_box() for part in (".app-logo", ".app-languages")
        )
        assert logo
        assert languages
        assert logo["x"] > languages["x"], "the logo stands at the start, on the right"


def test_a_choice_of_language_lasts_from_page_to_page(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url, "phone") as visit:
        page = visit.go(f"{CONSULTATION}?sort=agreed")
        page.get_by_role("link", name="اردو").click()
        expect(page.locator("html")).to_have_attribute("lang", "ur")
        assert page.url.endswith(f"{CONSULTATION}?sort=agreed")
        page.get_by_role("button", name="اپنی رائے دیں", exact=True).first.click()
        page.wait_for_url("**/give-your-view", wait_until="load")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        visit.check()
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
