"""The main job: a comment at a place, an answer, and an author who sees what came of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from foundation.base.roles import Role
from tests.journeys.browser import Visit, visiting
from tests.journeys.people import (
    CONSULTATION,
    SEND,
    SIGNATORY,
    SLUG,
    answer,
    asked,
    choose,
    follow,
    press,
    receipt,
    sign_in,
    tab_to,
)
from tests.journeys.server import Service

WORDS = "The crossing here is dark in winter. Please add a light."
ANSWER = "Yes. We will ask for a lamp at this crossing."
NOTE = "A lamp is now a condition of the plan."
HINT = "1 new comment – show"


def give_view_by_keyboard(visit: Visit) -> tuple[str, str]:
    """Point at a place and send a formal comment, all by keys."""
    page = start_by_keyboard(visit)
    choose(page, "view", "support_with_changes")
    go_on(visit)
    choose(page, "about", "place")
    go_on(visit)
    choose(page, "place_way", "map")
    point_at_a_place(page)
    go_on(visit)
    tab_to(page, page.get_by_label("Light", exact=True))
    page.keyboard.press("Space")
    go_on(visit)
    tab_to(page, page.get_by_label("Your words"))
    page.keyboard.type(WORDS)
    go_on(visit)
    go_on(visit)
    sign_by_keyboard(page)
    go_on(visit)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check what will be published")
    change_lane_and_back(visit)
    expect(page.locator(".app-mirror")).to_contain_text(WORDS)
    visit.check()
    press(page, page.get_by_role("button", name=SEND))
    page.wait_for_url("**/sent")
    expect(page.locator("#lane")).to_contain_text("This is a formal comment.")
    visit.check()
    return receipt(page)


def start_by_keyboard(visit: Visit) -> Page:
    """Go from the front page to the first question."""
    page = visit.go("/")
    press(page, page.locator(f"main a[href='{CONSULTATION}']").first)
    page.wait_for_url(f"**{CONSULTATION}")
    press(page, page.get_by_role("button", name="Give your view").first)
    page.wait_for_url("**/give-your-view")
    visit.check()
    press(page, page.get_by_role("button", name="Start", exact=True))
    return page


def sign_by_keyboard(page: Page) -> None:
    """Give name and address; with Enter in a field one goes on and does not change the lane."""
    for label, typed in SIGNATORY.items():
        tab_to(page, page.get_by_label(label, exact=True))
        page.keyboard.type(typed)


def change_lane_and_back(visit: Visit) -> None:
    """Try the informal lane from the check page; what was typed is there again after it."""
    page = visit.page
    press(page, page.get_by_role("button", name="Make it an informal comment instead"))
    page.wait_for_url("**/details?change=1")
    visit.check()
    press(page, page.get_by_role("button", name="Make it a formal comment"))
    name = page.get_by_label("Full name")
    expect(name).to_have_value(SIGNATORY["Full name"])
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/check")


def go_on(visit: Visit) -> None:
    """Look at a question with care, and go on to the next."""
    visit.check()
    before = visit.page.url
    press(visit.page, visit.page.get_by_role("button", name="Continue"))
    visit.page.wait_for_url(lambda url: url != before)


def point_at_a_place(page: Page) -> None:
    """Move the map below the cross with the arrow keys, and use the spot."""
    picker = page.locator("[data-behaviour=place_picker]")
    chosen = page.locator("[data-status]")
    expect(picker).to_have_attribute("data-ready", "")
    expect(chosen).to_have_text("No place chosen yet.")
    tab_to(page, picker.locator("[data-map]"))
    for key in ("ArrowRight", "ArrowUp", "+"):
        page.keyboard.press(key)
    press(page, page.get_by_role("button", name="Use this spot"))
    expect(chosen).to_have_text(re.compile(r"^Spot chosen, in Bordesley Green\.$"))


def test_a_comment_is_left_answered_and_followed(service: Service, browser: Browser) -> None:
    with (
        visiting(browser, service.url, "phone") as author,
        visiting(browser, service.url) as reader,
        visiting(browser, service.url) as planner,
    ):
        reading = watch(reader, CONSULTATION)
        ref, code = give_view_by_keyboard(author)
        see_it_come(reading, ref)
        reader.check()

        its_page = watch(author, f"/comments/{ref}")
        expect(its_page.locator("main")).to_contain_text("Received")
        desk = sign_in(planner, Role.PLANNER)
        planner.go(f"/desk/comments/{ref}")
        answer(desk, ANSWER, NOTE)
        planner.check()
        see_the_answer_come(its_page)
        author.check()

        read_the_fate(follow(author, code))
        author.check()
        programs_know(service, ref)


def watch(visit: Visit, path: str) -> Page:
    """Open a page and wait until it listens for changes."""
    page = visit.go(path)
    expect(page.locator("[data-behaviour=live]")).to_have_attribute("data-live-by", "socket")
    return page


def see_it_come(page: Page, ref: str) -> None:
    """See the hint; nothing moves until it is asked for."""
    hint = page.get_by_role("status").get_by_role("button", name=HINT)
    expect(hint).to_be_visible(timeout=15_000)
    expect(page.locator(f"#c-{ref}")).to_have_count(0)
    hint.click()
    expect(page.locator(f"#c-{ref}")).to_contain_text(WORDS)
    expect(page.get_by_role("button", name=HINT)).to_have_count(0)


def see_the_answer_come(page: Page) -> None:
    hint = page.get_by_role("status").get_by_role("button", name="1 new reply – show")
    expect(hint).to_be_visible(timeout=15_000)
    assert ANSWER not in page.locator("main").inner_text()
    hint.click()
    main = page.locator("main")
    expect(main).to_contain_text(ANSWER)
    expect(main).to_contain_text("Council reply")
    expect(main).to_contain_text("Answered")
    expect(main).not_to_contain_text("Received")


def read_the_fate(page: Page) -> None:
    """Read each step with its day, oldest first, and the answer."""
    steps = page.locator("main").inner_text()
    places = [steps.index(words) for words in ("Received", "Being looked into", ANSWER)]
    assert places == sorted(places)
    for words in (WORDS, NOTE, "The council has answered you."):
        assert words in steps
    today = page.evaluate(
        "new Date().toLocaleDateString('en-GB', "
        "{day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London'})"
    )
    assert steps.count(today) >= 3


def programs_know(service: Service, ref: str) -> None:
    """Find the comment where programs and the map look."""
    feature = asked(service, f"/api/v1/comments/{ref}")
    assert feature["geometry"]["type"] == "Point"
    assert (feature["properties"]["text"], feature["properties"]["status"]) == (WORDS, "answered")
    points = asked(service, f"{CONSULTATION}/map.json")["points"]
    ((_, lon, lat, mark, _topic),) = [point for point in points if point[0] == ref]
    assert [round(lon, 5), round(lat, 5)] == [
        round(part, 5) for part in feature["geometry"]["coordinates"]
    ]
    assert mark == "support_with_changes"


def test_the_comment_is_a_pin_on_the_map_that_leads_to_the_list(
    service: Service, browser: Browser
) -> None:
    with visiting(browser, service.url, "phone") as visit:
        page = visit.go(CONSULTATION)
        page.locator("#map").scroll_into_view_if_needed()
        expect(page.locator("#map")).to_have_attribute("data-ready", "")
        expect(page.locator("#map .app-cluster, #map .app-pin").first).to_be_visible()
        visit.check()
        page.get_by_role("button", name="List").click()
        link = page.get_by_role("link", name="Show on map").first
        ref = link.get_attribute("data-show-on-map")
        link.click()
        popup = page.locator(".leaflet-popup-content")
        expect(popup).to_be_visible()
        visit.check()
        popup.get_by_role("link").first.press("Enter")
        expect(page.locator(f"#c-{ref}")).to_be_in_viewport()


def test_without_sockets_the_page_asks_now_and_then(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url) as visit:
        visit.page.route("**/socket.io/**", no_socket)
        visit.page.clock.install()
        page = visit.go(CONSULTATION)
        page.clock.run_for(5_000)
        ref = post_as_a_program(page)
        expect(page.get_by_role("button", name=HINT)).to_have_count(0)
        page.clock.run_for(31_000)
        hint = page.get_by_role("status").get_by_role("button", name=HINT)
        expect(hint).to_be_visible()
        hint.click()
        expect(page.locator(f"#c-{ref}")).to_contain_text("Said by a program.")
        visit.check()


def no_socket(route: Route) -> None:
    route.abort("aborted")


def post_as_a_program(page: Page) -> str:
    answer = page.request.post(
        f"/api/v1/consultations/{SLUG}/comments", data={"text": "Said by a program."}
    )
    assert answer.status == 201, answer.text()
    return str(answer.json()["ref"])


@pytest.mark.parametrize("width", [320, 390])
def test_the_action_is_one_tap_away_on_a_phone(
    service: Service, browser: Browser, width: int
) -> None:
    with visiting(browser, service.url, "phone") as visit:
        visit.page.set_viewport_size({"width": width, "height": 844})
        page = visit.go(CONSULTATION)
        expect(page.get_by_role("button", name="Give your view").first).to_be_in_viewport()
        page.locator("#comments").scroll_into_view_if_needed()
        expect(page.locator(".app-sticky a")).to_be_in_viewport()
