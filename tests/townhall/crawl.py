"""Ask for everything that a council has, as everybody who could."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from foundation.base.roles import Role
from tests.townhall.towns import Town, addresses


def said(answer: TestResponse) -> str:
    return f"{answer.headers}\n{answer.data.decode(errors='replace')}"


OPEN_TO = {None, Role.PLANNER}
"""Who is sent to the pages that are open to all: one who is signed in, and one who is not."""


def own_addresses(
    app: Flask, town: Town, role: Role | None = None, method: str = "GET"
) -> Iterator[str]:
    """Everything of *town* that *role* may ask for, by a name that only its things have."""
    for rule in app.url_map.iter_rules():
        is_its_own = rule.arguments & town.own.keys()
        if method in (rule.methods or ()) and is_its_own and is_for(app, role, rule):
            yield from addresses(rule, {**town.names, **town.own})


def all_addresses(app: Flask, town: Town, role: Role | None = None) -> Iterator[str]:
    """Everything of *town* that *role* may ask for; who may not is told so by any page."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and is_for(app, role, rule):
            yield from addresses(rule, town.names)


def right(app: Flask, rule: Rule) -> str:
    """Return the right that a route asks for, or ``anyone``."""
    return str(getattr(app.view_functions[rule.endpoint], "access", "anyone"))


def may(app: Flask, role: Role | None, rule: Rule) -> bool:
    """Tell what the table of rights says."""
    wanted = right(app, rule)
    return wanted == "anyone" or (role is not None and wanted in app.extensions["policy"][role])


def is_for(app: Flask, role: Role | None, rule: Rule) -> bool:
    """Tell whether *role* is sent to a page; that others are refused is tested for every route."""
    return role in OPEN_TO if right(app, rule) == "anyone" else may(app, role, rule)


def unlike(app: Flask) -> Iterator[Role | None]:
    """Yield a visitor and one role of each set of rights; the others would be told the same."""
    known: set[frozenset[str]] = set()
    for role in (None, *Role):
        rights = frozenset(app.extensions["policy"][role]) if role else frozenset()
        if rights not in known or role is None:
            yield role
        known.add(rights)
