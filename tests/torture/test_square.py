"""Who may do what: every role, by every route and method, by the state of what is asked for.

The square is made from the address map and the table of rights. A request that the table does not
allow has to be refused and to change nothing; one that it allows does not reach what another
council has, what is not published, or what is over. Only in ``make torture``: the edges of the
square are in ``make test``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from consultation.models.consultations import Consultation
from consultation.rules.consultations import ConsultationStatus
from foundation.accounts.models.people import Person, PersonRole
from foundation.base.db import db
from foundation.base.roles import Role
from foundation.web.limits import limiter
from tests.conftest import sign_in_as
from tests.html import ReadingClient
from tests.torture.figures import note
from tests.townhall.crawl import may, right
from tests.townhall.stored import rows_of_every_table
from tests.townhall.test_states import HELD
from tests.townhall.test_twins import as_sent, is_blind
from tests.townhall.towns import SHARED_SLUG, Names, Town, a_town, addresses

pytestmark = pytest.mark.skipif(not os.environ.get("SQUARE"), reason="a part of make torture")

SAFE = "GET"
UNSAFE = ("DELETE", "PATCH", "POST", "PUT")
REFUSED = {401, 403}
NOT_THERE = {401, 403, 404, 405, 415, 429}
AT_FAULT = 500
SENT = {"text": "Let me in.", "role": "authority_admin", "after": "hidden", "code": "123456"}


class State(StrEnum):
    """Whose a thing is, or what has become of it."""

    OWN = "their own"
    OTHERS = "somebody else's"
    ELSEWHERE = "another council's"
    UNPUBLISHED = "not published"
    OVER = "over"


@dataclass
class Square:
    """What was asked in one state, and what came of it.

    Addresses have at least one of the parts called *only*, if there are such.
    """

    app: Flask
    state: State
    names: Names
    only: frozenset[str]
    asked: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)

    def requests(self, role: Role | None) -> Iterator[tuple[Rule, str, str]]:
        """Yield (rule, method, address) of all that is asked for as *role*.

        What is allowed is only looked at: what may be changed is for the tests of each page. The
        things of another council, and what is over, are for nobody to change.
        """
        for rule in self.app.url_map.iter_rules():
            for method in (SAFE, *UNSAFE):
                if method in (rule.methods or ()) and self._is_of_it(rule, role, method):
                    for address in addresses(rule, self.names):
                        yield rule, method, address

    def take(self, role: Role | None, rule: Rule, asked: str, status: int) -> None:
        """Judge one answer."""
        self.asked += 1
        self.refused += status in NOT_THERE
        if status >= AT_FAULT or not self._is_right(role, rule, asked, status):
            self.wrong.append(f"{role} {asked} {status}")

    def _is_of_it(self, rule: Rule, role: Role | None, method: str) -> bool:
        if self.state is State.ELSEWHERE:
            return bool(rule.arguments & self.only)
        is_allowed = may(self.app, role, rule)
        if self.state is State.OVER and method == "POST" and is_public(self.app, rule):
            return role in {None, Role.RESIDENT}
        return method == SAFE or not is_allowed

    def _is_right(self, role: Role | None, rule: Rule, asked: str, status: int) -> bool:
        if not may(self.app, role, rule):
            return status in REFUSED
        if self.state is State.ELSEWHERE:
            return status in NOT_THERE or is_blind(asked.partition(" ")[2])
        if self.state is State.UNPUBLISHED and is_public(self.app, rule):
            return status in NOT_THERE
        return True


def is_public(app: Flask, rule: Rule) -> bool:
    """Tell whether a page is of one consultation, and for everybody."""
    under = rule.rule.startswith(("/consultations/<slug>", "/api/v1/consultations/<slug>"))
    return under and right(app, rule) == "anyone"


def of_the_town(browser: ReadingClient, session: Session, town: Town, role: Role) -> ReadingClient:
    """Sign *browser* in as the one with this role who was there when the town was made."""
    whose = (
        select(Person.id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(Person.authority_id == town.council.id, PersonRole.role == role)
    )
    first = session.scalars(whose.order_by(Person.created_at, Person.id)).first()
    assert first, role
    sign_in_as(browser, first)
    return browser


def prepared(session: Session, state: State) -> tuple[Town, Names, frozenset[str]]:
    """Return the council that is asked, the names that are asked for, and which of them matter."""
    here = a_town(session, "alpha", "Amsel")
    if state is State.ELSEWHERE:
        there = a_town(session, "beta", "Birke")
        return here, {**there.names, **there.own}, frozenset(there.own)
    moved = {
        State.UNPUBLISHED: (here.own["slug"][1], ConsultationStatus.DRAFT),
        State.OVER: (SHARED_SLUG, ConsultationStatus.CLOSED),
    }
    if state not in moved:
        return here, here.names, frozenset()
    slug, status = moved[state]
    session.execute(update(Consultation).where(Consultation.slug == slug).values(status=status))
    session.commit()
    return here, {**here.names, "slug": (slug,)}, frozenset()


def browsers(
    app: Flask, session: Session, client_for: Callable[..., ReadingClient], here: Town, state: State
) -> Callable[[Role | None], ReadingClient]:
    """Return what gives a browser to a visitor, or to somebody with one role."""

    def as_one_of(role: Role | None) -> ReadingClient:
        if role and state is not State.OWN:
            return client_for(role, authority=here.council)
        browser = cast(ReadingClient, app.test_client())
        browser.at = here.at
        return of_the_town(browser, session, here, role) if role else browser

    return as_one_of


@pytest.mark.parametrize("state", State)
def test_nobody_gets_further_than_the_table_of_rights_says(
    app: Flask, session: Session, client_for: Callable[..., ReadingClient], state: State
) -> None:
    here, names, only = prepared(session, state)
    square = Square(app, state, names, only)
    as_one_of = browsers(app, session, client_for, here, state)
    for role in (None, *Role):
        limiter.reset()
        browser = as_one_of(role)
        before = rows_of_every_table(db.engines)
        for rule, method, address in square.requests(role):
            given = {} if method == SAFE else as_sent(address, SENT)
            answer = browser.open(address, method=method, buffered=True, **given)
            square.take(role, rule, f"{method} {address}", answer.status_code)
        after = rows_of_every_table(db.engines)
        kept = HELD if state is State.OVER and role in {None, Role.RESIDENT} else after
        square.wrong += [f"{role} changed {name}" for name in kept if after[name] != before[name]]
    note(
        f"every square: {state}, {db.engine.dialect.name}",
        asked=square.asked,
        refused=square.refused,
        unexpected=len(square.wrong),
    )
    assert square.wrong == []
