"""Every door of the app is as its rule says: for visitors, for each role, without a token."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from consultation.models.consultations import Consultation
from foundation.base.db import db
from foundation.base.roles import Role
from tests.consultation.make import a_comment, a_consultation
from tests.html import ReadingClient
from tests.make import a_person, an_actor, an_authority
from townhall import policy

Browsers = Callable[..., ReadingClient]

VALUES = {"UUIDConverter": str(UUID(int=0)), "IntegerConverter": "0"}


def doors(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Yield (method, path, right) for every door that asks for a right."""
    for rule in app.url_map.iter_rules():
        right = getattr(app.view_functions[rule.endpoint], "access", "static")
        if right in {"anyone", "static"}:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, path_of(rule), right


def path_of(rule: Rule, **given: str) -> str:
    """Return a path to *rule* that leads to what is *given*, else to nothing."""
    values = {
        name: given.get(name) or VALUES.get(type(kind).__name__, "x")
        for name, kind in rule._converters.items()
    }
    built = rule.build(values)
    assert built is not None
    return str(built[1])


def test_no_door_opens_for_a_visitor(app: Flask, session: Session, client: ReadingClient) -> None:
    an_authority(session)
    opened = [
        (method, path)
        for method, path, _ in doors(app)
        if client.open(path, method=method).status_code != 401
    ]
    assert opened == []


@pytest.mark.parametrize("role", Role)
def test_no_door_opens_for_who_lacks_its_right(
    app: Flask, session: Session, client_for: Browsers, role: Role
) -> None:
    an_authority(session)
    browser, held = client_for(role), policy.table()[role]
    opened = [
        (method, path)
        for method, path, right in doors(app)
        if right not in held
        and not path.startswith("/api/")
        and browser.open(path, method=method).status_code != 403
    ]
    assert opened == []


def test_no_form_is_taken_without_its_token(
    app: Flask, session: Session, client_for: Browsers
) -> None:
    an_authority(session)
    browser = client_for(Role.AUTHORITY_ADMIN, Role.CONSULTATION_OFFICER)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        taken = [
            (method, path_of(rule))
            for rule in app.url_map.iter_rules()
            for method in (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
            if not str(rule).startswith("/api/")
            and browser.open(path_of(rule), method=method).status_code != 400
        ]
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert taken == []


@pytest.mark.parametrize("roles", [(), (Role.AUTHORITY_ADMIN, Role.CONSULTATION_OFFICER)])
def test_reading_a_page_changes_nothing(
    app: Flask, session: Session, client_for: Browsers, roles: tuple[Role, ...]
) -> None:
    council = an_authority(session).id
    person = a_person(session, council, Role.PLANNER)
    actor = an_actor(council, person_id=person.id)
    consultation = a_consultation(session, actor)
    comment = a_comment(session, actor, consultation)
    slug = session.scalars(select(Consultation.slug)).one()
    browser = client_for(*roles) if roles else cast(ReadingClient, app.test_client())
    before = fingerprint(session)
    real = {"person_id": str(person.id), "ref": comment.ref, "slug": slug}
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()):
            browser.get(path_of(rule, **real))
    assert fingerprint(session) == before


def fingerprint(session: Session) -> dict[str, list[str]]:
    """Return every row of every table as text."""
    session.rollback()
    return {
        name: sorted(str(tuple(row)) for row in session.execute(select(table)))
        for name, table in db.metadata.tables.items()
    }
