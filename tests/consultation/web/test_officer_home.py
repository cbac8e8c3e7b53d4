"""The desk tells an officer what to do, and adds up what it cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.officer_time import OfficerTime
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.officer_time import Part
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.clock import NOW
from tests.conftest import at_most
from tests.consultation.make import a_comment, a_consultation
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient

Browsers = Callable[..., ReadingClient]
SLUG = "a-greener-high-street"
TIME = "/desk/time"


def test_the_desk_says_what_waits_and_where(
    session: Session, client_for: Browsers, actor: Actor
) -> None:
    a_consultation(session, actor, ConsultationStatus.AWAITING_SIGN_OFF, title="A park")
    then = NOW - timedelta(days=60)
    made = a_consultation(session, actor, opens_at=then)
    for number in range(3):
        a_comment(session, actor, made, f"Tree {number}.", now=then + timedelta(days=1))
    with at_most(20):
        page = client_for(Role.CONSULTATION_OFFICER).get("/desk")
    assert "Answer 3 comments that are overdue" in text_of(page)
    assert "Sign it off, or send it back" in text_of(page)
    assert f"show=overdue&amp;consultation={SLUG}" in page.text


def test_who_has_no_consultations_finds_links_alone(client_for: Browsers, actor: Actor) -> None:
    for role in (Role.AUTHORITY_ADMIN, Role.APPLICANT, Role.RESIDENT):
        assert "What needs you today" not in text_of(client_for(role).get("/desk"))


def test_looks_at_the_desk_add_up_by_day_and_part_and_name_nobody(
    session: Session, client_for: Browsers, actor: Actor, consultation: UUID
) -> None:
    planner, officer = client_for(Role.PLANNER), client_for(Role.CONSULTATION_OFFICER)
    for browser, part, seconds in (
        (planner, "desk", "40"),
        (officer, "desk", "20"),
        (officer, "entry", "9000"),
    ):
        given = {"part": part, "seconds": seconds, "consultation": SLUG}
        assert browser.post(TIME, data=given).status_code == 204
    assert planner.post(TIME, data={"part": "desk", "seconds": "7"}).status_code == 204
    rows = session.scalars(select(OfficerTime)).all()
    assert {(row.about_id, row.part, row.screens, row.seconds) for row in rows} == {
        (consultation, Part.DESK, 2, 60),
        (consultation, Part.ENTRY, 1, 600),
        (actor.authority_id, Part.DESK, 1, 7),
    }
    page = text_of(officer.get("/desk"))
    assert "1 minute, 3 screens" in page
    assert "10 minutes, 1 screen" in page


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 400),
        ({"part": "tea", "seconds": "5"}, 400),
        ({"part": "desk", "seconds": "-5"}, 400),
        ({"part": "desk", "seconds": "٣"}, 400),
        ({"part": "desk", "seconds": "9" * 400}, 400),
        ({"part": "desk", "seconds": "5", "consultation": "nowhere"}, 404),
    ],
)
def test_time_that_cannot_be_is_refused(
    session: Session,
    client_for: Browsers,
    consultation: UUID,
    given: dict[str, str],
    status: int,
) -> None:
    assert client_for(Role.PLANNER).post(TIME, data=given).status_code == status
    assert session.scalars(select(OfficerTime)).all() == []
