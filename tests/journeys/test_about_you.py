"""Questions about who answers, by keyboard and without scripts, and who was heard so far."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.databases import KINDS
from tests.journeys.browser import visiting
from tests.journeys.people import CONSULTATION, receipt, tick
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")


def test_somebody_says_how_old_they_are_and_takes_it_back(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url, "phone", java_script_enabled=False) as visit:
        page = visit.go(f"{CONSULTATION}/easy-read/answer")
        tick(page, "stance", "support")
        page.locator("textarea").fill("More benches.")
        tick(page, "place_way", "whole")
        page.click("main form .app-easy__go")
        page.click("button[value=send]")
        receipt(page)
        visit.check()
        page.click("main a[href$='/about-you']")
        visit.check()
        page.click("main .govuk-button--start")
        visit.check()
        page.locator("input[value='16_24']").check()
        page.locator("main form button").press("Enter")
        for _ in range(2):
            page.get_by_text("Skip this question").click()
        visit.check()
        page.locator("select[name=answer]").select_option(label="Bordesley Green")
        page.locator("main form button").press("Enter")
        visit.check()
        expect(page.locator("main dl")).to_contain_text("16 to 24")
        page.get_by_role("button", name="Delete all of it").click()
        expect(page.locator("main")).to_contain_text("You have said nothing about yourself")
        page.get_by_text("See who has been heard so far").click()
        visit.check()
        expect(page.locator("main")).to_contain_text("Under-heard")
