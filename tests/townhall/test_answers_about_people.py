"""What people say of themselves stands beside no name and no text: nowhere, for nobody."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from io import StringIO
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.reach.answers import Intake, say_of_oneself
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.reach.answers import ReachAnswer, Respondent
from consultation.rules.reach.traits import Trait
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.db import REACH, db
from foundation.base.reach import reach_session
from foundation.web.limits import limiter
from tests.consultation.make import a_comment
from tests.databases import KINDS
from tests.html import ReadingClient
from tests.townhall.crawl import all_addresses, said, unlike
from tests.townhall.stored import rows_of_every_table, tables_that_hold
from tests.townhall.towns import SHARED_SLUG, Town, a_town
from townhall.jobs import run_once

CANARY = "Kanarienvogel"
"""An answer that no question offers, so that no list of answers and no table of figures has it."""

TEXT = "The bins by the canal are full."
ABOUT_YOU = f"/consultations/{SHARED_SLUG}/about-you"


@pytest.fixture
def town(session: Session) -> Town:
    return a_town(session, "alpha", "Amsel")


@pytest.fixture
def traces(app: Flask, session: Session, town: Town) -> tuple[str, ...]:
    """Every author of *town* has answered; return all that would give the answers away."""
    authors = session.execute(
        select(Comment.consultation_id, Comment.voice_id)
        .where(Comment.authority_id == town.council.id, Comment.voice_id.is_not(None))
        .distinct()
    ).all()
    assert len(authors) > 4
    with reach_session(db.engines[REACH]) as store:
        intake = Intake(store, app.extensions["reach_key"], "2026-03")
        for consultation_id, voice_id in authors:
            assert voice_id is not None
            say_of_oneself(intake, consultation_id, voice_id, {Trait.AGE: CANARY})
    return (CANARY, *_keys())


def _keys() -> list[str]:
    """Return what a respondent is known by, in each way in which it could be written."""
    with Session(db.engines[REACH]) as store:
        rows = store.execute(select(Respondent.id, Respondent.person_key, Respondent.noise_key))
        return [
            written
            for own_id, person_key, noise_key in rows
            for written in (str(own_id), own_id.hex, str(person_key), str(noise_key))
        ]


@pytest.fixture
def logged(app: Flask) -> Iterator[StringIO]:
    """What is logged on the way, down to the smallest line of our own."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    logging.getLogger().addHandler(handler)
    app.logger.addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)
    app.logger.removeHandler(handler)


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_no_page_api_answer_export_mail_or_log_holds_an_answer_of_anybody(
    app: Flask,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    town: Town,
    traces: tuple[str, ...],
    logged: StringIO,
) -> None:
    run_once(app)
    for role in unlike(app):
        limiter.reset()
        client.at = town.at
        browser = client_for(role, authority=town.council) if role else client
        for address in all_addresses(app, town, role):
            answer = browser.get(address, buffered=True)
            told = said(answer)
            assert not [each for each in traces if each in told], address
            assert answer.status_code < 500, address
    run_once(app)
    assert not [each for each in traces if each in logged.getvalue()]
    held = {place for each in traces for place in tables_that_hold(db.engines, each)}
    assert held == {"reach reach_answer", "reach reach_cell", "reach respondent"}


def test_answering_writes_nothing_but_in_the_store_of_answers(
    client: ReadingClient, session: Session, town: Town, logged: StringIO
) -> None:
    code = _follow(client, session, town)
    before = rows_of_every_table(db.engines)
    answer = client.post(f"{ABOUT_YOU}/age", data={"answer": "16_24"})
    own = client.get(f"{ABOUT_YOU}/answers")
    after = rows_of_every_table(db.engines)
    changed = {table for table, rows in after.items() if before[table] != rows}
    assert {table.split()[0] for table in changed} == {REACH}
    assert "16_24" not in said(answer) + logged.getvalue()
    assert "16 to 24" in said(own)
    assert TEXT not in said(own)
    assert code not in said(own)


def test_the_crawl_would_see_an_answer_that_is_shown(
    client: ReadingClient, session: Session, town: Town
) -> None:
    _follow(client, session, town)
    client.post(f"{ABOUT_YOU}/age", data={"answer": "16_24"})
    with reach_session(db.engines[REACH]) as store:
        for each in store.scalars(select(ReachAnswer)):
            each.category = CANARY
    assert CANARY in said(client.get(f"{ABOUT_YOU}/answers"))


def _follow(client: ReadingClient, session: Session, town: Town) -> str:
    """Send a comment from this browser, and come back with its code; return the code."""
    client.at = town.at
    code = a_comment(session, Actor(town.council.id), _shared(session, town.council), TEXT)
    client.post("/follow", data={"code": code.tracking_code})
    return code.tracking_code


def _shared(session: Session, council: Authority) -> UUID:
    return session.scalars(
        select(Consultation.id).where(
            Consultation.authority_id == council.id, Consultation.slug == SHARED_SLUG
        )
    ).one()
