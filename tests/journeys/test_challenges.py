"""A challenge goes from an idea to its release on each pathway; every gate refuses first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from foundation.base.clock import london_day, utc_now
from foundation.base.roles import Role
from programme.rules.sections import Section
from tests.databases import KINDS
from tests.journeys.browser import Visit, visiting
from tests.journeys.people import SLUG, sign_in
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")

CLOSED = "Not every line of this gate is met or waived. It stays closed."
TODAY = london_day(utc_now())
LATER = TODAY + timedelta(days=200)
MANAGER, SPONSOR = Role.PROGRAMME_MANAGER, Role.EXECUTIVE_SPONSOR


class Walk:
    """One challenge, and everybody who takes it along."""

    def __init__(self, service: Service, browser: Browser, title: str) -> None:
        self.service, self.browser, self.title = service, browser, title
        self.path = ""

    @contextmanager
    def as_role(self, role: Role, more: str = "") -> Iterator[Page]:
        """Open a page of the challenge as somebody; no barrier may be on it."""
        with visiting(self.browser, self.service.url) as visit:
            sign_in(visit, role)
            yield visit.go(self.path + more)
            self.check(visit)

    def check(self, visit: Visit) -> None:
        visit.page.wait_for_load_state("load")
        expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
        visit.wrong = [said for said in visit.wrong if "Failed to load resource" not in said]
        visit.check()

    def begin(self) -> None:
        self.path = "/programme/challenges/new"
        with self.as_role(MANAGER) as page:
            page.get_by_label("Short title").fill(self.title)
            page.get_by_label("Question").fill("How can buses tell when they come?")
            page.get_by_label("Summary in plain English").fill("People wait, and do not know.")
            page.get_by_label("Department").select_option(label="Planning and Development")
            page.get_by_role("button", name="Save").click()
            self.path = page.url.removeprefix(self.service.url)

    def propose(self, verdict: str = "Pass", more: str = "") -> str:
        """Propose a decision as the manager; return what the page says."""
        with self.as_role(MANAGER, more) as page:
            page.get_by_label(verdict, exact=True).check()
            page.get_by_label("Why", exact=True).first.fill("We have looked at every line.")
            page.get_by_role("button", name="Propose it").click()
            return page.locator("main").inner_text()

    def sign(self, *roles: Role, more: str = "") -> None:
        for role in roles:
            with self.as_role(role, more) as page:
                page.get_by_role("button", name="Sign as").click()

    def back(self) -> None:
        """Name who stands behind it, and record the money and the days."""
        with self.as_role(MANAGER, "/people") as page:
            page.get_by_label("Challenge owner").select_option(label="Demo challenge owner")
            page.get_by_label("Executive sponsor").select_option(label="Demo executive sponsor")
            page.get_by_role("button", name="Save").click()
            page.goto(f"{self.service.url}{self.path}/terms")
            page.get_by_label("Confirmed", exact=True).check()
            page.get_by_label("A notice is published").check()
            page.get_by_role("button", name="Save").click()
            page.goto(f"{self.service.url}{self.path}/window")
            for name, days in (("opens_on", 1), ("questions_on", 30), ("closes_on", 60)):
                self.fill_day(page, name, TODAY + timedelta(days=days))
            page.get_by_role("button", name="Save").click()
        with self.as_role(SPONSOR) as page:
            page.get_by_role("button", name="Accept", exact=True).click()

    def fill_day(self, page: Page, name: str, day: date) -> None:
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            page.locator(f"#{name}-{part}").fill(str(value))

    def waive(self, *lines: str, more: str = "") -> None:
        """Ask for waivers as the manager, and let the sponsor sign them."""
        for line in lines:
            with self.as_role(MANAGER, more) as page:
                page.get_by_text("Ask for a waiver").click()
                page.get_by_label("Line", exact=True).select_option(label=line)
                page.get_by_label("Why it cannot wait").fill("It is done on paper.")
                self.fill_day(page, "ends_on", LATER)
                page.get_by_role("button", name="Ask the sponsor").click()
            with self.as_role(SPONSOR, more) as page:
                page.get_by_role("button", name="Sign the waiver").first.click()

    def write_brief(self) -> None:
        """Write twelve sections with a measure and evidence of the demo's consultation."""
        with self.as_role(MANAGER, "/words") as page:
            page.get_by_label("Consultation it can cite").fill(SLUG)
            page.get_by_role("button", name="Save").click()
        with self.as_role(Role.FACILITATOR, "/brief/measures") as page:
            page.locator("#measure-name-0").fill("Minutes waited")
            page.locator("#measure-unit-0").fill("minutes")
            page.locator("#measure-baseline-0").fill("14")
            page.get_by_role("button", name="Save the rows").click()
            page.goto(f"{self.service.url}{self.path}/brief/why")
            for kind in ("thread", "issue", "figure"):
                page.get_by_text("Add evidence").click()
                offer = page.locator(f"#key option[value^='{kind}:']").first
                page.locator("#key").select_option(value=offer.get_attribute("value"))
                page.locator("#claim").fill("People wait.")
                page.get_by_role("button", name="Cite it", exact=True).click()
                page.wait_for_load_state()
            expect(page.get_by_text("Same as when cited")).to_have_count(3)
            for section in Section:
                page.goto(f"{self.service.url}{self.path}/brief/{section.value}")
                page.get_by_label("Text of this section").fill("People wait, and do not know [1].")
                page.get_by_role("button", name="Save, it is complete").click()
                page.wait_for_load_state()
            page.goto(f"{self.service.url}{self.path}/brief")
            page.get_by_role("button", name="Send it for review").click()

    def turn_keys(self) -> None:
        with self.as_role(Role.CHALLENGE_OWNER, "/brief") as page:
            page.get_by_role("button", name="Approve this version").click()
        with self.as_role(Role.PROCUREMENT_OFFICER, "/brief") as page:
            page.get_by_role("button", name="I have checked this version").click()

    def expect_state(self, words: str) -> None:
        with self.as_role(MANAGER) as page:
            expect(page.locator(".app-meta")).to_contain_text(words)

    def release(self) -> None:
        """Open gate 1, which first refuses."""
        assert CLOSED in self.propose()
        self.turn_keys()
        with self.as_role(MANAGER) as page:
            page.get_by_role("button", name="Open the register").click()
        assert CLOSED in self.propose()
        self.waive("Criteria and weights are frozen")
        assert "Proposed: Pass" in self.propose()
        self.sign(SPONSOR, Role.PROCUREMENT_OFFICER)


