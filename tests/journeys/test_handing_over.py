"""Four people at a handover: procurement, finance, an auditor and a funder."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import create_engine, text

from foundation.base.chain_check import faults_in
from foundation.base.roles import Role
from tests.databases import KINDS
from tests.journeys.browser import SIZES, Visit, visiting
from tests.journeys.people import CHALLENGE, sign_in
from tests.journeys.server import Service

pytestmark = [
    pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session"),
    pytest.mark.parametrize("size", SIZES),
]
"""Pages look the same whatever the database."""

HERE = f"/programme/challenges/{CHALLENGE}"
FIGURES = "/programme/figures"
SAID = ("case", "fairness", "prototype", "manager")
"""Items of the pack that a person says in words."""


def test_procurement_fills_the_pack_and_answers_what_was_sealed(
    service: Service, browser: Browser, size: str
) -> None:
    _stand(service, "business_case")
    with visiting(browser, service.url, size) as visit:
        page = sign_in(visit, Role.PROCUREMENT_OFFICER)
        visit.go(f"{HERE}/case")
        visit.go(f"{HERE}/notices")
        expect(page.locator("main")).to_contain_text(re.compile("UK[0-9]"))
        _assess_conflicts(visit)
        _fill(visit)
    _stand(service, "handover")
    with visiting(browser, service.url, size) as visit:
        page = sign_in(visit, Role.PROGRAMME_MANAGER)
        visit.go(f"{HERE}/handover")
        page.get_by_role("button", name="Seal the pack").click()
        expect(page.locator("main")).to_contain_text("Sealed on")
    with visiting(browser, service.url, size) as visit:
        page = sign_in(visit, Role.PROCUREMENT_OFFICER)
        visit.go(f"{HERE}/handover")
        page.get_by_role("button", name="Return it").click()
        _check_refusal(visit)
        page.get_by_label("Reasons, if you return it").fill("The costs lack a date.")
        page.get_by_role("button", name="Return it").click()
        expect(page.locator("main")).to_contain_text("The costs lack a date.")
        visit.check()


def _assess_conflicts(visit: Visit) -> None:
    """Enter a day on the route, beside the first lawful day of each step."""
    page = visit.go(f"{HERE}/route")
    expect(page.locator(".app-lawful")).to_contain_text("The first lawful contract date today is")
    page.select_option("#step", "conflicts")
    page.locator("input[name=clock][value=done]").check()
    _today(page, "day")
    page.get_by_role("button", name="Save the day").click()
    page.wait_for_load_state()
    visit.check()


def _fill(visit: Visit) -> None:
    """Say what the pack lacks; sealing is refused as long as something does."""
    page = visit.go(f"{HERE}/handover")
    for item in SAID:
        page.select_option("#item", item)
        page.fill("#words", "Invented, for this walk through the pack.")
        page.get_by_role("button", name="Save").click()
        page.wait_for_load_state()
    page.get_by_role("button", name="Check the chain now").click()
    expect(page.locator("main")).to_contain_text("The chain holds")
    page.get_by_role("button", name="Seal the pack").click()
    expect(page.locator("main")).to_contain_text("A gate before the handover is open.")
    _check_refusal(visit)


def _stand(service: Service, state: str) -> None:
    """Let the challenge stand in front of gate 5, or behind it, as the demo does not."""
    engine = create_engine(service.env["DATABASE_URL"])
    with engine.begin() as connection:
        stands = text("UPDATE challenge SET state = :state WHERE slug = :slug")
        connection.execute(stands, {"state": state, "slug": CHALLENGE})
    engine.dispose()


def test_finance_notes_a_reading_keeps_figures_and_a_funder_takes_the_return(
    service: Service, browser: Browser, size: str
) -> None:
    with visiting(browser, service.url, size) as visit:
        sign_in(visit, Role.FINANCE_OFFICER)
        _note_reading(visit, f"Firms that innovate, from a {size}")
        day = _keep_figures(visit)
    with visiting(browser, service.url, size) as visit:
        page = sign_in(visit, Role.GOVERNANCE_LEAD)
        visit.go(f"{FIGURES}/kept/{day}")
        page.get_by_role("button", name="Sign these figures").click()
        expect(page.locator("body")).to_contain_text("Signed by")
    with visiting(browser, service.url, size) as visit:
        page = sign_in(visit, Role.FUNDER)
        visit.go(FIGURES)
        expect(page.locator("main")).to_contain_text("21 of 528")
        visit.go(f"{FIGURES}/kept/{day}")
        visit.check()
        with page.expect_download() as paper:
            page.get_by_role("link", name="Return for BETTER (PDF)").click()
        assert Path(paper.value.path()).read_bytes().startswith(b"%PDF")
        visit.go("/challenges/register")
        visit.check()


def _note_reading(visit: Visit, words: str) -> None:
    """Note a reading; what was typed stays where a part of it cannot be."""
    page = visit.go(f"{FIGURES}/readings")
    page.get_by_label("What was counted").fill(words)
    page.get_by_label("Value").fill("lots")
    _today(page, "read_on")
    page.get_by_role("textbox", name="Source").fill("Invented survey")
    page.get_by_role("button", name="Note it").click()
    expect(page.locator("main")).to_contain_text("whole number")
    _check_refusal(visit)
    page.get_by_label("Value").fill("200")
    page.get_by_role("button", name="Note it").click()
    expect(page.locator("main")).to_contain_text("It does not count yet.")
    visit.check()


def _keep_figures(visit: Visit) -> str:
    """Keep the figures of today; return the day in their address."""
    page = visit.go(FIGURES)
    page.get_by_role("button", name=re.compile("^Keep the figures of")).click()
    expect(page.locator("body")).to_contain_text("Not yet signed by a second person.")
    return page.url.rsplit("/", 1)[1].split("?")[0]


def test_an_auditor_reads_the_chain_and_checks_its_extract(
    service: Service, browser: Browser, size: str, tmp_path: Path
) -> None:
    service.flask("jobs", "run", "--once")
    with visiting(browser, service.url, size) as visit:
        page = sign_in(visit, Role.AUDITOR)
        visit.go(f"{HERE}/chain")
        visit.check()
        visit.go(f"{HERE}/handover")
        visit.check()
        with page.expect_download() as sent:
            page.get_by_role("link", name="Audit extract (ZIP)").click()
        with zipfile.ZipFile(sent.value.path()) as archive:
            archive.extractall(tmp_path)
    folder = tmp_path / f"{CHALLENGE}-audit"
    assert faults_in(folder) == []
    events = folder / "audit-events.csv"
    events.write_text(events.read_text("utf-8-sig").replace("idea", "defining", 1), "utf-8")
    assert faults_in(folder)


def _check_refusal(visit: Visit) -> None:
    """Check a page whose status says that something was refused; browsers log that as an error."""
    visit.page.wait_for_load_state()
    visit.wrong = [said for said in visit.wrong if "Failed to load resource" not in said]
    visit.check()


def _today(page: Page, name: str) -> None:
    for part, typed in (("day", "1"), ("month", "9"), ("year", "2026")):
        page.fill(f"#{name}-{part}", typed)
