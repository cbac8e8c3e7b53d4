"""What people do in more than one journey: sign in, answer, follow, use the keyboard alone."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, expect

from foundation.base.roles import Role
from tests.journeys.browser import Visit
from tests.journeys.server import Service

SLUG = "lantern-row"
"""The planning application of the demo."""

CHALLENGE = "town-planning-consultation"
"""The planning challenge of the demo."""

CONSULTATION = f"/consultations/{SLUG}"
CODE = re.compile(r"\b[CDFGHJKMNPQRTVWX34679]{4}(?:-[CDFGHJKMNPQRTVWX34679]{4}){2}\b")
REF = re.compile(r"\b[CDFGHJKMNPQRTVWX34679]{4}-[CDFGHJKMNPQRTVWX34679]{4}\b")

MOST_TABS = 150

SIGNATORY = {"Full name": "Ann Example", "Address": "1 Invented Row", "Postcode": "B9 5QT"}
"""What the formal lane asks for: label → what is typed."""


def tab_to(page: Page, wanted: Locator) -> None:
    """Walk to *wanted* with the Tab key, as far as a page may reasonably be."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached with {MOST_TABS} Tabs on {page.url}")


def choose(page: Page, group: str, value: str) -> None:
    """Choose one of a group of radio buttons with the arrow keys."""
    wanted = page.locator(f'input[name={group}][value="{value}"]')
    marked = page.locator(f"input[name={group}]:checked")
    tab_to(page, (marked if marked.count() else page.locator(f"input[name={group}]")).first)
    for _ in range(page.locator(f"input[name={group}]").count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()


def press(page: Page, wanted: Locator) -> None:
    """Walk to a link or button and press Enter."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def onward(page: Page) -> None:
    """Go on to the next question, and wait until it is there."""
    before = page.url
    go_on(page)
    page.wait_for_url(lambda url: url != before)


def go_on(page: Page) -> None:
    """Press the button below a question, whatever comes of it."""
    page.get_by_role("button", name="Continue").click()


def tick(page: Page, name: str, value: str) -> None:
    """Tick a tile; its radio button lies invisibly over the words.

    A forced click waits for nothing, so it waits here until the tile lies where it will stay.
    """
    page.wait_for_load_state("load")
    page.check(f'[name="{name}"][value="{value}"]', force=True)


def begin_view(
    visit: Visit,
    consultation: str,
    view: str = "comment",
    about: str = "whole",
    *,
    formal: bool = False,
) -> Page:
    """Answer the first two questions of giving a view on a planning application."""
    page = visit.go(f"{consultation}/give-your-view")
    start = "Start" if formal else "Start an informal comment"
    page.get_by_role("button", name=start, exact=True).click()
    tick(page, "view", view)
    onward(page)
    tick(page, "about", about)
    onward(page)
    return page


def send_words(page: Page, text: str, name: str = "") -> None:
    """Answer the last questions, from the topics on, and send."""
    onward(page)
    page.get_by_label("Your words").fill(text)
    onward(page)
    past_help(page)
    onward(page)  # without photos
    if page.get_by_label("Full name").count():
        sign(page)
    else:
        page.get_by_label("Name to show").fill(name)
    onward(page)
    page.get_by_role("button", name=SEND).click()


def past_help(page: Page) -> None:
    """Go past the page that offers an answer given before, where one was given by now."""
    page.wait_for_url(re.compile("/(help|photos)$"))
    if page.url.endswith("/help"):
        onward(page)


SEND = re.compile("^Send my (formal )?comment$")


def sign(page: Page) -> None:
    """Fill in what the formal lane asks for."""
    for label, typed in SIGNATORY.items():
        page.get_by_label(label, exact=True).fill(typed)


def receipt(page: Page) -> tuple[str, str]:
    """Return reference and tracking code from the page that proves the sending."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Comment sent")
    text = page.locator("main").inner_text()
    code = CODE.search(text)
    assert code, "no tracking code"
    ref = REF.search(text.replace(code[0], ""))
    assert ref, "no reference"
    return ref[0], code[0]


def sign_in(visit: Visit, role: Role) -> Page:
    """Take a role in the demo."""
    page = visit.go("/demo")
    page.locator(f"button[name=role][value={role.value}]").click()
    page.wait_for_url(lambda url: "/demo" not in url)
    return page


def answer(page: Page, text: str, note: str) -> None:
    """Answer the comment whose page at the desk is open."""
    page.get_by_label("Public reply").fill(text)
    if page.get_by_label("What came of it").count():
        page.get_by_label("What came of it").fill(note)
    page.get_by_label("Where the facts come from").fill("Case file, page 3")
    page.get_by_role("button", name=re.compile("^(Send|Publish) the answer$")).click()
    page.wait_for_load_state()


def follow(visit: Visit, code: str) -> Page:
    """Exchange a tracking code for what came of the comment."""
    page = visit.go("/follow")
    page.get_by_label("Tracking code").fill(code)
    page.get_by_role("button", name="Show me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What happened to your comment")
    return page


def asked(service: Service, path: str) -> Any:
    """Return what a program reads at *path*."""
    with urlopen(service.url + path, timeout=10) as answer:  # noqa: S310  our own address
        return json.load(answer)
