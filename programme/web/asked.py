"""The challenge that an address names, at the council that is asked."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import request

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from programme.queries.challenges import ChallengePage, challenge_page
from programme.rules.stages import GateCode

Value = TypeVar("Value", bound=StrEnum)


def asked_challenge(slug: str) -> ChallengePage:
    """Return a challenge of this council.

    Raises:
        NotFound: there is none.
    """
    found = challenge_page(db.session(), current_council().id, slug)
    if found is None:
        raise NotFound("There is no such challenge.")
    return found


def asked_gate(code: str) -> GateCode:
    """Return the gate that an address names, such as ``g1``.

    Raises:
        NotFound: there is none.
    """
    try:
        return GateCode(code.upper())
    except ValueError as unknown:
        raise NotFound("There is no such gate.") from unknown


def chosen(kind: type[Value], name: str) -> Value | None:
    """Return the value of a form's field, or None where it is none of *kind*."""
    try:
        return kind(request.form.get(name, ""))
    except ValueError:
        return None
