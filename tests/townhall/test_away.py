"""What is answered while something that the service stands on is away."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from foundation.base.db import db
from foundation.base.mail import Mail
from foundation.base.outgoing import GIVEN_UP_AFTER, LATE_AFTER, post
from foundation.base.roles import Role
from foundation.base.work import work
from foundation.web.limits import limiter
from tests import make
from tests.clock import NOW, StandingClock
from tests.conftest import opened
from tests.consultation.make import a_comment, a_consultation
from tests.html import ReadingClient
from tests.torture.proxy import Fault, Proxy, way_to
from tests.torture.standing import FORM, PAGE, POSTING

SAID = "The crossing by the school needs a longer green light."


@pytest.fixture
def way(app: Flask, session: Session) -> Iterator[Proxy]:
    """A way to the database, which has an open consultation with one comment."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("this database is a file and cannot be away")
    council = make.an_actor(make.an_authority(session).id)
    a_comment(session, council, a_consultation(session, council), "More trees, please.")
    url = make_url(app.extensions["settings"].database_url)
    with way_to(url.host or "127.0.0.1", url.port or 5432) as proxy:
        yield proxy


@pytest.fixture
def distant(way: Proxy, app: Flask, clock: StandingClock) -> Iterator[ReadingClient]:
    """A visitor of an app that finds its database by that way."""
    settings = app.extensions["settings"]
    moved = make_url(settings.database_url).set(host="127.0.0.1", port=way.port)
    url = moved.render_as_string(hide_password=False)
    with opened(replace(settings, database_url=url), clock) as distant:
        distant.test_client_class = ReadingClient
        distant.config["WTF_CSRF_ENABLED"] = False
        yield cast(ReadingClient, distant.test_client())


@pytest.mark.parametrize("fault", [Fault.REFUSED, Fault.RESET])
def test_without_its_database_every_page_asks_for_patience_and_keeps_what_was_typed(
    fault: Fault, way: Proxy, distant: ReadingClient
) -> None:
    way.set(fault)
    answers = [
        distant.get(PAGE),
        distant.get("/desk"),
        distant.get(f"/api/v1{PAGE}"),
        distant.post(POSTING, json={"text": SAID}),
        distant.post(f"{FORM}/comment", data={"text": SAID}),
    ]
    for answer in answers:
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert SAID in answers[-1].get_data(as_text=True)
    assert answers[2].mimetype == answers[3].mimetype == "application/problem+json"
    way.set(Fault.NONE)
    assert distant.post(POSTING, json={"text": SAID}).status_code == 201


def test_a_visitor_sees_a_page_as_it_was_for_an_hour_and_nobody_elses(
    way: Proxy, distant: ReadingClient, clock: StandingClock
) -> None:
    assert "More trees" in distant.get(PAGE).get_data(as_text=True)
    way.set(Fault.REFUSED)
    clock.shows = NOW + timedelta(minutes=59)
    kept = distant.get(PAGE)
    page = kept.get_data(as_text=True)
    assert kept.status_code == 200
    assert "More trees" in page
    assert "You see this page as it was on" in page
    assert (kept.headers["Cache-Control"], kept.headers["Age"]) == ("no-store", "3540")
    assert distant.get("/near").status_code == 503, "never seen"
    with distant.session_transaction() as cookie:
        cookie["_user_id"] = "somebody"
    assert distant.get(PAGE).status_code == 503, "signed in"
    distant.delete_cookie("session")
    clock.shows = NOW + timedelta(minutes=61)
    assert distant.get(PAGE).status_code == 503, "too old"


def test_a_database_that_hangs_is_given_up_on(way: Proxy, distant: ReadingClient) -> None:
    """New connections at least: no client can tell a slow answer from none at once."""
    way.set(Fault.SILENT)
    began = time.monotonic()
    assert distant.get("/near").status_code == 503
    assert time.monotonic() - began < 30
    way.set(Fault.NONE)


@pytest.fixture
def full(app: Flask, session: Session) -> Iterator[Callable[[], None]]:
    """Fill the disk, as far as SQLite can see, when called."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite can be told how large its file may become")

    def limit(connection: sqlite3.Connection, _record: object, _proxy: object = None) -> None:
        connection.execute("PRAGMA max_page_count=1")  # SQLite makes it what the file has now

    def fill() -> None:
        session.commit()
        connection = engine.raw_connection()
        connection.cursor().execute("VACUUM")  # what earlier tests have left is room, too
        connection.close()
        event.listen(engine, "checkout", limit)

    engine: Engine = db.engine
    yield fill
    event.remove(engine, "checkout", limit)
    db.session.remove()
    engine.dispose()


def test_on_a_full_disk_reading_goes_on_and_nothing_is_half_written(
    full: Callable[[], None],
    session: Session,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    clock: StandingClock,
) -> None:
    council = make.an_actor(make.an_authority(session).id)
    a_comment(session, council, a_consultation(session, council), "More trees, please.")
    officer = client_for(Role.CONSULTATION_OFFICER)
    limiter.reset()
    clock.shows = NOW + timedelta(minutes=10)
    full()
    answers = [client.post(POSTING, json={"text": "x" * 9000}) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {503}
    assert answers[-1].headers["Retry-After"] == "5"
    assert "More trees" in client.get(PAGE).get_data(as_text=True)
    assert officer.get("/desk").status_code == 200, "a visit that cannot be noted refuses nobody"
    session.rollback()
    assert session.query(Comment).count() == 1
    assert session.scalar(text("PRAGMA integrity_check")) == "ok"


@pytest.mark.parametrize(
    ("waited", "told"),
    [
        (LATE_AFTER - timedelta(seconds=1), False),
        (LATE_AFTER, True),
        (GIVEN_UP_AFTER, True),
        (GIVEN_UP_AFTER + timedelta(seconds=1), False),
    ],
)
def test_an_officer_is_told_of_mails_that_do_not_leave(
    waited: timedelta,
    told: bool,
    session: Session,
    client_for: Callable[..., ReadingClient],
) -> None:
    council = make.an_authority(session)
    with work(session, make.an_actor(council.id), NOW - waited) as unit:
        post(unit, Mail("ann@example.org", "You were heard", "Thank you."), "a mail")
    officer = client_for(Role.CONSULTATION_OFFICER)
    assert ("1 mail has not left" in officer.get("/desk").get_data(as_text=True)) is told
