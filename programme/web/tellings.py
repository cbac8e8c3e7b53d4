"""A line of the equal-information ledger: share it with all, or agree that it is private."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.tellings import keep_private, share_telling
from programme.queries.tellings import TellingRow, telling_of
from programme.rules.access import Can

bp = Blueprint("tellings", __name__, url_prefix="/programme/cohort/tellings/<uuid:telling_id>")


@bp.get("")
@allow(Can.COHORT_RUN)
def page(telling_id: UUID) -> ResponseReturnValue:
    """Show one line, and ask why it should stay private."""
    return _page(_asked(telling_id), {})


@bp.post("")
@allow(Can.COHORT_RUN)
def settle(telling_id: UUID) -> ResponseReturnValue:
    """Share a line, or keep it private with a reason."""
    found = _asked(telling_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            match request.form.get("act"):
                case "share":
                    share_telling(unit, telling_id)
                case "private":
                    keep_private(unit, telling_id, request.form.get("reason", ""))
                case _:
                    raise Malformed("Say what is to be done.")
    except (Invalid, Conflict) as wrong:
        return _page(found, wrong.fields or {"reason": wrong.sentence}), wrong.status
    flash(_("Saved. The list says where this line stands."))
    return redirect(url_for("cohorts.desk") + "#ledger", 303)


def _asked(telling_id: UUID) -> TellingRow:
    found = telling_of(db.session(), current_council().id, telling_id)
    if found is None:
        raise NotFound("There is no such line.")
    return found


def _page(found: TellingRow, problems: Mapping[str, str]) -> str:
    return render_template(
        "programme/cohorts/telling.html",
        line=found,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
