"""Planner, moderator and second approver at work, by keyboard, at both sizes."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect

from foundation.base.roles import Role
from tests.databases import KINDS
from tests.journeys.browser import visiting
from tests.journeys.people import CONSULTATION, SLUG, press, sign_in, tab_to
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")


def said(service: Service, text: str) -> str:
    """Post a comment as a program does; return its reference."""
    request = Request(  # noqa: S310  our own address
        f"{service.url}/api/v1/consultations/{SLUG}/comments",
        json.dumps({"text": text}).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=10) as answer:  # noqa: S310  our own address
        return str(json.load(answer)["ref"])


def test_a_planner_checks_a_claim_by_keyboard_and_a_note_stands_beside_the_comment(
    service: Service, browser: Browser
) -> None:
    ref = said(service, "They say the old chimney will be pulled down.")
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.PLANNER)
        page = visit.go(f"/desk/{SLUG}/facts/new")
        for label, words in (
            ("What people say", "The old chimney will be pulled down."),
            ("What we know", "The chimney stays. It is in every drawing."),
            ("Source 1", "Site plan, drawing 106"),
            ("Who checked it", "Heritage team"),
        ):
            tab_to(page, page.get_by_label(label, exact=True))
            page.keyboard.type(words)
        tab_to(page, page.locator("input[name=verdict]").first)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        press(page, page.get_by_role("button", name="Publish it"))
        expect(page.get_by_text("Everybody can read it now.")).to_be_visible()
        page.get_by_role("checkbox", name=ref).check()
        page.get_by_role("button", name="These say it").click()
        expect(page.get_by_text("1 comment was added.")).to_be_visible()
        visit.check()
    with visiting(browser, service.url, "phone") as visit:
        page = visit.go(f"/comments/{ref}")
        expect(page.get_by_text("We checked: “The old chimney")).to_be_visible()
        page.get_by_role("link", name="See what we know").click()
        expect(page.get_by_text("Not correct", exact=True)).to_be_visible()
        visit.check()


def test_a_moderator_takes_health_out_and_somebody_else_looks(
    service: Service, browser: Browser
) -> None:
    ref = said(service, "Old Zebedee next door has asthma. Plant more trees.")
    address = f"/desk/comments/{ref}/redaction"
    with visiting(browser, service.url, "phone") as visit:
        sign_in(visit, Role.MODERATOR)
        page = visit.go(address)
        tab_to(page, page.get_by_label("Words 1", exact=True))
        page.keyboard.type("has asthma")
        page.get_by_label("Why words 1 go").select_option("health")
        tab_to(page, page.get_by_label("Your reason, for its author"))
        page.keyboard.type("It says how somebody is.")
        press(page, page.get_by_role("button", name="Take the words out"))
        expect(page.get_by_text("Somebody else has to look at it")).to_be_visible()
        visit.check()
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.CONSULTATION_OFFICER)
        page = visit.go("/desk/concerns")
        page.get_by_role("link", name=ref).click()
        page.get_by_role("button", name="Show what it said").click()
        expect(page.get_by_text("has asthma")).to_be_visible()
        visit.check()
        page.get_by_role("button", name="I have looked: this is right").click()
        expect(page.get_by_text("The rest of the comment is shown as it was.")).to_be_visible()
    with visiting(browser, service.url, "phone") as visit:
        page = visit.go(f"/comments/{ref}")
        expect(page.get_by_text("[taken out: personal details]. Plant more trees.")).to_be_visible()
        visit.go(f"{CONSULTATION}?words=asthma")
        expect(visit.page.get_by_text("No comment matches.")).to_be_visible()
        visit.check()
