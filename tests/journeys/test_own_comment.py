"""What an author can do with a comment, and what the desk then has to do, page by page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from foundation.base.roles import Role
from tests.databases import KINDS
from tests.journeys.browser import SIZES, Visit, visiting
from tests.journeys.people import CONSULTATION, begin_view, follow, receipt, send_words, sign_in
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")

BROWSERS: dict[str, dict[str, Any]] = {"phone": {}, "desktop": {"java_script_enabled": False}}
"""Size → what else is special: on a wide screen there are no scripts."""

SEND = "main form:not([action]) button[type=submit]"


def opened(visit: Visit, path: str) -> Page:
    """Open a page and look at it with care."""
    page = visit.go(path)
    visit.check()
    return page


def sent(visit: Visit, button: str = SEND) -> Page:
    """Send the form of the page, and look with care at what comes of it."""
    with visit.page.expect_navigation():
        visit.page.locator(button).first.click()
    visit.check()
    return visit.page


@pytest.mark.parametrize("size", SIZES)
def test_a_comment_is_changed_reported_followed_and_taken_back(
    service: Service, browser: Browser, size: str
) -> None:
    with visiting(browser, service.url, size, **BROWSERS[size]) as visit:
        page = begin_view(visit, CONSULTATION)
        send_words(page, f"One bench is enough, on a {size}.")
        ref, code = receipt(page)
        follow(visit, code)
        visit.check()
        opened(visit, f"/comments/{ref}/edit").locator("[name=text]").fill("Two benches, please.")
        expect(sent(visit).locator("main")).to_contain_text("Two benches, please.")
        opened(visit, f"/comments/{ref}/versions")
        page = opened(visit, f"/comments/{ref}/report")
        page.locator("input[type=radio]").first.check()
        sent(visit)
        page = opened(visit, "/follow/tell-me")
        page.locator("[name=medium][value=post]").check(force=True)
        page.locator("[name=lines]").fill(f"Mo Example\n1 {size} Lane\nBirmingham\nB9 5AA")
        sent(visit)
        with visiting(browser, service.url, size, **BROWSERS[size]) as officer:
            sign_in(officer, Role.CONSULTATION_OFFICER)
            expect(opened(officer, "/desk/concerns").locator("main")).to_contain_text(ref)
            expect(opened(officer, "/desk/letters").locator("main")).to_contain_text("Mo Example")
            sheets = opened(officer, "/desk/letters/print").locator("main")
            expect(sheets).to_contain_text(f"1 {size} Lane")
        opened(visit, f"/comments/{ref}/withdraw")
        sent(visit)
        gone = opened(visit, f"/comments/{ref}").locator("main")
        expect(gone).not_to_contain_text("Two benches, please.")
