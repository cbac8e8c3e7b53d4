"""The whole way of a comment at both sizes: by mouse, by keyboard, without scripts, in Urdu."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.databases import KINDS
from tests.journeys.browser import SIZES, visiting
from tests.journeys.server import Service
from tests.journeys.walk import Keys, Mouse, Walk

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")
"""Pages look the same whatever the database; the main job is walked on both."""

WALKERS: dict[str, tuple[Mouse, dict[str, Any]]] = {
    "mouse": (Mouse(), {}),
    "keyboard": (Keys(), {}),
    "without-scripts": (Mouse(), {"java_script_enabled": False}),
    "urdu": (Mouse(), {"locale": "ur-PK"}),
}
"""Who walks, and what is special about their browser."""

QUESTIONS = ["view", "about", "place", "topics", "comment", "photos", "details", "check", "sent"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("walker", WALKERS)
def test_nobody_meets_a_barrier_on_the_way(
    service: Service, browser: Browser, walker: str, size: str
) -> None:
    hands, special = WALKERS[walker]
    with visiting(browser, service.url, size, **special) as visit:
        walk = Walk(visit, hands, f"The {walker} way needs a lamp on a {size}. Ring 07700 900123.")
        walk.begin()
        walk.give()
        walk.follow()
        expect(visit.page.locator("main")).not_to_contain_text("900123")
        assert [step for step in dict.fromkeys(walk.seen) if step in QUESTIONS] == QUESTIONS
        is_urdu = walker == "urdu"
        expect(visit.page.locator("html")).to_have_attribute("dir", "rtl" if is_urdu else "ltr")
