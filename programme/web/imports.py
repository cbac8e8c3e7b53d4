"""Take challenges in from a CSV or JSON file: try it first, then for good."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.sizes import takes_up_to
from programme.commands.imports import import_challenges
from programme.queries.programmes import programmes_of
from programme.rules.access import Can
from programme.rules.challenge_files import MOST_BYTES, read_challenges

bp = Blueprint("imports", __name__, url_prefix="/programme/challenges/import")

NO_FILE = "Choose a CSV or JSON file."
NO_PROGRAMME = "Set a programme up first."


@bp.get("")
@allow(Can.PROGRAMME_WRITE)
def form() -> ResponseReturnValue:
    """Show where to choose the file."""
    return _page(None, {}, is_real=False)


@bp.post("")
@allow(Can.PROGRAMME_WRITE)
@takes_up_to(MOST_BYTES + 10_000)
def take() -> ResponseReturnValue:
    """Read the file and say of each row what becomes of it; write it only where that is asked."""
    is_real = request.form.get("do") == "import"
    file = request.files.get("file")
    programmes = programmes_of(db.session(), current_council().id)
    try:
        if file is None or not file.filename:
            raise Invalid(NO_FILE, fields={"file": NO_FILE})
        if not programmes:
            raise Invalid(NO_PROGRAMME, fields={"file": NO_PROGRAMME})
        rows = read_challenges(file.read())
        with work(db.session(), actor(), now()) as unit:
            taken = import_challenges(unit, programmes[0].id, rows)
            if not is_real:
                unit.session.rollback()
                unit.events.clear()
    except Invalid as wrong:
        return _page(None, dict(wrong.fields), is_real=is_real), wrong.status
    return _page(taken, {}, is_real=is_real)


def _page(taken: list[Any] | None, problems: dict[str, str], *, is_real: bool) -> str:
    return render_template(
        "programme/challenges/import.html",
        taken=taken,
        added=sum(slug is not None for _, slug in taken or ()),
        is_real=is_real,
        problems=problems,
    )
