"""Whatever is sent to whatever route is answered, and never with an error of ours.

A few hundred requests; ``make torture`` sends a hundred thousand to a server.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from foundation.base.roles import Role
from foundation.web.limits import limiter
from programme.web.days import typed_day
from tests.html import ReadingClient
from tests.make import an_authority
from tests.malformed.forms import Known
from tests.malformed.spoiling import Asked, Spoiler
from tests.townhall.towns import a_town

Browsers = Callable[..., ReadingClient]

COUNT = 200
SEED = 20261127


def sent(browser: ReadingClient, asked: Asked) -> TestResponse:
    """Send one request in this process."""
    limiter.reset()
    return browser.open(
        asked.target,
        method=asked.method,
        headers=[pair for pair in asked.headers if pair[0] not in ("Host", "Cookie")],
        data=asked.body,
        buffered=True,
    )


def test_no_request_is_so_wrong_that_it_is_our_error(
    app: Flask, session: Session, client: ReadingClient, client_for: Browsers
) -> None:
    town = a_town(session, "alpha", "Amsel")
    client.at = town.at
    browsers: dict[Role | None, ReadingClient] = {None: client}
    known = Known(app)
    spoiler = Spoiler(app, town.names, known, SEED, drawn_values=100)
    ours = []
    for asked in spoiler.requests(COUNT):
        if asked.role not in browsers:
            assert asked.role
            browsers[asked.role] = client_for(asked.role, authority=town.council)
        answer = sent(browsers[asked.role], asked)
        if answer.status_code >= 500:
            ours.append(str(asked))
        elif asked.method == "GET" and answer.mimetype == "text/html":
            known.learn(answer.get_data(as_text=True), asked.target.partition("?")[0])
    assert ours == []


NAMELESS = (
    b"--x\r\nContent-Disposition: form-data\r\n\r\nwords\r\n--x--\r\n",
    b'--x\r\nContent-Disposition: form-data; filename="a.csv"\r\n\r\nwords\r\n--x--\r\n',
)


@pytest.mark.parametrize("body", NAMELESS, ids=["a field", "a file"])
@pytest.mark.parametrize("is_checked", [True, False])
def test_a_part_without_a_name_is_refused(
    app: Flask,
    session: Session,
    client: ReadingClient,
    monkeypatch: pytest.MonkeyPatch,
    body: bytes,
    is_checked: bool,
) -> None:
    an_authority(session)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", is_checked)
    kind = "multipart/form-data; boundary=x"
    for path in ("/sign-in", "/consultations/a/give-your-view/comment"):
        answer = client.post(path, data=body, content_type=kind)
        assert answer.status_code == 400
        assert "unusual characters" in answer.text


@pytest.mark.parametrize(
    "typed",
    [("1", "1", "9" * 20), ("1", "1", "9" * 5_000), ("9" * 20, "1", "2026"), ("²", "1", "2026")],
    ids=["a year", "a long year", "a day", "a sign"],
)
def test_three_boxes_that_are_no_day_are_none(app: Flask, typed: tuple[str, str, str]) -> None:
    boxes = dict(zip(("on-day", "on-month", "on-year"), typed, strict=True))
    with app.test_request_context(method="POST", data=boxes):
        assert typed_day("on") is None
    boxes = {"on-day": " 3", "on-month": "04", "on-year": "2026"}
    with app.test_request_context(method="POST", data=boxes):
        assert typed_day("on") == date(2026, 4, 3)
