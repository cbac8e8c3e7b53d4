"""What is begun is kept for its author alone: carried on, begun again, swept away."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.jobs.unsent import sweep
from consultation.models.unsent import UnsentView
from tests.conftest import NOW, StandingClock, at_most
from tests.consultation.web.giving import GIVE, STEPS, answer, give, said, written
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import an_authority


def kept(session: Session) -> int:
    session.rollback()
    return session.scalars(select(func.count()).select_from(UnsentView)).one()


def test_a_closed_tab_loses_nothing(
    app: Flask, client: ReadingClient, clock: StandingClock, consultation: UUID
) -> None:
    client.post(GIVE)
    answer(client, "view", view="object")
    answer(client, "comment", text="Too tall by far.")
    cookie = client.get_cookie("session")
    assert cookie is not None
    assert cookie.expires is not None
    clock.forward(timedelta(days=3))
    page = text_of(client.get(GIVE))
    assert "Carry on" in page
    assert f"{GIVE}/about" in page
    assert "Too tall by far." in text_of(client.get(f"{GIVE}/comment"))
    stranger = app.test_client()
    assert "Carry on" not in text_of(stranger.get(GIVE))
    assert stranger.get(f"{GIVE}/comment").location == GIVE


def test_starting_again_deletes_what_was_begun(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    written(client, "Never mind.")
    assert client.post(GIVE, data={"again": "1"}).location == f"{GIVE}/view"
    assert "Never mind." not in text_of(client.get(f"{GIVE}/comment"))
    assert kept(session) == 1


def test_starting_twice_keeps_what_was_begun(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    client.post(GIVE)
    answer(client, "comment", text="Still here.")
    client.post(GIVE)
    assert "Still here." in text_of(client.get(f"{GIVE}/comment"))
    assert kept(session) == 1


def test_an_answer_whose_beginning_is_gone_begins_anew_and_is_kept(
    client: ReadingClient, consultation: UUID
) -> None:
    taken = answer(client, "comment", text="Found again.")
    assert taken.location == f"{GIVE}/view?change=1"
    assert "Found again." in text_of(client.get(f"{GIVE}/comment"))


def test_nobody_can_send_before_every_question_was_asked(
    client: ReadingClient, consultation: UUID
) -> None:
    client.post(GIVE)
    answer(client, "comment")
    assert client.get(f"{GIVE}/check").location == f"{GIVE}/view"


@pytest.mark.parametrize("step", [step for step in STEPS if step != "place"])
def test_a_changed_answer_returns_to_the_check(
    client: ReadingClient, consultation: UUID, step: str
) -> None:
    written(client)
    address = f"{GIVE}/{step}?change=1"
    assert f'href="{GIVE}/check"' in text_of(client.get(address))
    assert client.post(address, data=STEPS[step]).location == f"{GIVE}/check"


def test_what_is_sent_is_kept_no_longer(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    give(client)
    assert len(said(session)) == 1
    assert kept(session) == 0
    assert "Carry on" not in text_of(client.get(GIVE))


def test_what_nobody_touched_for_a_month_is_forgotten(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    written(client)
    sweep(session, NOW + timedelta(days=30))
    assert kept(session) == 1
    sweep(session, NOW + timedelta(days=31))
    assert kept(session) == 0


def test_every_page_is_for_this_moment_alone_and_costs_little(
    client: ReadingClient, consultation: UUID
) -> None:
    written(client)
    for page in ("", *(f"/{step}" for step in STEPS), "/check"):
        with at_most(8):
            shown = client.get(f"{GIVE}{page}")
        assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "no-store"), page
    for step in STEPS:
        with at_most(8):
            answer(client, step)


def test_another_council_keeps_and_shows_nothing(
    session: Session, client: ReadingClient, consultation: UUID
) -> None:
    written(client)
    an_authority(session, "leeds")
    client.at = "http://leeds.localhost"
    for page in ("", *(f"/{step}" for step in STEPS), "/check"):
        assert client.get(f"{GIVE}{page}").status_code == 404
        assert client.post(f"{GIVE}{page}", data={"text": "Hello"}).status_code == 404
    assert kept(session) == 1
