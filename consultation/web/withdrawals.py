"""Take back what you said; asked once more before it is gone."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from consultation.commands.withdrawals import withdraw
from consultation.web.authors import comment_of_somebody, is_author
from consultation.web.comments import bp
from consultation.web.edits import mine
from foundation.base.db import db
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now


@bp.get("/comments/<ref>/withdraw")
@anyone
def ask_to_withdraw(ref: str) -> ResponseReturnValue:
    """Ask whether they are sure, with their words in view."""
    own = comment_of_somebody(ref)
    if not is_author(own):
        return redirect(url_for("follow.ask", other=1), 303)
    return render_template(
        "consultation/withdrawals/ask.html",
        comment={"ref": own.ref, "text": own.text, "is_withdrawn": own.is_withdrawn},
        consultation={"slug": own.slug, "title": own.title},
        form=FlaskForm(),
    )


@bp.post("/comments/<ref>/withdraw")
@anyone
def send_withdrawal(ref: str) -> ResponseReturnValue:
    """Take the comment back."""
    own = mine(ref)
    with work(db.session(), actor(), now()) as unit:
        withdraw(unit, own.id)
    flash(_("Your comment is taken back. Nobody can read it any more."))
    return redirect(url_for("consultations.page", slug=own.slug), 303)
