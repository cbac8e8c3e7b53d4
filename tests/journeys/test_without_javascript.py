"""The main job without JavaScript: plain links and forms, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from foundation.base.roles import Role
from tests.journeys.browser import Visit, visiting
from tests.journeys.people import (
    CONSULTATION,
    answer,
    asked,
    begin_view,
    follow,
    go_on,
    onward,
    receipt,
    send_words,
    sign_in,
)
from tests.journeys.server import Service

IS_FORMAL, IS_INFORMAL = "This is a formal comment.", "This is not yet a formal comment."
POSTCODE = "B9 5AA"
WORDS = {
    "postcode": "Will the bus still stop near here while you build?",
    "words": "ہماری گلی میں درخت لگائیں۔",
}
"""Way to say where → what is said; one of it is Urdu."""

FORMAL = {"postcode"}
"""What is said in the formal lane."""

PLACE = "By the crossing on Green Lane"


@pytest.fixture
def visit(service: Service, browser: Browser) -> Iterator[Visit]:
    with visiting(browser, service.url, "phone", java_script_enabled=False) as opened:
        yield opened


def say_where(page: Page, way: str) -> None:
    """Say where in one of the ways that need no map."""
    page.locator(f"input[name=place_way][value={way}]").check()
    if way == "postcode":
        page.get_by_label("Postcode", exact=True).fill(POSTCODE.lower().replace(" ", ""))
    else:
        page.get_by_label("Where is it?").fill(PLACE)


@pytest.mark.parametrize("way", WORDS)
def test_a_view_is_given_answered_and_followed(
    service: Service, browser: Browser, visit: Visit, way: str
) -> None:
    page = visit.go("/consultations")
    page.locator(f"main a[href='{CONSULTATION}']").first.click()
    page.get_by_role("button", name="Give your view").first.click()
    begin_view(visit, CONSULTATION, "question", "place", formal=way in FORMAL)
    say_where(page, way)
    onward(page)
    send_words(page, WORDS[way])
    ref, code = receipt(page)
    expect(page.locator("#lane")).to_contain_text(IS_FORMAL if way in FORMAL else IS_INFORMAL)
    said = listed(visit, ref)
    expect(said).to_contain_text(WORDS[way])
    programs_know(service, ref, way)

    with visiting(browser, service.url, java_script_enabled=False) as planner:
        desk = sign_in(planner, Role.PLANNER)
        planner.go(f"/desk/comments/{ref}")
        answer(desk, "We will look into it this week.", "Somebody will visit.")
    expect(listed(visit, ref)).to_contain_text("We will look into it this week.")
    fate = follow(visit, code).locator("main")
    expect(fate).to_contain_text("We will look into it this week.")
    expect(fate).to_contain_text("Being looked into")
    assert not visit.wrong


def listed(visit: Visit, ref: str) -> Locator:
    """Find a comment in the list of the consultation."""
    return visit.go(CONSULTATION).locator(f"#c-{ref}")


def programs_know(service: Service, ref: str, way: str) -> None:
    feature = asked(service, f"/api/v1/comments/{ref}")
    on_map = [point[0] for point in asked(service, f"{CONSULTATION}/map.json")["points"]]
    if way == "postcode":
        assert feature["geometry"]["type"] == "Point"
        assert ref in on_map
    else:
        assert feature["geometry"] is None
        assert feature["properties"]["place_words"] == PLACE
        assert ref not in on_map


def test_a_refused_answer_keeps_every_word(visit: Visit) -> None:
    page = begin_view(visit, CONSULTATION, "question", "place")
    say_where(page, "words")
    page.locator("input[name=place_way][value=postcode]").check()
    page.get_by_label("Postcode", exact=True).fill("ZZ99")
    go_on(page)
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("Enter a full postcode")
    expect(page.get_by_label("Postcode", exact=True)).to_have_value("ZZ99")
    page.locator("input[name=place_way][value=words]").check()
    expect(page.get_by_label("Where is it?")).to_have_value(PLACE)
