"""Every page there is, at both sizes: no barrier, no sideways scroll, no other host, no error."""

from __future__ import annotations

from functools import cache

import pytest
from playwright.sync_api import Browser, Page, expect

from foundation.base.roles import Role
from tests.databases import KINDS
from tests.journeys.browser import DESKTOP, Visit, visiting
from tests.journeys.pages import ADMIN, MANAGER, MORE, PAGES
from tests.journeys.people import CHALLENGE, SLUG, asked, sign_in
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")
"""Pages look the same whatever the database."""


LISTED = {
    "<uuid:person_id>": (
        ADMIN,
        "/desk/people",
        "main a[href^='/desk/people/']:not([href$=invite])",
    ),
    "<uuid:prototype_id>": (
        MANAGER,
        "/programme/cohort/showcase",
        "main a[href^='/programme/prototypes/']",
    ),
    "<uuid:seat_id>": (MANAGER, "/programme/cohort", "main a[href^='/programme/cohort/seats/']"),
    "<uuid:session_id>": (
        MANAGER,
        "/programme/cohort",
        "main a[href^='/programme/cohort/sessions/']",
    ),
    "<uuid:assignment_id>": (Role.ASSESSOR, "/programme/assessing", ".app-mine a"),
    "<uuid:workshop_id>": (MANAGER, "/programme/workshops", "main .app-rows a"),
    "<uuid:referral_id>": (Role.RESPONDER, "/desk/referrals", "main table a"),
    "<uuid:match_id>": (Role.SME_MEMBER, "/firm", "main a[href^='/firm/offers/']"),
}
"""Part of a rule → who finds such a thing on which list."""


@cache
def signed_in(service: Service, browser: Browser, role: Role) -> dict[str, object]:
    """Return what a browser keeps of somebody who has signed in."""
    with visiting(browser, service.url) as visit:
        sign_in(visit, role)
        return dict(visit.page.context.storage_state())


@cache
def address(service: Service, browser: Browser, rule: str) -> str:
    """Return the address of a page with the names of the demo."""
    for part, (role, path, link) in LISTED.items():
        if part in rule:
            state = signed_in(service, browser, role)
            with visiting(browser, service.url, storage_state=state) as visit:
                href = str(visit.go(path).locator(link).first.get_attribute("href"))
                return href + rule.partition(part)[2]
    first = asked(service, f"/api/v1/consultations/{SLUG}/comments?status=answered")["features"][0]
    ref = first["properties"]["ref"]
    rule = rule.replace("<int:number>", "1").replace("<part>", "topic:light")
    rule = rule.replace("<gate>", "g1").replace("<notice>", "uk2").replace("<section>", "why")
    rule = rule.replace("<kpi>", "KPI-4")
    rule = rule.replace("<channel>", "paper")
    if rule.startswith(("/programme/", "/challenges/")):
        rule = rule.replace("<slug>", CHALLENGE)
    return rule.replace("<slug>", SLUG).replace("<ref>", ref).replace("<token>", "some-token")


@pytest.mark.parametrize(("rule", "role"), [*PAGES.items(), *MORE.items()])
def test_a_page_has_no_barrier(
    service: Service, browser: Browser, rule: str, role: Role | None
) -> None:
    kept = {"storage_state": signed_in(service, browser, role)} if role else {}
    with visiting(browser, service.url, "phone", **kept) as visit:
        page = visit.go(address(service, browser, rule))
        forgive_the_refusal(visit)
        visit.check()
        page.set_viewport_size({"width": 320, "height": 256})
        assert visit.too_wide() <= 0, f"{page.url} is too wide at 400 % zoom"
        page.set_viewport_size(DESKTOP)
        visit.check()
        skip_to_main(page)


def forgive_the_refusal(visit: Visit) -> None:
    """A browser writes to its console that a page was refused; here that is meant."""
    visit.wrong = [said for said in visit.wrong if "Failed to load resource" not in said]


def skip_to_main(page: Page) -> None:
    """The first stop of the Tab key leads past the navigation."""
    if page.locator(".govuk-skip-link").count() == 0:
        return
    page.locator("body").press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    expect(page.locator(".govuk-skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()
