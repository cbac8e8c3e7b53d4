"""A challenge goes from an idea to its end on each pathway; every gate refuses first.

Each gate is met in a browser, which is refused with the reason and then let through, and so is the
showcase. What lies between two gates is done by everybody's own hands in ``challenges`` and
``cohort``: the forms of the pages, fetched, filled in and sent. The clock moves with them, so the
app is served from this process. Only the Showcase pathway shows prototypes; the Direct one leads
past the money and the brief to procurement, whose gates are met there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from consultation.models.consultations import Consultation
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.departments import keep_department
from tests.clock import NOW, StandingClock
from tests.consultation.make import a_comment, a_consultation
from tests.databases import KINDS
from tests.journeys import challenges, cohort
from tests.journeys.browser import Visit, visiting
from tests.journeys.challenges import DEPARTMENT, MANAGER, OWNER, SPONSOR, Town
from tests.journeys.hands import Hand
from tests.make import a_person, an_authority
from tests.programme.make import a_programme

pytestmark = pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
"""Pages look the same whatever the database."""

CLOSED = "Not every line of this gate is met or waived. It stays closed."
CHAIR, PROCUREMENT = Role.ASSESSMENT_CHAIR, Role.PROCUREMENT_OFFICER


@dataclass(frozen=True)
class Run:
    """One challenge, what it cites, and the manager's browser at its gates."""

    town: Town
    visit: Visit
    slug: str
    code: str

    def look(self, gate: str) -> Page:
        """Open a gate as the manager, who is signed in as long as the clock stands."""
        held = self.town.of(MANAGER).client.get_cookie("session")
        assert held
        url, value = self.visit.url, held.value
        self.visit.page.context.add_cookies([{"name": "session", "value": value, "url": url}])
        return self.visit.go(f"{self.town.path}/gates/{gate}")

    def propose(self, gate: str) -> Page:
        """Propose to pass a gate."""
        page = self.look(gate)
        page.get_by_label("Pass", exact=True).check()
        page.get_by_label("Why", exact=True).first.fill("We have looked at every line.")
        page.get_by_role("button", name="Propose it").click()
        return page

    def is_refused(self, gate: str, because: str) -> None:
        """See that a gate stays closed, and why; no barrier may be on its page."""
        page = self.propose(gate)
        expect(page.locator("main")).to_contain_text(CLOSED)
        expect(page.locator("main")).to_contain_text(because)
        self.visit.wrong.clear()
        self.visit.check()

    def opens(self, gate: str, *signers: Role) -> None:
        """Pass a gate, whose signatories sign by hand."""
        expect(self.propose(gate).locator("main")).to_contain_text("Proposed: Pass")
        for role in signers:
            self.town.at(role, f"/gates/{gate}").press("Sign as")
        expect(self.look(gate).locator("main")).to_contain_text("Passed")


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The app of this process, for a browser."""
    server = make_server("localhost", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def run(
    app: Flask, session: Session, clock: StandingClock, served: str, browser: Browser
) -> Iterator[Run]:
    """An empty programme, a consultation to cite, and everybody who has a part in it."""
    council = an_authority(session)
    actor = Actor(council.id, a_person(session, council.id, MANAGER).id)
    a_programme(session, actor)
    with work(session, actor, NOW) as unit:
        keep_department(unit, DEPARTMENT)
    cited = a_consultation(session, actor)
    code = a_comment(session, actor, cited).tracking_code
    slug = session.get_one(Consultation, cited).slug
    for role in (OWNER, SPONSOR, CHAIR):
        Hand(app, role)
    with visiting(browser, served) as visit:
        yield Run(Town(app, council.id, clock, "Buses that tell"), visit, slug, code)


def test_the_showcase_pathway_leads_from_an_idea_to_shown_prototypes(run: Run) -> None:
    town = run.town
    challenges.begin(town)
    run.is_refused("g0", "Name a challenge owner in the department.")
    challenges.back(town)
    run.opens("g0", OWNER, SPONSOR)
    _release(run)
    _find_firms(run)
    cohort.firms_come(town)
    cohort.firms_build(town)
    run.is_refused("g4", "0 of 3 prototypes.")
    cohort.prototypes_are_checked(town)
    run.opens("g4", OWNER, SPONSOR)
    cohort.showcase_is_planned(town)
    cohort.everybody_votes(town, run.code)
    run.visit.page.context.clear_cookies()
    page = run.visit.go(f"{town.public}/showcase")
    expect(page.get_by_role("heading", name="What the vote came to")).to_be_visible()
    expect(page.locator("main")).to_contain_text("10:30–10:45")
    run.visit.check()


def test_the_direct_pathway_begins_with_the_money(run: Run) -> None:
    town = run.town
    challenges.begin(town)
    challenges.turn_to_the_money(town)
    run.is_refused("g5", "It must be identified or confirmed.")
    challenges.back(town)
    run.is_refused("g5", "The business case is written")
    challenges.waive(
        town,
        "/gates/g5",
        "The business case is written",
        "The options include doing nothing",
        "Each benefit is tied to a measure of success",
    )
    run.opens("g5", SPONSOR, Role.FINANCE_OFFICER)
    run.opens("g0", OWNER, SPONSOR)
    _release(run, is_direct=True)
    expect(run.visit.page.locator(".app-meta")).to_contain_text("Ready for handover")
    town.at(MANAGER).press("Take it there", after="With procurement")
    run.is_refused("g6", "The conflicts assessment is done")
    challenges.hand_over(town)
    run.opens("g6", SPONSOR, PROCUREMENT)


def _release(run: Run, *, is_direct: bool = False) -> None:
    challenges.write_brief(run.town, run.slug)
    run.is_refused("g1", "The department owner has to approve it, and procurement to check it.")
    if not is_direct:
        expect(run.visit.page.locator("main")).to_contain_text("Firms cannot answer yet")
    challenges.get_ready_for_firms(run.town)
    run.opens("g1", SPONSOR, PROCUREMENT)


def _find_firms(run: Run) -> None:
    town = run.town
    town.later(2)
    cohort.firms_answer(town)
    cohort.the_window_ends(town)
    run.is_refused("g2", "questions wait for an answer to all.")
    cohort.assessors_are_cleared(town)
    run.opens("g2", CHAIR, PROCUREMENT)
    cohort.scores_are_agreed(town)
    cohort.places_are_offered(town)
    run.is_refused("g3", "0 of 3 have accepted.")
    cohort.places_are_taken(town)
    run.opens("g3", OWNER)
