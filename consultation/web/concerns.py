"""Report a comment, and the moderator's list of what was reported."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from consultation.commands.concerns import raise_concern, settle_concerns
from consultation.queries.answering import desk_comment
from consultation.queries.concerns import reported_comments
from consultation.queries.named import NamedComment
from consultation.queries.redactions import redaction_waits
from consultation.rules.access import Can
from consultation.rules.comments import Moderation
from consultation.rules.concerns import ConcernReason
from consultation.web.comments import bp as comments
from consultation.web.comments import public_comment, readable
from consultation.web.filters import one_of
from consultation.web.forms.concerns import ConcernForm
from consultation.web.forms.views import refused
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow, anyone
from foundation.web.current import actor, now
from foundation.web.limits import limiter
from foundation.web.visitor import note_visitor, voice_digest

bp = Blueprint("concerns", __name__, url_prefix="/desk/concerns")

A_FEW = "30 per hour"


@comments.get("/comments/<ref>/report")
@anyone
def report(ref: str) -> ResponseReturnValue:
    """Ask what is wrong with a comment."""
    named = public_comment(ref)
    note_visitor()
    return _report_page(named, ConcernForm(), {})


@comments.post("/comments/<ref>/report")
@anyone
@limiter.limit(A_FEW)
def send_report(ref: str) -> ResponseReturnValue:
    """Note the report, once each."""
    named, form = public_comment(ref), ConcernForm()
    if not form.validate():
        return _report_page(named, form, {}), 422
    note_visitor()
    digest, reason = voice_digest(named.consultation_id), ConcernReason(form.reason.data)
    try:
        with work(db.session(), actor(), now()) as unit:
            raise_concern(unit, named.id, voice_digest=digest, reason=reason, words=form.words.data)
    except Invalid as wrong:
        return _report_page(named, form, refused(form, wrong.fields)), 422
    flash(_("Thank you. A moderator will look at the comment."))
    return redirect(url_for("comments.page", ref=ref), 303)


@bp.get("")
@allow(Can.COMMENT_MODERATE)
def reported() -> ResponseReturnValue:
    """List what was reported and nobody has looked at."""
    return _desk_page()


@bp.post("/<ref>")
@allow(Can.COMMENT_MODERATE)
def settle(ref: str) -> ResponseReturnValue:
    """Keep or hide what was reported, with a reason for its author."""
    found = desk_comment(db.session(), current_council().id, ref)
    if found is None:
        raise NotFound("There is no such comment.")
    after = one_of(Moderation, request.form.get("after")) or Moderation.VISIBLE
    note = request.form.get("note")
    try:
        with work(db.session(), actor(), now()) as unit:
            settle_concerns(unit, found.id, after, note)
    except Invalid:
        return _desk_page(ref, note), 422
    flash(_("It is settled. Its author can read your reason."))
    return redirect(url_for(".reported"), 303)


def _report_page(named: NamedComment, form: ConcernForm, problems: dict[str, str]) -> str:
    return render_template(
        "consultation/concerns/report.html",
        form=form,
        problems=problems,
        comment=readable(named),
        consultation={"slug": named.slug, "title": named.title},
    )


def _desk_page(wrong: str | None = None, note: str | None = None) -> str:
    return render_template(
        "consultation/concerns/desk.html",
        rows=reported_comments(db.session(), current_council().id),
        wrong=wrong,
        note=note or "",
        waits=redaction_waits(db.session(), current_council().id),
        plain=FlaskForm(),
    )
