"""The officers' and applicants' side of the loop: one comment to answer."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from consultation.commands.concerns import settle_concerns
from consultation.commands.moderation import set_moderation
from consultation.commands.representations import note_reading
from consultation.queries.answering import DeskComment
from consultation.queries.answers import points_to_answer
from consultation.queries.imports import source_of
from consultation.queries.offers import offers_to
from consultation.queries.representations import signatory_of
from consultation.rules.access import Can
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.web.answering import signature, stands
from consultation.web.desk_comment import asked_comment, comment_parts
from consultation.web.filters import one_of
from consultation.web.forms.answers import AnswerForm
from consultation.web.forms.views import refused
from consultation.web.queue_filters import back_to_queue, held_to
from consultation.web.single_answers import save_answer, say_as_applicant, subject_of
from foundation.accounts.rules.correspondents import Signatory
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("feedback", __name__, url_prefix="/desk/comments")


@bp.get("/<ref>")
@allow(Can.DESK_READ)
def answer(ref: str) -> ResponseReturnValue:
    """Show one comment with the form to answer it."""
    return _answer_page(asked_comment(ref), None, {})


@bp.post("/<ref>/who")
@allow(Can.REPRESENTATION_READ)
def who(ref: str) -> ResponseReturnValue:
    """Show who is behind a formal comment, once that it is looked up is recorded."""
    asked = asked_comment(ref)
    with work(db.session(), actor(), now()) as unit:
        note_reading(unit, asked.id)
    found = signatory_of(db.session(), current_council().id, asked.id)
    return _answer_page(asked, None, {}, found)


@bp.post("/<ref>")
@allow(Can.ANSWER_WRITE)
def send_answer(ref: str) -> ResponseReturnValue:
    """Save or send the answer, or only move the comment on; what was typed is never lost."""
    asked = asked_comment(ref)
    form = AnswerForm()
    try:
        said = _saved(asked, form)
    except Invalid as wrong:
        return _answer_page(asked, form, refused(form, wrong.fields)), 422
    except Conflict as quicker:
        fresh = asked_comment(ref)
        form.seen.data = stands(fresh)
        return _answer_page(fresh, form, {"text": quicker.sentence}, is_late=True), 409
    flash(said)
    here = url_for(".answer", ref=ref, point=form.point.data or None)
    return redirect(back_to_queue() or here, 303)


def _saved(asked: DeskComment, form: AnswerForm) -> str:
    signed = signature()
    if signed.is_applicant:
        return say_as_applicant(asked, form, signed)
    points = points_to_answer(db.session(), asked.id)
    subject = subject_of(asked, points, form.point.data)
    return save_answer(asked, subject, form, signed, request.form.get("do", ""))


@bp.post("/<ref>/moderation")
@allow(Can.COMMENT_MODERATE)
def moderate(ref: str) -> ResponseReturnValue:
    """Show, hold or hide a comment; who hides one says why, and has settled what was reported."""
    asked = asked_comment(ref)
    after = one_of(Moderation, request.form.get("after"))
    if after is None:
        raise Malformed("Say whether the comment is to be shown, held or hidden.")
    try:
        with work(db.session(), actor(), now()) as unit:
            if after is Moderation.HIDDEN:
                settle_concerns(unit, asked.id, after, request.form.get("why"))
            else:
                set_moderation(unit, asked.id, after)
    except Invalid as wrong:
        return _answer_page(asked, None, {"why": str(wrong)}), 422
    except Conflict as waits:
        return _answer_page(asked, None, {"why": str(waits)}), 409
    flash(str(MODERATED[after]))
    return redirect(back_to_queue() or url_for(".answer", ref=ref), 303)


MODERATED = {
    Moderation.VISIBLE: _("Everyone can read the comment now."),
    Moderation.HELD: _("The comment waits for a check. Nobody else can read it."),
    Moderation.HIDDEN: _("The comment is hidden. Its author can still follow it."),
}


def _answer_page(
    asked: DeskComment,
    form: AnswerForm | None,
    problems: dict[str, str],
    signatory: Signatory | None = None,
    *,
    is_late: bool = False,
) -> str:
    parts = comment_parts(asked, form, request.values.get("point"))
    version = parts["version"]
    if is_late and form and version and form.seen_answer.data != str(version.revision):
        form.seen_answer.data, parts["saved"] = str(version.revision), version
    is_withdrawn = asked.row.feedback_status is FeedbackStatus.WITHDRAWN
    return render_template(
        "consultation/feedback/answer.html",
        **parts,
        signatory=signatory,
        problems=problems,
        offers=offers_to(db.session(), current_council().id, asked.id),
        source=source_of(db.session(), asked.id) if held_to() is None else None,
        kept=asked.row.text if is_withdrawn and held_to() is None else "",
        why=request.form.get("why", ""),
        queue=request.values.get("queue", ""),
    )
