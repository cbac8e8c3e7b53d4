"""The keyboard: every stop can be seen, and the main action of a page is one of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from foundation.base.roles import Role
from tests.databases import KINDS
from tests.journeys.browser import Visit, visiting
from tests.journeys.people import CONSULTATION, SLUG, asked, sign_in, tab_to
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")
"""Pages look the same whatever the database."""

ACTIONS: dict[str, tuple[Role | None, str]] = {
    "/": (None, f"main a[href='{CONSULTATION}']"),
    "/consultations": (None, f"main a[href='{CONSULTATION}']"),
    CONSULTATION: (None, "main a[role=button]"),
    f"{CONSULTATION}/give-your-view": (None, "form[method=post] button[type=submit]"),
    "/follow": (None, "form[method=post] button[type=submit]"),
    "/near": (None, "main form button[type=submit]"),
    "/sign-in": (None, "form[method=post] button[type=submit]"),
    "/demo": (None, "button[value=planner]"),
    "/desk/comments": (Role.PLANNER, "main table a"),
    "/desk/comments/<ref>": (Role.PLANNER, ".app-answer button[type=submit]"),
    "/desk/consultations/new": (Role.CONSULTATION_OFFICER, "main form button"),
    "/desk/<slug>/entries/new/paper": (Role.CONSULTATION_OFFICER, "button[name=next]"),
    "/desk/consultations/<slug>/import": (Role.CONSULTATION_OFFICER, "main form button"),
    "/desk/consultations/<slug>/sessions/new": (Role.CONSULTATION_OFFICER, "main form button"),
    "/desk/settings": (Role.AUTHORITY_ADMIN, "form[method=post] button[type=submit]"),
}
"""Page → who uses it, and what they came to press."""

MOST_STOPS = 200

SEEN = """element => {
    const beside = [element.nextElementSibling, element.parentElement, element.closest("label")];
    return [element, ...beside].filter(Boolean).some(one => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
            || style.boxShadow !== "none";
    });
}"""
"""Whether a ring or a shadow tells where the focus is: on the element, its label or its box."""

WHERE = (
    """element => `${element.outerHTML.slice(0, 120)} at ${element.getBoundingClientRect().top}`"""
)


@pytest.mark.parametrize("path", ACTIONS)
def test_each_stop_is_seen_and_one_is_the_main_action(
    service: Service, browser: Browser, path: str
) -> None:
    role, action = ACTIONS[path]
    with visiting(browser, service.url) as visit:
        if role:
            sign_in(visit, role)
        page = visit.go(path.replace("<slug>", SLUG).replace("<ref>", a_ref(service)))
        walk(page)
        page.reload()
        tab_to(page, page.locator(action).first)


def a_ref(service: Service) -> str:
    listed = asked(service, f"/api/v1{CONSULTATION}/comments?status=received")
    return str(listed["features"][0]["properties"]["ref"])


def walk(page: Page) -> None:
    """Go from stop to stop until the page is left; each has to show that it is one."""
    page.locator("body").press("Tab")
    for _ in range(MOST_STOPS):
        stop = page.locator(":focus")
        if stop.count() == 0 or stop.evaluate("element => element === document.body"):
            return
        assert stop.evaluate(SEEN), f"no focus to be seen on {stop.evaluate(WHERE)}"
        expect(stop).to_be_in_viewport()
        page.keyboard.press("Tab")
    raise AssertionError(f"{page.url} has more than {MOST_STOPS} stops")


def test_groups_on_the_map_open_by_keyboard_and_lead_to_the_list(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url) as visit:
        page = visit.go(CONSULTATION)
        page.locator("#map").scroll_into_view_if_needed()
        expect(page.locator("#map")).to_have_attribute("data-ready", "")
        open_a_pin(page)
        popup = page.locator(".leaflet-popup-content")
        expect(popup).to_be_visible()
        popup.get_by_role("link").first.press("Enter")
        page.wait_for_url(lambda url: "#c-" in url or "/comments/" in url)


def open_a_pin(page: Page) -> None:
    """Open groups by Enter until a pin or a group that does not part any more gives its popup."""
    for _ in range(12):
        if page.locator(".leaflet-popup-content").count():
            return
        pin = page.locator("#map .app-pin")
        target = pin.first if pin.count() else page.locator("#map .app-cluster").first
        target.press("Enter")
        expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)


def test_a_comment_from_right_to_left_keeps_its_direction(
    service: Service, browser: Browser
) -> None:
    text = "نحتاج إلى مزيد من الأشجار. (Trees!)"
    with visiting(browser, service.url, "phone") as visit:
        posted = visit.page.request.post(f"/api/v1{CONSULTATION}/comments", data={"text": text})
        ref = posted.json()["ref"]
        for path in (f"/comments/{ref}", CONSULTATION):
            words = shown(visit, path, ref)
            assert words == ["rtl", "right"], path


def shown(visit: Visit, path: str, ref: str) -> list[str]:
    """Return in which direction a comment runs, and on which side it begins."""
    page = visit.go(path)
    if path == CONSULTATION:
        page.get_by_role("button", name="List").click()
    words = page.locator(f"#c-{ref} .app-card__text")
    expect(words).to_be_visible()
    found: list[str] = words.evaluate(
        """element => {
            const range = document.createRange();
            range.selectNodeContents(element.querySelector("p") ?? element);
            const line = range.getBoundingClientRect(), box = element.getBoundingClientRect();
            const side = line.left - box.left > box.right - line.right ? "right" : "left";
            return [getComputedStyle(element).direction, side];
        }"""
    )
    return found
