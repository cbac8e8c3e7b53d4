"""Letters for people who are told by post: an officer prints them, and notes who said yes."""

from __future__ import annotations

from uuid import UUID

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from consultation.commands.following import confirm
from consultation.queries.following import waiting_post
from consultation.rules.access import Can
from foundation.accounts.commands.letters import note_printed
from foundation.accounts.queries.contacts import letters_waiting
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import Form

bp = Blueprint("letters", __name__, url_prefix="/desk/letters")

QR_SCALE = 3


@bp.get("")
@allow(Can.LETTERS_PRINT)
def queue() -> ResponseReturnValue:
    """List the letters that wait for the printer, and who has not said yes yet."""
    session, here = db.session(), current_council().id
    return render_template(
        "consultation/following/letters.html",
        form=Form(),
        letters=letters_waiting(session, here),
        waiting=waiting_post(session, here),
    )


@bp.get("/print")
@allow(Can.LETTERS_PRINT)
def sheets() -> ResponseReturnValue:
    """Show every waiting letter on a sheet of its own."""
    letters = letters_waiting(db.session(), current_council().id)
    return render_template(
        "consultation/following/sheets.html",
        letters=[(each, _qr(each.link)) for each in letters],
        form=Form(),
    )


@bp.post("/printed")
@allow(Can.LETTERS_PRINT)
def printed() -> ResponseReturnValue:
    """Take the letters that were printed from the queue; later ones stay."""
    ids = [_id(each) for each in request.form.getlist("letter")]
    with work(db.session(), actor(), now()) as unit:
        count = note_printed(unit, ids)
    flash(ngettext("%(num)s letter is printed.", "%(num)s letters are printed.", count))
    return redirect(url_for(".queue"), 303)


@bp.post("/said-yes")
@allow(Can.LETTERS_PRINT)
def said_yes() -> ResponseReturnValue:
    """Note that a household has told us it wants letters."""
    with work(db.session(), actor(), now()) as unit:
        confirm(unit, _id(request.form.get("which", "")))
    flash(_("They get letters from now on."))
    return redirect(url_for(".queue"), 303)


def _qr(link: str | None) -> str | None:
    return segno.make_qr(link).svg_data_uri(scale=QR_SCALE) if link else None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Invalid("There is no such letter. Open the page again.") from wrong
