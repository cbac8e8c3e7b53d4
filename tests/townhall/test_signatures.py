"""Names and addresses of who comments formally: for whom they are, once each look is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.rules.access import Can
from foundation.accounts.rules.authorities import Publishing
from foundation.base.db import db
from foundation.base.eventlog import LoggedEvent
from foundation.base.roles import Role
from foundation.web.limits import limiter
from tests.databases import KINDS
from tests.html import ReadingClient
from tests.townhall.crawl import all_addresses, said, unlike
from tests.townhall.stored import tables_that_hold
from tests.townhall.towns import Town, a_town, signatory_of
from townhall.jobs import run_once

MARK = "Zilpzalp"
SIGNED = signatory_of(MARK)

Browsers = Callable[..., ReadingClient]
AsRole = Callable[[Role | None], ReadingClient]


@pytest.fixture
def town(app: Flask, session: Session) -> Town:
    """A council that publishes no name, in which all has been told that is to be told."""
    made = a_town(session, "alpha", MARK, publishing=Publishing.NEITHER)
    run_once(app)
    return made


@pytest.fixture
def as_role(client: ReadingClient, client_for: Browsers, town: Town) -> AsRole:
    def browser(role: Role | None) -> ReadingClient:
        limiter.reset()
        client.at = town.at
        return client_for(role, authority=town.council) if role else client

    return browser


def formal(session: Session) -> tuple[UUID, str]:
    found = select(Comment.id, Comment.ref).where(Comment.text == f"Formally {MARK}.")
    comment_id, ref = session.execute(found).one()
    return comment_id, ref


def looks(session: Session) -> list[tuple[UUID | None, UUID]]:
    """Return who looked up whom, as the log has it."""
    session.rollback()
    asked = select(LoggedEvent.actor_id, LoggedEvent.subject_id)
    read = asked.where(LoggedEvent.kind == "consultation.representation.read")
    return [(who, subject) for who, subject in session.execute(read)]


@pytest.mark.parametrize("migrated", KINDS[:1], indirect=True, scope="session")
def test_no_page_shows_a_signature_to_anybody(
    app: Flask, session: Session, town: Town, as_role: AsRole
) -> None:
    _comment_id, ref = formal(session)
    one_of_each = {name: values[:1] for name, values in town.own.items()} | {"ref": (ref,)}
    narrow = replace(town, own=one_of_each)
    for role in unlike(app):
        browser = as_role(role)
        for address in all_addresses(app, narrow, role):
            told = said(browser.get(address, buffered=True))
            assert SIGNED.name not in told, f"{address} as {role}"
    assert looks(session) == []


def test_only_officers_of_the_case_look_one_up_and_each_look_is_recorded(
    app: Flask, session: Session, town: Town, as_role: AsRole
) -> None:
    comment_id, ref = formal(session)
    for role in (None, *Role):
        before = looks(session)
        answer = as_role(role).post(f"/desk/comments/{ref}/who")
        may = role is not None and Can.REPRESENTATION_READ in app.extensions["policy"][role]
        assert may is (role in {Role.PLANNER, Role.CONSULTATION_OFFICER})
        assert (answer.status_code == 200) is may
        assert (SIGNED.name in said(answer)) is may
        assert ("1 Signed" in said(answer)) is may
        after = looks(session)[len(before) :]
        assert [subject for _who, subject in after] == [comment_id] * may
        assert all(who is not None for who, _subject in after)


def test_a_signature_stands_in_one_table_and_in_no_event(session: Session, town: Town) -> None:
    assert tables_that_hold(db.engines, SIGNED.name) == {"main correspondent"}


@pytest.mark.parametrize("ref", ["CDFG-HJKM", "informal"])
def test_nobody_is_looked_up_who_has_not_signed(
    session: Session, town: Town, as_role: AsRole, ref: str
) -> None:
    wanted = town.own["ref"][0] if ref == "informal" else ref
    assert as_role(Role.PLANNER).post(f"/desk/comments/{wanted}/who").status_code == 404
    assert looks(session) == []
