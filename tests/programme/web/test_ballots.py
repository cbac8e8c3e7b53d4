"""Everybody votes on one page; a code lets in once, and nothing says what it was a vote of."""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.ballots import BallotMark, BallotPaper
from programme.models.challenges import Challenge
from tests.clock import NOW, StandingClock
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.programme.ballots import Vote, a_cited_consultation, a_code, a_vote
from tests.programme.cohorts import a_cohort
from tests.programme.make import Crew
from tests.programme.prototypes import a_checked
from tests.programme.web.browsers import As, as_crew, browser

__all__ = ["as_crew"]

SLUG = "town-planning-consultation"
PAGE, DESK = f"/challenges/{SLUG}/vote", f"/programme/challenges/{SLUG}/ballot"


@pytest.fixture
def vote(session: Session, crew: Crew, challenge: UUID) -> Vote:
    return a_vote(session, crew, challenge)


def _fresh(app: Flask) -> ReadingClient:
    return cast(ReadingClient, app.test_client())


def _typed(vote: Vote, *marks: str, **more: str) -> dict[str, str]:
    pairs = zip(vote.prototypes, marks, strict=True)
    return {**{f"mark-{each}": mark for each, mark in pairs}, "free": "1", **more}


def _papers(session: Session) -> int:
    session.expire_all()
    return session.scalars(select(func.count()).select_from(BallotPaper)).one()


def test_a_resident_votes_with_a_code_once_from_whichever_browser_and_comment(
    app: Flask, session: Session, crew: Crew, vote: Vote
) -> None:
    codes = [a_code(session, crew, vote) for _ in range(2)]
    for code in codes:
        resident = _fresh(app)
        assert "Vote with your tracking code" in text_of(resident.get(PAGE))
        assert resident.post(f"{PAGE}/code", data={"code": code.lower()}).status_code == 303
        assert "Residents who commented" in text_of(resident.get(PAGE))
        assert resident.post(PAGE, data=_typed(vote, "4", "not_seen")).status_code == 303
        assert "Your vote is in" in text_of(resident.get(PAGE))
    assert _papers(session) == 1
    again = _fresh(app)
    again.post(f"{PAGE}/code", data={"code": codes[0]})
    assert "You have voted already" in text_of(again.get(PAGE))
    with again.session_transaction() as kept:
        assert not any(part in str(dict(kept)) for part in (codes[0], codes[0].replace("-", "")))


def test_wrong_late_and_foreign_codes_let_nobody_in(
    app: Flask, session: Session, crew: Crew, vote: Vote
) -> None:
    late = a_code(session, crew, vote, voice="another", now=NOW)
    visitor = _fresh(app)
    for code in ("", "CDFG-HJKM-NPQR", late, "x" * 101):
        assert visitor.post(f"{PAGE}/code", data={"code": code}).status_code == 422
    assert visitor.post(PAGE, data=_typed(vote, "5", "5")).status_code == 409
    for _ in range(6):
        visitor.post(f"{PAGE}/code", data={"code": "CDFG-HJKM-NPQR"})
    assert visitor.post(f"{PAGE}/code", data={"code": "x"}).status_code == 429
    assert _papers(session) == 0


def test_a_card_is_never_left_open_and_nothing_typed_is_lost(
    app: Flask, session: Session, crew: Crew, vote: Vote, as_crew: As
) -> None:
    staff = as_crew(Role.FINANCE_OFFICER)
    assert "Other council staff" in text_of(staff.get(PAGE))
    typed = {f"mark-{vote.prototypes[0]}": "3", "advice": "Say it louder."}
    wrong = staff.post(PAGE, data=typed)
    assert wrong.status_code == 422
    assert "or say that you did not see it" in text_of(wrong)
    assert "Say it louder." in text_of(wrong)
    for mark in ("9", "none"):
        assert staff.post(PAGE, data=_typed(vote, mark, "not_seen")).status_code == 422
    assert _papers(session) == 0


def test_a_firm_does_not_vote_on_its_own_prototype_however_it_asks(
    app: Flask, session: Session, vote: Vote
) -> None:
    firm = browser(app, vote.cohort.firms[0].first)
    assert "so this card is closed" in text_of(firm.get(PAGE))
    forged = firm.post(PAGE, data=_typed(vote, "5", "1"))
    assert forged.status_code == 422
    assert "You have a link with this firm" in text_of(forged)
    assert firm.post(PAGE, data=_typed(vote, "", "4")).status_code == 303
    assert [row.prototype_id for row in session.scalars(select(BallotMark))] == [vote.prototypes[1]]


def test_no_page_tells_of_votes_before_the_end_and_all_do_afterwards(
    app: Flask, session: Session, crew: Crew, vote: Vote, as_crew: As, clock: StandingClock
) -> None:
    staff, manager, visitor = as_crew(Role.FINANCE_OFFICER), as_crew(Role.FACILITATOR), _fresh(app)
    showcase = f"/challenges/{SLUG}/showcase"
    for number in range(3):
        resident = _fresh(app)
        code = a_code(session, crew, vote, voice=f"voice {number}")
        resident.post(f"{PAGE}/code", data={"code": code})
        resident.post(PAGE, data=_typed(vote, "5", "link", advice="Bigger letters."))
    assert manager.post(f"{DESK}/result").status_code == 409
    assert staff.post(f"{DESK}/result").status_code == 403
    for early in (manager.get(DESK), visitor.get(showcase), visitor.get(PAGE)):
        text = text_of(early)
        assert "Bigger letters." not in text
        assert "3 voters" not in text
    clock.forward(timedelta(minutes=20))
    assert "The vote is over" in text_of(visitor.get(PAGE))
    assert "Result of the vote" not in text_of(manager.get(DESK))
    assert manager.post(f"{DESK}/result").status_code == 303
    for late in (manager.get(DESK), visitor.get(showcase)):
        text = text_of(late)
        assert "Too few to count: Residents who commented" in text
        assert "3 voters" not in text
        assert "Bigger letters." in text
    assert "See the result" in text_of(visitor.get(PAGE))


def test_the_vote_is_opened_on_its_page_and_a_wrong_form_keeps_what_was_typed(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    cohort = a_cohort(session, crew, challenge)
    a_cited_consultation(session, crew.manager, challenge)
    for number in (0, 1):
        a_checked(session, crew, cohort, number)
    manager = as_crew(Role.PROGRAMME_MANAGER)
    assert "2 prototypes are checked." in text_of(manager.get(DESK))
    typed = {"weight-owners": "60", "weight-wider": "30", "weight-peers": "", "quorum": "4"}
    day = NOW + timedelta(days=3)
    when = {"day-day": f"{day.day}", "day-month": f"{day.month}", "day-year": f"{day.year}"}
    wrong = manager.post(DESK, data=typed | when | {"time": "16:00"})
    assert wrong.status_code == 422
    assert "Yours add up to 90." in text_of(wrong)
    assert manager.post(DESK, data=typed | when | {"weight-peers": "ten"}).status_code == 422
    right = typed | when | {"weight-peers": "10"}
    assert manager.post(DESK, data=right | {"time": "tea"}).status_code == 409
    assert manager.post(DESK, data=right | {"time": "16:00"}).status_code == 303
    assert manager.post(DESK, data=right | {"time": "16:00"}).status_code == 409
    assert "Voters that a group needs" not in text_of(manager.get(DESK))
    assert session.get_one(Challenge, challenge).slug == SLUG
