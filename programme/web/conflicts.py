"""The register of conflicts of interest, and what the chair decides on each."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.conflicts import decide_conflict
from programme.queries.conflicts import register
from programme.rules.access import Can

bp = Blueprint("conflicts", __name__, url_prefix="/programme/conflicts")


@bp.get("")
@allow(Can.ASSESSMENT_READ)
def every() -> ResponseReturnValue:
    """Show every declaration, what waits first."""
    return _page({})


@bp.post("/<uuid:assignment_id>")
@allow(Can.ASSESSMENT_CHAIR)
def decide(assignment_id: UUID) -> ResponseReturnValue:
    """Clear a declaration, or keep its person from the submission."""
    clears = request.form.get("act") == "clear"
    try:
        with work(db.session(), actor(), now()) as unit:
            words = request.form.get("mitigation") or None
            decide_conflict(unit, assignment_id, clears=clears, mitigation=words)
    except (Invalid, Conflict) as wrong:
        said = next(iter(wrong.fields.values()), wrong.sentence)
        return _page({f"mitigation-{assignment_id}": said}), wrong.status
    flash(_("Cleared.") if clears else _("Kept from the submission."))
    return redirect(url_for(".every"), 303)


def _page(problems: Mapping[str, str]) -> str:
    rows = register(db.session(), current_council().id)
    return render_template(
        "programme/rounds/conflicts.html",
        waiting=[row for row in rows if row.is_last and row.decided_at is None],
        rows=[row for row in rows if not row.is_last or row.decided_at is not None],
        is_chair=actor().may(Can.ASSESSMENT_CHAIR),
        me=actor().person_id,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