def test_the_showcase_pathway_leads_to_a_released_challenge(
    service: Service, browser: Browser
) -> None:
    walk = Walk(service, browser, "Buses that tell")
    walk.begin()
    assert CLOSED in walk.propose()
    walk.back()
    assert "Proposed: Pass" in walk.propose()
    walk.sign(Role.CHALLENGE_OWNER, SPONSOR)
    walk.expect_state("Being defined")
    walk.write_brief()
    walk.release()
    walk.expect_state("Open to firms")
    with visiting(browser, service.url, "phone") as visit:
        page = visit.go("/challenges/buses-that-tell")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "How can buses tell when they come?"
        )
        expect(page.get_by_text("Criteria and weights are frozen")).to_be_visible()
        visit.check()


def test_the_direct_pathway_begins_with_the_money(service: Service, browser: Browser) -> None:
    walk = Walk(service, browser, "Trams that tell")
    walk.begin()
    with walk.as_role(MANAGER) as page:
        page.get_by_text("Change to the direct pathway").click()
        page.locator("#pathway_reason").fill("The money is there already.")
        page.get_by_role("button", name="Change the pathway").click()
        page.get_by_label("Take it to").select_option(label="Business case")
        page.get_by_role("button", name="Take it there").click()
    assert CLOSED in walk.propose(more="/gates/g5")
    walk.back()
    assert CLOSED in walk.propose(more="/gates/g5")
    walk.waive(
        "The business case is written",
        "The options include doing nothing",
        "Each benefit is tied to a measure of success",
        more="/gates/g5",
    )
    assert "Proposed: Pass" in walk.propose(more="/gates/g5")
    walk.sign(SPONSOR, Role.FINANCE_OFFICER, more="/gates/g5")
    walk.expect_state("Business case")
    assert "Proposed: Pass" in walk.propose(more="/gates/g0")
    walk.sign(Role.CHALLENGE_OWNER, SPONSOR, more="/gates/g0")
    walk.expect_state("Being defined")
    walk.write_brief()
    walk.release()
    walk.expect_state("Ready for handover")
