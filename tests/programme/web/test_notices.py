"""Notices through commands and pages: drafted, checked, out, superseded, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.clock import london_day
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.notices import check_notice, draft_notice, publish_notice
from programme.commands.routes import choose_route, date_step
from programme.models.challenges import Challenge
from programme.models.criteria import ScoredCriterion
from programme.queries.notices import is_behind, notice_facts, notices_page, versions_of
from programme.queries.routes import route_page
from programme.rules.notices import NoticeCode, NoticeState
from programme.rules.routes import Route, RouteDraft
from programme.rules.step_days import Clock
from programme.rules.steps import Step
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.make import Crew, a_crew, back
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/challenges/town-planning-consultation/notices"
TODAY = london_day(NOW)
UK2, UK4, UK12 = NoticeCode.UK2, NoticeCode.UK4, NoticeCode.UK12


def _draft(
    session: Session,
    actor: Actor,
    challenge: UUID,
    code: NoticeCode,
    words: str = "",
    seen: int = 0,
) -> None:
    with work(session, actor, NOW) as unit:
        draft_notice(unit, challenge, code, words, notice_facts, seen=seen)


def _check(session: Session, actor: Actor, challenge: UUID, code: NoticeCode) -> None:
    with work(session, actor, NOW) as unit:
        check_notice(unit, challenge, code)


def _publish(session: Session, actor: Actor, challenge: UUID, code: NoticeCode, ago: int) -> None:
    with work(session, actor, NOW) as unit:
        day = TODAY - timedelta(days=ago)
        publish_notice(unit, challenge, code, f"{code.value}-{ago}", day)


def _ready(session: Session, crew: Crew, challenge: UUID) -> None:
    back(session, crew, challenge)
    with work(session, crew.manager, NOW) as unit:
        unit.session.get_one(Challenge, challenge).criteria_frozen_at = NOW
        unit.session.add(
            ScoredCriterion(
                challenge_id=challenge,
                code="fit",
                position=1,
                title="Fit",
                weight=10_000,
                top_mark=5,
                least=0,
                anchors=["None", "All"],
            )
        )
        draft = RouteDraft(Route.FLEXIBLE, "It grows.", value_p=158_000_00)
        choose_route(unit, challenge, draft)


def test_two_notices_are_drafted_checked_by_another_and_date_their_steps(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    officer, manager = crew[Role.PROCUREMENT_OFFICER], crew.manager
    _ready(session, crew, challenge)
    _draft(session, officer, challenge, UK2)
    _draft(session, officer, challenge, UK4)
    with pytest.raises(Conflict, match="Somebody changed this"):
        _draft(session, manager, challenge, UK2, "Mine", seen=0)
    with pytest.raises(Conflict, match="You wrote part of it"):
        _check(session, officer, challenge, UK2)
    with pytest.raises(Conflict, match="Something is missing"):
        _check(session, manager, challenge, UK4)
    with pytest.raises(Conflict, match="as it is now"):
        _publish(session, officer, challenge, UK2, 30)
    _check(session, manager, challenge, UK2)
    with pytest.raises(Invalid, match="published"):
        _publish(session, officer, challenge, UK2, -1)
    _publish(session, officer, challenge, UK2, 30)
    with work(session, officer, NOW) as unit:
        date_step(unit, challenge, Step.CONFLICTS, Clock.DONE, TODAY - timedelta(days=29))
    row = notices_page(session, challenge, NOW).rows[UK4]
    assert row is not None
    assert is_behind(session, challenge, row, NOW)
    _draft(session, officer, challenge, UK4, "With a site visit.", seen=1)
    _check(session, manager, challenge, UK4)
    with pytest.raises(Invalid, match="first lawful day"):
        _publish(session, officer, challenge, UK4, 40)
    _publish(session, officer, challenge, UK4, 28)
    page = route_page(session, challenge, NOW)
    assert page is not None
    assert page.way.done[Step.ENGAGEMENT] == TODAY - timedelta(days=30)
    assert page.way.done[Step.TENDER] == TODAY - timedelta(days=28)


def test_the_next_notice_of_a_number_takes_the_place_of_the_one_that_is_out(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    officer, manager = crew[Role.PROCUREMENT_OFFICER], crew.manager
    _ready(session, crew, challenge)
    _draft(session, officer, challenge, UK2)
    _check(session, manager, challenge, UK2)
    _publish(session, officer, challenge, UK2, 30)
    _draft(session, manager, challenge, UK2, "Corrected.")
    _check(session, officer, challenge, UK2)
    _publish(session, manager, challenge, UK2, 3)
    states = [each.state for each in versions_of(session, challenge, UK2)]
    assert states == [NoticeState.SUPERSEDED, NoticeState.PUBLISHED]
    with pytest.raises(NotFound):
        _check(session, manager, challenge, UK2)


def test_a_changed_draft_is_checked_again_and_a_stop_needs_a_tender(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    officer, manager = crew[Role.PROCUREMENT_OFFICER], crew.manager
    _draft(session, officer, challenge, NoticeCode.UK2)
    with pytest.raises(Conflict, match="no such notice"):
        _draft(session, officer, challenge, UK12)
    _ready(session, crew, challenge)
    _draft(session, officer, challenge, UK2, seen=1)
    _check(session, manager, challenge, UK2)
    _draft(session, officer, challenge, UK2, "More.", seen=2)
    assert versions_of(session, challenge, UK2)[-1].state is NoticeState.DRAFTED
    stranger = a_crew(session, an_authority(session, slug="leeds").id)
    with pytest.raises(NotFound):
        _draft(session, stranger.manager, challenge, UK2, seen=3)


def test_the_pages_draft_check_and_note_a_notice_and_lose_nothing(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    _ready(session, crew, challenge)
    officer, manager = as_crew(Role.PROCUREMENT_OFFICER), as_crew(Role.PROGRAMME_MANAGER)
    assert officer.get(f"{HERE}/uk2.txt").status_code == 404
    assert officer.get(f"{HERE}/uk99").status_code == 404
    assert officer.post(f"{HERE}/uk2", data={"words": "Ours.", "seen": "0"}).status_code == 303
    lost = manager.post(f"{HERE}/uk2", data={"words": "Theirs.", "seen": "0"})
    page = lost.get_data(as_text=True)
    assert (lost.status_code, "Theirs." in page, "Now it says: Ours." in page) == (409, True, True)
    assert officer.post(f"{HERE}/uk2/check").status_code == 409
    assert manager.post(f"{HERE}/uk2/check").status_code == 303
    late = {"reference": "041267-2026", "published_on": ["1", "1", "2099"]}
    answer = officer.post(f"{HERE}/uk2/publish", data=late)
    assert (answer.status_code, "041267-2026" in answer.get_data(as_text=True)) == (422, True)
    day = [str(TODAY.day), str(TODAY.month), str(TODAY.year)]
    known = {"reference": "041267-2026", "published_on": day}
    assert officer.post(f"{HERE}/uk2/publish", data=known).status_code == 303
    said = officer.get(f"{HERE}/uk2.txt").get_data(as_text=True)
    assert "UK2 Preliminary market engagement, number 1: published" in said
    assert "Ours." in said
    assert officer.get(f"{HERE}/uk2.json").get_json()["reference"] == "041267-2026"
    listed = officer.get(HERE).get_data(as_text=True)
    assert "041267-2026" in listed
    assert "number from memory" in listed
    sponsor = as_crew(Role.EXECUTIVE_SPONSOR)
    assert sponsor.get(f"{HERE}/uk2").status_code == 200
    assert sponsor.post(f"{HERE}/uk2", data={}).status_code == 403
