"""Places in a session: held by two at once, given back, and forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import cast
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.session_places import Visitor, give_back, take_place
from consultation.commands.sessions import change_session, follow_up, move_session
from consultation.models.sessions import HeldSession, SessionPlace
from consultation.rules.sessions import SeatState, SessionState
from foundation.accounts.jobs.ended import forget_ended
from foundation.accounts.models.attendees import Attendee
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.outgoing import OutgoingMail
from foundation.base.work import work
from tests.clock import NOW, StandingClock
from tests.consultation.sessions import BEGINS, a_plan, a_session
from townhall.jobs import run_once

AT_ONCE = 8


def asked(app: Flask, actor: Actor, session_id: UUID) -> str:
    with app.app_context():
        try:
            with work(cast(Session, db.session()), actor, NOW) as unit:
                return take_place(unit, session_id, uuid4(), Visitor()).value
        except Conflict as full:
            return str(full.facts["reason"])
        finally:
            db.session.remove()


def test_the_last_places_are_taken_once_however_many_ask_at_once(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    with work(session, actor, NOW) as unit:
        held, _number = a_session(unit, consultation, signs_up=True, capacity=3)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended = sorted(pool.map(lambda _each: asked(app, actor, held), range(AT_ONCE)))
    assert ended == ["full"] * (AT_ONCE - 3) + ["taken"] * 3
    session.rollback()
    assert session.get_one(HeldSession, held).taken == 3
    assert session.scalar(select(func.count(SessionPlace.id))) == 3


def test_a_place_given_back_goes_to_who_waits_and_who_had_it_is_forgotten(
    app: Flask, session: Session, actor: Actor, consultation: UUID, clock: StandingClock
) -> None:
    first, second = uuid4(), uuid4()
    with work(session, actor, NOW) as unit:
        held, number = a_session(unit, consultation, signs_up=True, capacity=1, has_waiting=True)
        one, two = Visitor("Ama", "ama@example.org"), Visitor("", "bea@example.org")
        assert take_place(unit, held, first, one, is_told=True) is SeatState.TAKEN
        assert take_place(unit, held, second, two) is SeatState.WAITING
        assert take_place(unit, held, first, one, is_told=True) is SeatState.TAKEN
    with work(session, actor, NOW) as unit:
        assert give_back(unit, first) == (second,)
        assert give_back(unit, first) == ()
    with work(session, actor, NOW) as unit:
        change_session(
            unit,
            consultation,
            number,
            a_plan(signs_up=True, capacity=1, place="Town Hall", has_waiting=True),
        )
    with pytest.raises(Conflict), work(session, actor, NOW) as unit:
        follow_up(unit, consultation, number, "Thank you.")
    clock.shows = BEGINS
    with work(session, actor, BEGINS) as unit:
        for _press in range(2):
            follow_up(unit, consultation, number, "Here are the slides.")
        move_session(unit, consultation, number, SessionState.CALLED_OFF)
    run_once(app)
    run_once(app)
    mails = session.scalars(select(OutgoingMail).order_by(OutgoingMail.reason)).all()
    assert {mail.recipient for mail in mails} == {"bea@example.org"}
    beginnings = sorted(mail.text.partition("\n")[0] for mail in mails)
    assert beginnings == [
        "A place is free now, and it is yours.",
        "Thank you for coming.",
        "The time or the place of this session is another one now.",
        "This session does not take place. We are sorry.",
    ]
    assert any("Here are the slides." in mail.text for mail in mails)
    forget_ended(session, BEGINS + timedelta(days=29))
    assert session.scalars(select(Attendee.id)).all() == [second]
    forget_ended(session, BEGINS + timedelta(days=31))
    assert session.scalars(select(Attendee.id)).all() == []


def test_there_are_never_fewer_places_than_are_taken(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    with work(session, actor, NOW) as unit:
        held, number = a_session(unit, consultation, signs_up=True)
        for _each in range(2):
            take_place(unit, held, uuid4(), Visitor())
    plan = a_plan(signs_up=True, capacity=1)
    with pytest.raises(Invalid), work(session, actor, NOW) as unit:
        change_session(unit, consultation, number, plan)
