"""Letters wait for an officer, who prints them and notes who said yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.following import Subscription
from consultation.rules.following import Pace
from foundation.accounts.models.contacts import Letter
from foundation.base.roles import Role
from tests.conftest import StandingClock
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import an_authority
from townhall.jobs import run_once

LINES = "Mo Example\n1 Green Lane\nBirmingham\nB9 5QT"
DESK = "/desk/letters"


def wishes(client: ReadingClient) -> None:
    data = {"medium": "post", "lines": LINES, "pace": "instant"}
    assert client.post("/consultations/a-greener-high-street/follow", data=data).location


def test_a_letter_asks_and_an_officer_notes_the_yes(
    session: Session,
    client: ReadingClient,
    consultation: UUID,
    client_for: Callable[..., ReadingClient],
) -> None:
    wishes(client)
    row = session.scalars(select(Subscription)).one()
    assert (row.pace, row.confirmed_at) == (Pace.WEEKLY, None)
    officer = client_for(Role.CONSULTATION_OFFICER)
    assert "Mo Example" in text_of(officer.get(DESK))
    assert officer.post(f"{DESK}/said-yes", data={"which": str(row.id)}).status_code == 303
    session.rollback()
    assert session.scalars(select(Subscription)).one().confirmed_at is not None
    assert "Have not said yes" not in text_of(officer.get(DESK))


def test_printed_letters_leave_the_queue_and_are_forgotten_after_a_month(
    app: Flask,
    session: Session,
    client: ReadingClient,
    clock: StandingClock,
    consultation: UUID,
    client_for: Callable[..., ReadingClient],
) -> None:
    wishes(client)
    officer = client_for(Role.CONSULTATION_OFFICER)
    sheets = text_of(officer.get(f"{DESK}/print"))
    assert "1 Green Lane" in sheets
    assert "data:image/svg+xml" in sheets
    letter = session.scalars(select(Letter.id)).one()
    assert officer.post(f"{DESK}/printed", data={"letter": str(letter)}).status_code == 303
    assert "No letter waits" in text_of(officer.get(DESK))
    clock.forward(timedelta(days=31))
    run_once(app)
    session.rollback()
    assert session.scalars(select(Letter)).all() == []


def test_letters_are_for_officers_of_the_same_council(
    session: Session,
    client: ReadingClient,
    consultation: UUID,
    client_for: Callable[..., ReadingClient],
) -> None:
    wishes(client)
    assert client.get(DESK).status_code == 401
    assert client_for(Role.PLANNER).get(DESK).status_code == 403
    there = client_for(Role.CONSULTATION_OFFICER, authority=an_authority(session, "solihull"))
    assert "Mo Example" not in text_of(there.get(f"{DESK}/print"))
    row = session.scalars(select(Subscription.id)).one()
    assert there.post(f"{DESK}/said-yes", data={"which": str(row)}).status_code == 404
    letter = session.scalars(select(Letter.id)).one()
    there.post(f"{DESK}/printed", data={"letter": str(letter)})
    session.rollback()
    assert session.scalars(select(Letter.printed_at)).one() is None
    assert there.post(f"{DESK}/printed", data={"letter": "x"}).status_code == 422
