"""A line of log says what was done, and never what somebody has typed."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from foundation.base.db import db
from tests import make
from tests.html import ReadingClient
from townhall.watching.records import FORMATS, write_to

TYPED = "Kanarienvogel\r\n2026 ERROR forged\x1b[31m\u2028{}"


@pytest.fixture(params=sorted(FORMATS))
def lines(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """What is logged, in one of the two formats."""
    said = StringIO()
    handler = logging.StreamHandler(said)
    write_to(handler, request.param)
    yield said
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def json_lines() -> Iterator[StringIO]:
    said = StringIO()
    handler = logging.StreamHandler(said)
    write_to(handler, "json")
    yield said
    logging.getLogger().removeHandler(handler)


def test_a_request_is_one_record_that_says_what_it_cost_and_for_whom(
    client: ReadingClient, session: Session, json_lines: StringIO
) -> None:
    make.an_authority(session, slug="birmingham")
    answer = client.get("/consultations?text=Kanarienvogel")
    record = json.loads(json_lines.getvalue().splitlines()[-1])
    assert record.pop("at").endswith("Z")
    assert record.pop("ms") >= record.pop("db_ms") > 0
    assert record.pop("queries") > 0
    assert record == {
        "level": "INFO",
        "from": "townhall.requests",
        "said": "GET /consultations 200",
        "route": "/consultations",
        "method": "GET",
        "status": 200,
        "authority": "birmingham",
        "roles": [],
        "request": answer.headers["X-Request-Id"],
    }


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        ("3f2a9b1c4d5e6f708192a3b4c5d6e7f8", True),
        ("3f2a9b1c-4d5e-6f70-8192-a3b4c5d6e7f8", True),
        ("Amsel-Kanarienvogel", False),
        ("3f2a9b1c\n4d5e6f708192a3b4c5d6e7f8", False),
        ("3f2a9b1c", False),
        ("0" * 40, False),
    ],
)
def test_the_number_of_a_proxy_is_kept_only_where_it_is_one(
    client: ReadingClient, given: str, is_kept: bool
) -> None:
    environ = {"HTTP_X_REQUEST_ID": given}
    answer = client.get("/no-such-page", environ_overrides=environ)
    number = answer.headers["X-Request-Id"]
    assert (number == given) is is_kept
    assert re.fullmatch("[0-9a-f-]{16,36}", number)


def test_an_error_page_shows_the_number_by_which_the_log_has_it(
    client: ReadingClient, session: Session, json_lines: StringIO
) -> None:
    make.an_authority(session)
    page = client.get("/no-such-page").get_data(as_text=True)
    record = json.loads(json_lines.getvalue().splitlines()[-1])
    assert record["request"] in page
    assert record["route"] == "unknown"


def test_nothing_that_is_typed_fakes_a_record(lines: StringIO) -> None:
    logging.getLogger("townhall").warning("%s", TYPED, extra={"facts": {"why": TYPED}})
    said = lines.getvalue()
    assert said.count("\n") == 1
    assert said.isascii()
    assert said[:-1].isprintable()


def test_a_trace_says_where_but_not_what(app: Flask, lines: StringIO) -> None:
    asked = text("SELECT :typed FROM nowhere")
    try:
        try:
            db.session.execute(asked, {"typed": TYPED})
        except DBAPIError as error:
            raise ValueError(TYPED) from error
    except ValueError:
        logging.getLogger("townhall").exception("unforeseen error")
    said = lines.getvalue()
    assert "Kanarienvogel" not in said
    assert "forged" not in said
    assert "ValueError" in said
    assert "OperationalError" in said or "ProgrammingError" in said
    assert "test_records.py" in said
    assert all(line.startswith("    ") for line in said.splitlines()[1:])
