"""A planner splits a comment with the mouse or without it; its author reads of every point."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect

from foundation.base.roles import Role
from tests.databases import KINDS
from tests.journeys.browser import visiting
from tests.journeys.people import SLUG, sign_in
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")

TEXT = "Keep the limes 🌳🌳 please. The corner is too tall."
SELECT = """([from, to]) => {
  const text = document.querySelector("[data-text]").firstChild;
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def said(service: Service, text: str) -> dict[str, str]:
    """Post a comment as a program does; return its receipt."""
    request = Request(  # noqa: S310  our own address
        f"{service.url}/api/v1/consultations/{SLUG}/comments",
        json.dumps({"text": text}).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=10) as answer:  # noqa: S310  our own address
        receipt: dict[str, str] = json.load(answer)
    return receipt


def test_words_are_selected_or_sentences_ticked_and_the_author_reads_of_each(
    service: Service, browser: Browser
) -> None:
    posted = said(service, TEXT)
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.PLANNER)
        page = visit.go(f"/desk/comments/{posted['ref']}/points")
        page.get_by_label("The corner is too tall.").check()
        start = TEXT.index("limes")
        words = "limes 🌳🌳 please"
        page.evaluate(SELECT, [start, start + len(words) + 2])
        page.get_by_role("button", name="Make a point of the selected words").click()
        expect(page.get_by_label(words, exact=True)).to_be_checked()
        page.get_by_role("button", name="Make these points").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Issues")
    with visiting(browser, service.url, "phone") as visit:
        page = visit.go("/follow")
        page.get_by_label("Tracking code").fill(posted["tracking_code"])
        page.get_by_role("button", name="Show me").click()
        expect(page.get_by_text("You made 2 points.")).to_be_visible()
        expect(page.get_by_text(f"“{words}”")).to_be_visible()
        visit.check()
