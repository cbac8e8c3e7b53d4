"""A write that comes again is done once and answered alike; a crash leaves both or neither."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from foundation.base.idempotency import KeptAnswer, drop_old
from foundation.web.limits import limiter
from tests.clock import StandingClock
from tests.conftest import at_most
from tests.consultation.api.conftest import COMMENTS, HERE, Program, rows
from tests.consultation.make import a_consultation
from tests.make import an_actor, an_authority

pytestmark = pytest.mark.usefixtures("consultation")

BODY = {"text": "More trees.", "topics": ["design"], "place": HERE}


def comments(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Comment)) or 0


def test_the_same_key_and_body_get_the_first_answer_again(
    program: Program, session: Session
) -> None:
    first = program.post(BODY, Idempotency_Key="a-key")
    for _ in range(3):
        again = program.post(BODY, Idempotency_Key="a-key")
        assert (again.status_code, again.get_json()) == (201, first.get_json())
    assert comments(session) == 1


def test_the_order_of_members_does_not_make_another_body(program: Program) -> None:
    first = program.post(BODY, Idempotency_Key="a-key")
    turned = json.dumps(dict(reversed(BODY.items())), indent=3)
    assert program.send(turned, Idempotency_Key="a-key").get_json() == first.get_json()


def test_the_code_of_a_repeated_answer_still_opens_the_fate(program: Program) -> None:
    program.post(BODY, Idempotency_Key="a-key")
    receipt = program.post(BODY, Idempotency_Key="a-key").get_json()
    code = {"tracking_code": receipt["tracking_code"]}
    assert program.said(program.post(code, "/api/v1/follow"), "Fate")["ref"] == receipt["ref"]


def test_nothing_that_is_kept_can_be_read(program: Program, session: Session) -> None:
    receipt = program.post(BODY, Idempotency_Key="a-key").get_json()
    kept = session.scalars(select(KeptAnswer)).one()
    said = json.dumps([kept.asked, kept.body_digest, kept.answer])
    for secret in ("More trees", "a-key", receipt["tracking_code"]):
        assert secret not in said


def test_another_body_under_the_same_key_is_422(program: Program, session: Session) -> None:
    program.post(BODY, Idempotency_Key="a-key")
    problem = program.refused(program.post({"text": "No."}, Idempotency_Key="a-key"), 422)
    assert problem["errors"][0]["field"] == "Idempotency-Key"
    assert comments(session) == 1


def test_a_refused_body_leaves_the_key_free(program: Program) -> None:
    program.refused(program.post({"text": ""}, Idempotency_Key="a-key"), 422)
    assert program.post(BODY, Idempotency_Key="a-key").status_code == 201


def test_a_key_is_kept_for_thirty_days(
    program: Program, session: Session, clock: StandingClock
) -> None:
    program.post(BODY, Idempotency_Key="a-key")
    clock.forward(timedelta(days=12))
    assert program.post(BODY, Idempotency_Key="a-key").status_code == 201
    assert comments(session) == 1
    clock.forward(timedelta(days=19))
    program.refused(program.post(BODY, Idempotency_Key="a-key"), 409)  # it has closed since
    drop_old(session, clock())
    assert session.scalars(select(KeptAnswer)).all() == []


def test_the_first_answer_comes_even_after_the_consultation_has_closed(
    program: Program, clock: StandingClock
) -> None:
    first = program.post(BODY, Idempotency_Key="a-key").get_json()
    clock.forward(timedelta(days=20))
    program.refused(program.post(BODY, Idempotency_Key="another"), 409)
    assert program.post(BODY, Idempotency_Key="a-key").get_json() == first


@pytest.mark.parametrize("key", ["", "x" * 256, "ü", "a\tb"])
def test_a_key_that_cannot_be_is_400(program: Program, key: str) -> None:
    program.refused(program.post(BODY, Idempotency_Key=key), 400)


def test_a_second_request_while_the_first_is_worked_on_is_409(app: Flask, program: Program) -> None:
    inside, go_on = Event(), Event()

    def wait(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO kept_answer "):
            inside.set()
            go_on.wait(5)

    event.listen(Engine, "before_cursor_execute", wait)
    try:
        with ThreadPoolExecutor(1) as other:
            first = other.submit(_post, app, "a-key")
            assert inside.wait(5)
            program.refused(program.post(BODY, Idempotency_Key="a-key"), 409)
            go_on.set()
            assert first.result() == 201
    finally:
        event.remove(Engine, "before_cursor_execute", wait)


def test_many_at_once_leave_one_comment_for_each_key(app: Flask, session: Session) -> None:
    keys = [f"key-{number % 5}" for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        statuses = Counter(threads.map(lambda key: _post(app, key), keys))
    assert set(statuses) <= {201, 409}
    assert statuses[201] >= 5
    assert comments(session) == 5


def _post(app: Flask, key: str) -> int:
    limiter.reset()
    answer = app.test_client().post(COMMENTS, json=BODY, headers={"Idempotency-Key": key})
    return answer.status_code


@pytest.mark.parametrize(
    "table", ["comment", "comment_topic", "receipt", "comment_place", "kept_answer", "pending"]
)
def test_a_crash_at_any_write_leaves_nothing_and_the_retry_works(
    program: Program, session: Session, table: str
) -> None:
    before = rows()

    class Killed(Exception):
        pass

    def kill(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if f"INSERT INTO {table} " in statement:
            raise Killed

    program.client.application.testing = False
    event.listen(Engine, "before_cursor_execute", kill)
    try:
        assert program.post(BODY, Idempotency_Key="a-key").status_code == 500
    finally:
        event.remove(Engine, "before_cursor_execute", kill)
        program.client.application.testing = True
    assert rows() == before
    receipt = program.post(BODY, Idempotency_Key="a-key").get_json()
    assert program.post(BODY, Idempotency_Key="a-key").get_json() == receipt
    assert comments(session) == 1


def test_one_key_at_two_councils_is_two_requests(program: Program, session: Session) -> None:
    a_consultation(session, an_actor(an_authority(session, "elsewhere").id))
    here = program.post(BODY, Idempotency_Key="a-key").get_json()
    there = program.post(BODY, Idempotency_Key="a-key", Host="elsewhere.localhost").get_json()
    assert here["ref"] != there["ref"]


def test_posting_asks_little_of_the_database_however_long_the_thread_is(
    program: Program, session: Session
) -> None:
    ref = program.post(BODY).get_json()["ref"]
    for depth in range(4):
        body = BODY | {"reply_to": ref, "text": f"Reply {depth}"}
        with at_most(14):
            answer = program.post(body, Idempotency_Key=str(uuid4()))
        ref = answer.get_json()["ref"]
    assert comments(session) == 5
