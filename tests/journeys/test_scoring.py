"""An assessor reads and scores six submissions, and never touches the mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from foundation.base.roles import Role
from tests.databases import KINDS
from tests.journeys.browser import visiting
from tests.journeys.people import choose, press, sign_in, tab_to
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")
"""Pages look the same whatever the database."""

SUBMISSIONS, CRITERIA = 6, 4


def test_an_assessor_scores_six_submissions_with_the_keyboard_alone(
    service: Service, browser: Browser
) -> None:
    there = service.url.replace("127.0.0.1", "westmere.localhost")
    with visiting(browser, there, java_script_enabled=False) as visit:
        sign_in(visit, Role.ASSESSOR)
        page = visit.go("/programme/assessing")
        press(page, page.locator(".app-mine a").first)
        for number in range(SUBMISSIONS):
            expect(page.locator("h1")).to_have_text(f"Submission {'ABCDEF'[number]}")
            expect(page.get_by_text("Shown only after all scores are locked")).to_be_visible()
            for criterion in range(CRITERIA):
                _score(page, str(2 + (number + criterion) % 4))
            press(page, page.get_by_role("button", name="Send and lock these scores"))
            expect(page.get_by_text("Your scores are sent and locked.")).to_be_visible()
        expect(page.locator(".app-mine").get_by_text("Scores sent")).to_have_count(SUBMISSIONS)


def _score(page: Page, mark: str) -> None:
    saved = page.get_by_text(re.compile("criteria saved"))
    before = saved.text_content()
    choose(page, "value", mark)
    tab_to(page, page.get_by_label("Your reason"))
    page.keyboard.type("Seen.")
    press(page, page.get_by_role("button", name="Save and go to next"))
    expect(saved).not_to_have_text(before or "")
