"""A cohort at its desk: set up, seated, planned, marked, told; and what firms see of it."""

from __future__ import annotations

from typing import cast
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.cohorts import CohortSeat, SessionSeat, Telling
from programme.rules.attendance import Came
from programme.rules.cohorts import SeatState
from programme.rules.tellings import TellingState
from tests.conftest import sign_in_as
from tests.html import ReadingClient
from tests.programme.cohorts import Cohort, a_cohort, a_session
from tests.programme.make import Crew
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/cohort"
PARTS = ("day", "month", "year")


def _day(name: str, *typed: str) -> dict[str, str]:
    return {f"{name}-{part}": value for part, value in zip(PARTS, typed, strict=True)}


DAYS = _day("starts_on", "24", "1", "2027") | _day("ends_on", "27", "3", "2027")
SESSION = {
    "title": "Launch",
    "kind": "launch",
    "day-day": "24",
    "day-month": "1",
    "day-year": "2027",
    "time": "10:00",
    "minutes": "60",
}


def _text(answer: object) -> str:
    return cast(str, answer.get_data(as_text=True))  # type: ignore[attr-defined]


@pytest.fixture
def cohort(session: Session, crew: Crew, challenge: UUID) -> Cohort:
    return a_cohort(session, crew, challenge)


@pytest.fixture
def as_firm(app: Flask, cohort: Cohort) -> ReadingClient:
    """Return the browser of somebody who writes for the second firm."""
    client = cast(ReadingClient, app.test_client())
    person_id = cohort.firms[1].first.person_id
    assert person_id
    sign_in_as(client, person_id)
    return client


def test_a_cohort_is_set_up_and_planned_on_pages(challenge: UUID, as_crew: As) -> None:
    assert challenge
    facilitator = as_crew(Role.FACILITATOR)
    assert "There is no cohort yet." in _text(facilitator.get(HERE))
    typed = {"programme": "innovation-programme", "title": "Spring cohort", **DAYS}
    wrong = facilitator.post(HERE, data=typed | {"ends_on-year": "2026"})
    assert wrong.status_code == 422
    assert "Spring cohort" in _text(wrong)
    assert "The showcase is after the launch" in _text(wrong)
    assert facilitator.post(HERE, data=typed).status_code == 303
    assert facilitator.post(HERE, data=typed).status_code == 409
    page = _text(facilitator.get(f"{HERE}/plan"))
    at = page.split(f"{HERE}/")[1].split("/")[0]
    unfinished = facilitator.post(f"{HERE}/{at}/sessions", data=SESSION | {"time": "tea"})
    assert unfinished.status_code == 422
    assert "Launch" in _text(unfinished)
    assert facilitator.post(f"{HERE}/{at}/sessions", data=SESSION).status_code == 303
    assert facilitator.post(f"{HERE}/{at}/firms", data={"firm": "x"}).status_code == 422
    assert facilitator.post(f"{HERE}/{at}/people", data={"side": "firm"}).status_code == 422
    assert facilitator.post(f"{HERE}/{at}/tellings", data={}).status_code == 422
    assert "Before the launch" in _text(facilitator.get(HERE))


def test_who_came_is_marked_by_radios_and_the_desk_says_whom_to_call(
    session: Session, crew: Crew, cohort: Cohort, as_crew: As
) -> None:
    held = a_session(session, crew.manager, cohort)
    facilitator = as_crew(Role.FACILITATOR)
    assert "Write down who came" in _text(facilitator.get(HERE))
    marks = {f"came-{cohort.seats[0]}": "attended", f"came-{cohort.seats[1]}": "absent"}
    assert facilitator.post(f"{HERE}/sessions/{held}", data=marks).status_code == 303
    page = _text(facilitator.get(HERE))
    assert "Call Firm 2" in page
    assert "Absent, no word. Call today." in page
    came = session.get_one(SessionSeat, (held, cohort.officer)).came
    assert came is Came.INVITED
    assert as_crew(Role.EXECUTIVE_SPONSOR).get(HERE).status_code == 200
    refused = as_crew(Role.EXECUTIVE_SPONSOR).post(f"{HERE}/sessions/{held}", data=marks)
    assert refused.status_code == 403


