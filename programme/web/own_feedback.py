"""What a firm reads of its submission that was not chosen, and that it has read it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.feedback import note_read
from programme.queries.feedback import FeedbackPage, feedback_page, own_feedback
from programme.rules.access import Can
from programme.web.firm import who

bp = Blueprint("own_feedback", __name__, url_prefix="/firm/feedback")


@bp.get("/<uuid:feedback_id>")
@allow(Can.SUBMISSION_WRITE)
def page(feedback_id: UUID) -> ResponseReturnValue:
    """Show the marks and the words on each criterion."""
    found = _own(feedback_id)
    return render_template("programme/firms/feedback.html", found=found, row=found.row)


@bp.post("/<uuid:feedback_id>")
@allow(Can.SUBMISSION_WRITE)
def read(feedback_id: UUID) -> ResponseReturnValue:
    """Say that it was read."""
    _own(feedback_id)
    with work(db.session(), actor(), now()) as unit:
        note_read(unit, feedback_id)
    flash(_("Thank you for reading it."))
    return redirect(url_for(".page", feedback_id=feedback_id), 303)


def _own(feedback_id: UUID) -> FeedbackPage:
    """Return what a firm of who looks was told; a draft and a rival's are none."""
    council = current_council().id
    if feedback_id in {row.id for row in own_feedback(db.session(), council, who())}:
        found = feedback_page(db.session(), council, feedback_id)
        if found is not None:
            return found
    raise NotFound("There is no such feedback.")
