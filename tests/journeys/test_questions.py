"""Questions are built by an officer and answered by a resident, at both sizes."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from foundation.base.roles import Role
from tests.journeys.browser import visiting
from tests.journeys.people import sign_in
from tests.journeys.server import Service

DRAFT = "/desk/consultations/bus-shelters-draft/questions"


def add(page: Page, kind: str, words: str, choices: tuple[str, ...] = (), **more: str) -> None:
    page.get_by_role("button", name=kind).click()
    page.fill("#words", words)
    for number, choice in enumerate(choices, 1):
        if not page.locator(f"#choice-{number}").count():
            page.get_by_role("button", name="Add a").first.click()
        page.fill(f"#choice-{number}", choice)
    for field, text in more.items():
        page.fill(f"#{field}", text)
    page.get_by_role("button", name="Save question").last.click()


def test_an_officer_builds_questions_and_tries_them(service: Service, browser: Browser) -> None:
    with visiting(browser, service.url) as visit:
        sign_in(visit, Role.CONSULTATION_OFFICER)
        page = visit.go(DRAFT)
        page.check("text=Comment, and answer our questions")
        page.get_by_role("button", name="Save").click()
        add(page, "Pick one", "How often do you take the bus?", ("Daily", "Weekly", "Never"))
        add(page, "Share out money", "Share it out", ("Roofs", "Lights"), total="340,000")
        add(page, "Put in order", "What comes first?", ("Schools", "Shops"))
        visit.check()
        page.get_by_role("button", name="Move up question 3").click()
        page.get_by_role("link", name="Edit question 3").click()
        visit.check()
        page.set_viewport_size({"width": 390, "height": 844})
        visit.check()
        page.get_by_role("link", name="Cancel").click()
        page.get_by_role("link", name="Remove question 2").click()
        visit.check()
        page.get_by_role("button", name="Remove it").click()
        page.get_by_role("link", name="Add a section").click()
        visit.check()
        visit.go(f"{DRAFT}/try")
        page.get_by_role("button", name="Continue").click()
        page.fill("#q2-c1", "200,000")
        page.locator("[data-left]", has_text="£140,000 left").wait_for()
        visit.check()