def test_a_line_is_written_shared_and_read_by_the_other_firm(
    session: Session, cohort: Cohort, as_crew: As, as_firm: ReadingClient
) -> None:
    facilitator = as_crew(Role.FACILITATOR)
    typed = {
        "words": "Which case system we use.",
        "of_challenge": str(cohort.challenge_id),
        "told": str(cohort.seats[0]),
        "means": "one_to_one",
        **_day("told_on", "1", "9", "2026"),
    }
    assert facilitator.post(f"{HERE}/{cohort.id}/tellings", data=typed).status_code == 303
    line = session.scalars(select(Telling)).one()
    assert "Share a note with all firms" in _text(facilitator.get(HERE))
    assert "Which case system" not in _text(as_firm.get("/firm/cohort"))
    own = facilitator.post(f"{HERE}/tellings/{line.id}", data={"act": "private", "reason": "No."})
    assert own.status_code == 409
    assert "Somebody else" in _text(own)
    shared = as_crew(Role.PROGRAMME_MANAGER).post(
        f"{HERE}/tellings/{line.id}", data={"act": "share"}
    )
    assert shared.status_code == 303
    assert "Which case system" in _text(as_firm.get("/firm/cohort"))
    read = as_firm.post(f"/firm/cohort/{cohort.seats[1]}/read", data={"telling": str(line.id)})
    assert read.status_code == 303
    assert "1 of 2 read" in _text(facilitator.get(HERE))
    session.expire_all()
    assert session.get_one(Telling, line.id).state is TellingState.SHARED


def test_a_rival_reaches_no_seat_of_another_firm_and_no_page_of_the_desk(
    session: Session, crew: Crew, cohort: Cohort, as_firm: ReadingClient
) -> None:
    ahead = a_session(session, crew.manager, cohort, days=5)
    theirs = cohort.seats[0]
    forged = as_firm.post(f"/firm/cohort/{theirs}/sessions", data={"session": str(ahead)})
    assert forged.status_code == 404
    read = as_firm.post(f"/firm/cohort/{theirs}/read", data={"telling": str(ahead)})
    assert read.status_code == 404
    for path in ("", "/plan", f"/seats/{theirs}", f"/sessions/{ahead}"):
        assert as_firm.get(HERE + path).status_code == 403
    assert "Firm 1" not in _text(as_firm.get("/firm/cohort"))


def test_a_seat_is_moved_with_a_reason_and_nothing_typed_is_lost(
    session: Session, cohort: Cohort, as_crew: As
) -> None:
    manager, path = as_crew(Role.PROGRAMME_MANAGER), f"{HERE}/seats/{cohort.seats[0]}"
    gone = {"act": "move", "after": "dropped", "reason": ""}
    assert manager.post(path, data=gone).status_code == 409
    assert manager.post(path, data=gone | {"after": "active"}).status_code == 409
    assert manager.post(path, data=gone | {"after": "nowhere"}).status_code == 400
    assert manager.post(path, data={"act": "mentor", "mentor": "x"}).status_code == 400
    assert manager.post(path, data=gone | {"reason": "The budget was unsure."}).status_code == 303
    assert "The budget was unsure." in _text(manager.get(HERE))
    session.expire_all()
    assert session.get_one(CohortSeat, cohort.seats[0]).state is SeatState.DROPPED


def test_a_late_milestone_puts_its_firm_at_risk_until_it_is_reached(
    cohort: Cohort, as_crew: As, as_firm: ReadingClient
) -> None:
    facilitator, at = as_crew(Role.FACILITATOR), f"{HERE}/{cohort.id}/milestones"
    past, seat = _day("baseline_on", "12", "11", "2026"), str(cohort.seats[1])
    typed = {"milestone": "Ten residents tried it", "of_firm": seat}
    wrong = facilitator.post(at, data=typed | _day("baseline_on", "31", "2", "2027"))
    assert wrong.status_code == 422
    assert "Ten residents tried it" in _text(wrong)
    assert facilitator.post(at, data=typed | past | {"of_firm": "all"}).status_code == 422
    assert facilitator.post(at, data=typed | past).status_code == 303
    assert as_firm.post(at, data=typed | past).status_code == 403
    for page in (facilitator.get(HERE), as_firm.get("/firm")):
        assert "Ten residents tried it" in _text(page)
        assert "10 days late" in _text(page)
    assert "A milestone is more than a week late." in _text(facilitator.get(HERE))
    here = f"{HERE}/seats/{seat}"
    told = _text(facilitator.get(here)).split('name="milestone" value="')[1].split('"')[0]
    move = {"act": "milestone", "milestone": told}
    ahead = facilitator.post(here, data=move | _day("actual_on", "30", "11", "2026"))
    assert ahead.status_code == 422
    assert "It was reached today at the latest." in _text(ahead)
    assert facilitator.post(here, data=move | _day("actual_on", "", "x", "")).status_code == 422
    strange = f"{HERE}/seats/{cohort.seats[0]}"
    assert facilitator.post(strange, data=move).status_code == 404
    assert (
        facilitator.post(here, data=move | _day("actual_on", "11", "11", "2026")).status_code == 303
    )
    assert "1 day early" in _text(as_firm.get("/firm"))
    assert "A milestone is more than a week late." not in _text(facilitator.get(HERE))
