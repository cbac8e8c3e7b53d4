"""What state a thing is in decides too: what is not published, and what is over.

``make torture`` asks for everything in every state as every role; here are the edges of the square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from consultation.models.consultations import Consultation
from consultation.rules.consultations import PUBLIC, ConsultationStatus
from foundation.base.db import db
from foundation.base.roles import Role
from foundation.web.limits import limiter
from tests.databases import KINDS
from tests.html import ReadingClient
from tests.townhall.crawl import is_for, said
from tests.townhall.stored import rows_of_every_table
from tests.townhall.towns import SHARED_SLUG, Town, a_town, addresses

Browsers = Callable[..., ReadingClient]

NOT_THERE = {401, 403, 404}
SAID = {"text": "Heard you not?", "view": "comment", "act": "go"}
HELD = ("main comment", "main comment_words", "main representation", "main agreement")
"""Tables that hold what people have said."""


@pytest.fixture
def town(session: Session) -> Town:
    return a_town(session, "alpha", "Amsel")


@pytest.fixture
def visitor(client: ReadingClient, town: Town) -> ReadingClient:
    limiter.reset()
    client.at = town.at
    return client


def of_consultations(app: Flask, method: str) -> Iterator[Rule]:
    """Yield what stands under the address of one consultation and is open to anyone."""
    for rule in app.url_map.iter_rules():
        under = rule.rule.startswith(("/consultations/<slug>", "/api/v1/consultations/<slug>"))
        if under and method in (rule.methods or ()) and is_for(app, None, rule):
            yield rule


def move(session: Session, slug: str, status: ConsultationStatus) -> None:
    moved = update(Consultation).where(Consultation.slug == slug).values(status=status)
    session.execute(moved)
    session.commit()


UNPUBLISHED = (ConsultationStatus.DRAFT, ConsultationStatus.AWAITING_SIGN_OFF)
OVER = sorted(PUBLIC - {ConsultationStatus.OPEN})


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_what_is_not_published_is_not_there_for_the_public(
    app: Flask, session: Session, town: Town, visitor: ReadingClient, client_for: Browsers
) -> None:
    resident = client_for(Role.RESIDENT, authority=town.council)
    names = {**town.names, "slug": (town.own["slug"][1],)}
    for status in UNPUBLISHED:
        move(session, names["slug"][0], status)
        for browser in (visitor, resident):
            for method in ("GET", "POST"):
                for rule in of_consultations(app, method):
                    address = next(addresses(rule, names))
                    answer = browser.open(address, method=method, buffered=True)
                    assert answer.status_code in NOT_THERE | {415}, f"{method} {address}"
                    assert "Draft in" not in said(answer), address


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_nothing_more_is_said_once_it_is_over(
    app: Flask, session: Session, town: Town, visitor: ReadingClient
) -> None:
    names = {**town.names, "slug": (SHARED_SLUG,)}
    for status in OVER:
        move(session, SHARED_SLUG, status)
        limiter.reset()
        before = {name: rows_of_every_table(db.engines).get(name) for name in HELD}
        for rule in of_consultations(app, "POST"):
            address = next(addresses(rule, names))
            sent = {"json": {"text": "Me!"}} if address.startswith("/api/") else {"data": SAID}
            answer = visitor.post(address, **sent)
            assert answer.status_code < 500, address
        after = {name: rows_of_every_table(db.engines).get(name) for name in HELD}
        assert after == before, status
        api = f"/api/v1/consultations/{SHARED_SLUG}/comments"
        assert visitor.post(api, json={"text": "Me!"}).status_code in {404, 409}, status


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_a_page_answers_head_and_options_to_those_alone_who_may_see_it(
    app: Flask, town: Town, visitor: ReadingClient
) -> None:
    for rule in app.url_map.iter_rules():
        address = next(addresses(rule, town.names))
        options = visitor.open(address, method="OPTIONS")
        assert (options.status_code, options.data) == (200, b""), address
        if "HEAD" in (rule.methods or ()) and not is_for(app, None, rule):
            limiter.reset()
            assert visitor.open(address, method="HEAD").status_code == 401, address
