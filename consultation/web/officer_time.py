"""Hear from a page of the desk how long it was looked at."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from consultation.commands.officer_time import spend
from consultation.queries.consultations import consultation_id
from consultation.rules.access import Can
from consultation.rules.officer_time import Part
from consultation.web.filters import one_of
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("officer_time", __name__)

LONGEST_FIGURE = 6


@bp.post("/desk/time")
@allow(Can.TIME_WRITE)
def spent() -> ResponseReturnValue:
    """Count one screen, for a consultation or for the council as a whole."""
    part = one_of(Part, request.form.get("part"))
    seconds = request.form.get("seconds", "")
    if part is None or not _is_figure(seconds):
        raise Malformed("Say which part of the work, and how many seconds.")
    about = None
    if slug := request.form.get("consultation"):
        about = consultation_id(db.session(), current_council().id, slug)
        if about is None:
            raise NotFound
    with work(db.session(), actor(), now()) as unit:
        spend(unit, about, part, int(seconds))
    return "", 204


def _is_figure(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_FIGURE
