"""Comments nearest to somebody, and long threads: by keyboard, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.databases import KINDS
from tests.journeys.browser import visiting
from tests.journeys.people import CONSULTATION, tab_to
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")
"""Pages look the same whatever the database."""

WAYS = [("phone", True), ("desktop", True), ("phone", False)]
"""Size of the window, and whether there is JavaScript."""


@pytest.mark.parametrize(("size", "scripts"), WAYS)
def test_comments_are_sorted_from_a_place_that_stands_in_no_address(
    service: Service, browser: Browser, size: str, *, scripts: bool
) -> None:
    with visiting(browser, service.url, size, java_script_enabled=scripts) as visit:
        page = visit.go(f"{CONSULTATION}?sort=nearest")
        postcode = page.get_by_label("Postcode", exact=True)
        tab_to(page, postcode)
        postcode.press_sequentially("b95aa")
        postcode.press("Enter")
        page.wait_for_url(re.compile(rf"{CONSULTATION}\?sort=nearest"))
        assert "b95aa" not in page.url.lower()
        if scripts and size == "phone":
            page.get_by_role("button", name="List").click()
        expect(page.get_by_text("Nearest to B9 5AA first.")).to_be_visible()
        expect(page.locator(".app-card__where").first).to_contain_text(re.compile("away|Here"))
        if scripts:
            assert visit.barriers() == []
        assert visit.too_wide() == 0
        assert visit.wrong == []


@pytest.mark.parametrize(("size", "scripts"), WAYS)
def test_a_long_thread_opens_by_one_line_and_a_reply_is_quoted(
    service: Service, browser: Browser, size: str, *, scripts: bool
) -> None:
    with visiting(browser, service.url, size, java_script_enabled=scripts) as visit:
        root, last = a_thread(visit.page)
        page = visit.go(f"/comments/{root}")
        fold = page.locator(".app-fold > summary")
        tab_to(page, fold)
        expect(page.get_by_text("Reply number 13.")).to_be_hidden()
        fold.press("Enter")
        expect(page.get_by_text("Reply number 13.")).to_be_visible()
        if scripts:
            assert visit.barriers() == []
        page = visit.go(f"/comments/{last}#c-{last}")
        expect(page.locator(f"#c-{last}")).to_be_in_viewport()
        page.locator(f"#c-{last}").get_by_role("link", name="Quote").click()
        expect(page.get_by_label("Your reply", exact=True)).to_have_value(
            re.compile("^> .Reply number 13")
        )
        assert visit.too_wide() == 0
        assert visit.wrong == []


def a_thread(page: Page) -> tuple[str, str]:
    """Return the references of a comment with fourteen replies, and of the last of these."""
    refs: list[str] = []
    for number in range(15):
        said = (
            {"text": f"Reply number {number - 1}.", "reply_to": refs[0]}
            if refs
            else {"text": "Could the crossing move twenty metres north?"}
        )
        posted = page.request.post(f"/api/v1{CONSULTATION}/comments", data=said)
        refs.append(str(posted.json()["ref"]))
    return refs[0], refs[-1]
