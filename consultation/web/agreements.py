"""Say that you agree with somebody's comment."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from consultation.commands.agreements import agree as give_agreement
from consultation.web.comments import bp, public_comment, readable
from foundation.base.db import db
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now
from foundation.web.limits import limiter
from foundation.web.visitor import note_visitor, voice_digest

MANY = "300 per hour"


@bp.get("/comments/<ref>/agree")
@anyone
def agree(ref: str) -> ResponseReturnValue:
    """Ask once more, with the comment in view."""
    named = public_comment(ref)
    note_visitor()
    return render_template(
        "consultation/comments/agree.html",
        form=FlaskForm(),
        comment=readable(named),
        consultation={"slug": named.slug, "title": named.title},
        may_agree=named.may_comment,
    )


@bp.post("/comments/<ref>/agree")
@anyone
@limiter.limit(MANY)
def send_agreement(ref: str) -> ResponseReturnValue:
    """Count one more voice, unless it is counted already."""
    named = public_comment(ref)
    note_visitor()
    digest = voice_digest(named.consultation_id)
    with work(db.session(), actor(), now()) as unit:
        give_agreement(unit, named.id, voice_digest=digest)
    return redirect(url_for(".page", ref=named.thread_ref), 303)
