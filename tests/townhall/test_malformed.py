"""Whatever is sent to whatever route is answered, and never with an error of ours.

A few hundred requests; ``make torture`` sends a hundred thousand to a server.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from foundation.base.roles import Role
from foundation.web.limits import limiter
from tests.html import ReadingClient
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
