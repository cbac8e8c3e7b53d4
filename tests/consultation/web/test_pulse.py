"""How it was to be asked: once a person, beside no comment, and published by the batch."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.reach.answers import Intake
from consultation.commands.reach.pulse import give_pulse
from consultation.jobs.pulse import publish_feelings
from consultation.jobs.reach import add_up
from consultation.models.consultations import Consultation
from consultation.models.reach.answers import ReachCell
from consultation.queries.reach.pulse import feelings
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.reach.pulse import FIRST, LAST, Feeling, Felt, Pulse, asked_at, feeling_of
from foundation.base.actor import Actor
from foundation.base.db import REACH, db
from foundation.base.reach import reach_session
from tests.clock import NOW
from tests.consultation.make import a_comment, a_consultation
from tests.html import ReadingClient
from tests.make import an_authority

MONDAY = NOW + timedelta(days=(7 - NOW.weekday()) % 7)
DAY = MONDAY.date()


@pytest.fixture
def place(session: Session, client: ReadingClient) -> tuple[Actor, UUID, str]:
    """An open consultation that this browser has commented on."""
    actor = Actor(an_authority(session).id)
    made = a_consultation(session, actor, closes_at=NOW + timedelta(days=60))
    client.post("/follow", data={"code": a_comment(session, actor, made).tracking_code})
    slug = session.scalars(select(Consultation.slug).where(Consultation.id == made)).one()
    return actor, made, f"/consultations/{slug}/pulse"


def decide(session: Session, made: UUID) -> None:
    session.get_one(Consultation, made).status = ConsultationStatus.DECIDED
    session.commit()


def said(made: UUID) -> dict[tuple[str, str], int]:
    add_up(db.engines[REACH])
    with Session(db.engines[REACH]) as store:
        cells = store.scalars(select(ReachCell).where(ReachCell.consultation_id == made))
        return {(cell.table_name, cell.cell): cell.added_people for cell in cells}


@pytest.mark.parametrize("status", list(ConsultationStatus))
def test_each_state_asks_one_five_or_nothing(status: ConsultationStatus) -> None:
    wanted = {ConsultationStatus.DECIDED: LAST} | dict.fromkeys(
        (
            *(ConsultationStatus.OPEN, ConsultationStatus.CLOSED),
            *(ConsultationStatus.CONSIDERING, ConsultationStatus.REPORTED),
        ),
        FIRST,
    )
    assert asked_at(status) == wanted.get(status, ())


@pytest.mark.parametrize(
    ("counted", "waiting", "last", "day", "shown"),
    [
        ({}, {"5": 9}, None, DAY, None),
        ({}, {"5": 7, "1": 3}, None, DAY, Feeling(10, 70)),
        ({}, {"4": 6, "3": 5}, None, DAY, Feeling(10, 55)),
        ({}, {"5": 20}, None, DAY + timedelta(days=1), None),
        ({"5": 20}, {"1": 9}, DAY, DAY + timedelta(days=7), None),
        ({"5": 20}, {"1": 10}, DAY, DAY + timedelta(days=7), Feeling(30, 65)),
        ({"5": 20}, {"1": 10}, DAY, DAY, None),
    ],
)
def test_a_feeling_moves_on_mondays_and_with_ten_people(
    counted: dict[str, int], waiting: dict[str, int], last: object, day: object, shown: object
) -> None:
    assert feeling_of(Felt(counted, waiting), last, day) == shown  # type: ignore[arg-type]


def test_somebody_answers_once_and_it_is_kept_beside_nobody(
    client: ReadingClient, place: tuple[Actor, UUID, str]
) -> None:
    _, made, page = place
    assert "It was easy to say" in client.get(page).text
    assert client.post(page, data={}).status_code == 422
    assert client.post(page, data={"easy": "9"}).status_code == 422
    assert client.post(page, data={"easy": "4"}).status_code == 303
    assert "You have answered this" in client.get(page).text
    client.post(page, data={"easy": "1", "told": "1"})
    assert said(made) == {("pulse:easy", "4"): 1}


def test_after_the_decision_five_are_asked_and_each_may_be_left_out(
    client: ReadingClient, session: Session, place: tuple[Actor, UUID, str]
) -> None:
    _, made, page = place
    client.post(page, data={"easy": "4"})
    decide(session, made)
    assert "The council listened" in client.get(page).text
    client.post(page, data={"listened": "2", "told": "5"})
    client.post(page, data={"listened": "5"})
    found = said(made)
    assert found["pulse:listened", "2"] == found["pulse:told", "5"] == 1
    assert ("pulse:listened", "5") not in found


def test_who_has_sent_nothing_is_led_to_the_code(
    app: Flask, place: tuple[Actor, UUID, str]
) -> None:
    stranger = app.test_client()
    for answer in (stranger.get(place[2]), stranger.post(place[2], data={"easy": "5"})):
        assert answer.location.endswith("/follow")


def test_ten_answers_come_out_on_a_monday(session: Session, place: tuple[Actor, UUID, str]) -> None:
    actor, made, _ = place
    with reach_session(db.engines[REACH]) as store:
        for number in range(12):
            point = {Pulse.EASY: "5" if number < 9 else "2"}
            assert give_pulse(Intake(store, b"root", "2026-03"), made, uuid4(), point)
    add_up(db.engines[REACH])
    assert publish_feelings(session, db.engines[REACH], MONDAY + timedelta(days=1)) == 0
    assert publish_feelings(session, db.engines[REACH], MONDAY) == 1
    assert publish_feelings(session, db.engines[REACH], MONDAY) == 0
    assert feelings(session, actor.authority_id, made) == {Pulse.EASY: Feeling(10, 75)}
