"""The pages of who was heard: from released figures alone, with no small number on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from shapely.geometry import MultiPolygon, box
from sqlalchemy.orm import Session

from consultation.commands.reach.asked import choose_traits
from consultation.commands.reach.pulse import publish_pulse
from consultation.commands.reach.releases import publish_figures
from consultation.queries.report import waiting_papers
from consultation.rules.reach.pulse import Feeling, Pulse
from consultation.rules.reach.snapshots import EVERYBODY, Snapshot
from consultation.rules.reach.traits import Trait
from consultation.rules.report import Paper
from consultation.web.report_paper import paper_of
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from geo.commands.wards import keep_wards
from geo.rules.wards import WardRecord
from tests.clock import NOW
from tests.conftest import at_most
from tests.html import ReadingClient

SLUG = "a-greener-high-street"
WARD_FIGURES = {"A1": 60, "B2": 25, "C3": None, "elsewhere": None}


@pytest.fixture
def released(session: Session, actor: Actor, consultation: UUID) -> UUID:
    """Figures of three wards, one of them too small to show, and how it was to take part."""
    figures: dict[tuple[str, str], int | None] = {EVERYBODY: 100, ("ward", ""): 90}
    figures |= {("ward", code): figure for code, figure in WARD_FIGURES.items()}
    wards = [
        WardRecord(
            code,
            f"{code} Ward",
            MultiPolygon([box(-1.9 + at / 10, 52.4, -1.8 + at / 10, 52.5)]),
            (-1.85 + at / 10, 52.45),
            residents=10_000,
        )
        for at, code in enumerate(("A1", "B2", "C3"))
    ]
    with work(session, actor, NOW) as unit:
        keep_wards(unit, wards, source="Drawn for tests", approximate=True)
        choose_traits(unit, consultation, {Trait.WARD: "To see where people live."})
        publish_figures(unit, consultation, 1, Snapshot(figures, {}, 120))
        publish_pulse(unit, consultation, Pulse.EASY, Feeling(40, 65), NOW.date())
    return consultation


@pytest.mark.usefixtures("released")
def test_wards_are_drawn_for_everybody_and_small_ones_are_not_told(client: ReadingClient) -> None:
    with at_most(16):
        page = client.get(f"/consultations/{SLUG}/who-we-heard").text
    assert len(re.findall(r'<path class="ward ward--\w+"', page)) == 3
    assert 'class="ward ward--none"' in page
    assert "6" in page
    assert "too few to show, or not known" in page
    assert "65%" in page


@pytest.mark.usefixtures("released")
def test_officers_have_a_map_that_moves_and_residents_do_not(
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    session: Session,
    actor: Actor,
) -> None:
    council = session.get_one(Authority, actor.authority_id)
    officer = client_for(Role.CONSULTATION_OFFICER, authority=council)
    assert f"/reach/{SLUG}/map" in officer.get(f"/reach/{SLUG}").text
    frame = officer.get(f"/reach/{SLUG}/map")
    assert "A1 Ward" in frame.text
    assert "nonce-" in frame.headers["Content-Security-Policy"]
    assert client.get(f"/reach/{SLUG}/map").status_code in {302, 303, 401, 403}


@pytest.mark.usefixtures("released")
def test_the_extract_on_equality_names_what_was_not_asked_and_is_printed_with_all_figures(
    client_for: Callable[..., ReadingClient], session: Session, actor: Actor
) -> None:
    council = session.get_one(Authority, actor.authority_id)
    officer = client_for(Role.CONSULTATION_OFFICER, authority=council)
    page = officer.get(f"/reach/{SLUG}/equality").text
    assert page.count("Not asked. This consultation can say nothing about it.") == 12
    assert re.search(r"Under-heard:</strong>\s+C3 Ward", page)
    assert officer.get(f"/reach/{SLUG}/equality/heard.pdf").status_code == 404
    assert officer.post(f"/reach/{SLUG}/equality/pdf").status_code == 303
    assert "A PDF is being made" in officer.get(f"/reach/{SLUG}/equality").text
    [waiting] = waiting_papers(session)
    assert waiting.paper is Paper.HEARD
    with pikepdf.open(BytesIO(paper_of(waiting))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) >= 2


def test_the_officers_report_says_who_is_missing(
    session: Session, actor: Actor, client_for: Callable[..., ReadingClient], released: UUID
) -> None:
    fewer = {EVERYBODY: 100, ("ward", ""): 90, ("ward", "A1"): 70, ("ward", "B2"): 15}
    with work(session, actor, NOW) as unit:
        publish_figures(unit, released, 2, Snapshot(fewer, {}, 120))
    page = client_for(Role.PLANNER).get(f"/desk/{SLUG}/report/page").text
    assert "About 100 people answered questions about themselves" in page
    assert "Ward: under-heard are B2 Ward (17% of answers, 33% of residents)" in page
    assert "C3 Ward" not in page


def test_a_report_without_such_questions_says_that_it_cannot_tell(
    client_for: Callable[..., ReadingClient], consultation: UUID
) -> None:
    assert consultation
    page = client_for(Role.PLANNER).get(f"/desk/{SLUG}/report/page").text
    assert "it cannot say which groups are missing" in page
