"""The officers' and applicants' side of the loop: what waits, and one comment to answer."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm

from consultation.commands.concerns import settle_concerns
from consultation.commands.moderation import set_moderation
from consultation.commands.representations import note_reading
from consultation.queries.answering import DeskComment, desk_comment, desk_counts
from consultation.queries.applicants import consultations_applied_for
from consultation.queries.comments import CommentFilter, StepRow, waiting_comments
from consultation.queries.consultations import consultation_id
from consultation.queries.desk import WAITING
from consultation.queries.named import own_topics
from consultation.queries.representations import signatory_of
from consultation.rules.access import Can, is_held_to_own
from consultation.rules.comments import Moderation
from consultation.rules.dispositions import is_out
from consultation.rules.feedback import FeedbackStatus
from consultation.web.answering import Signature, publish, signature, stands
from consultation.web.desk import NONE, desk_chips, desk_url, shown_desk_row
from consultation.web.filters import one_of
from consultation.web.forms.answers import AnswerForm
from consultation.web.forms.views import refused
from consultation.web.labels import FEEDBACK
from consultation.web.rows import shown_comment
from foundation.accounts.rules.correspondents import Signatory
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import full_date

bp = Blueprint("feedback", __name__, url_prefix="/desk/comments")


@bp.get("")
@allow(Can.DESK_READ)
def desk() -> ResponseReturnValue:
    """List what waits, or what is in the state that was asked for."""
    shown = request.args.get("show", "")
    state = _state(shown)
    session, here = db.session(), current_council().id
    slug = request.args.get("consultation")
    within = _within(slug)
    filters = CommentFilter(
        status=state if isinstance(state, FeedbackStatus) else None,
        moderation=state if isinstance(state, Moderation) else Moderation.VISIBLE,
        within=within,
    )
    after = request.args.get("after")
    rows = waiting_comments(session, here, None, filters, after)
    counts = desk_counts(session, here, within)
    asked_for = [counts.get(each, NONE) for each in ((state,) if state else WAITING)]
    return render_template(
        "consultation/feedback/desk.html",
        rows={"rows": [shown_desk_row(row, now()) for row in rows.rows], "next": rows.next},
        total=sum(each.total for each in asked_for),
        formal=sum(each.formal for each in asked_for),
        chips=desk_chips(counts, shown, slug, moderates=actor().may(Can.COMMENT_MODERATE)),
        next_url=desk_url(shown, slug, rows.next) if rows.next else None,
        first_url=desk_url(shown, slug) if after else None,
        works_on_issues=actor().may(Can.ISSUE_WRITE),
        only=slug,
    )


@bp.get("/<ref>")
@allow(Can.DESK_READ)
def answer(ref: str) -> ResponseReturnValue:
    """Show one comment with the form to answer it."""
    asked = _asked(ref)
    signed = signature()
    form = AnswerForm(data={"team": signed.team, "seen": stands(asked)})
    return _answer_page(asked, form, signed, {})


@bp.post("/<ref>/who")
@allow(Can.REPRESENTATION_READ)
def who(ref: str) -> ResponseReturnValue:
    """Show who is behind a formal comment, once that it is looked up is recorded."""
    asked = _asked(ref)
    with work(db.session(), actor(), now()) as unit:
        note_reading(unit, asked.id)
    signed = signature()
    form = AnswerForm(data={"team": signed.team, "seen": stands(asked)}, formdata=None)
    found = signatory_of(db.session(), current_council().id, asked.id)
    return _answer_page(asked, form, signed, {}, found)


@bp.post("/<ref>")
@allow(Can.ANSWER_WRITE)
def send_answer(ref: str) -> ResponseReturnValue:
    """Publish the answer, or only move the comment on."""
    asked = _asked(ref)
    form, signed = AnswerForm(), signature()
    try:
        said = publish(asked, form, signed)
    except Invalid as wrong:
        return _answer_page(asked, form, signed, refused(form, wrong.fields)), 422
    except Conflict as quicker:
        form.seen.data = stands(_asked(ref))
        return _answer_page(_asked(ref), form, signed, {"text": str(quicker)}), 409
    flash(said)
    return redirect(url_for(".answer", ref=ref), 303)


@bp.post("/<ref>/moderation")
@allow(Can.COMMENT_MODERATE)
def moderate(ref: str) -> ResponseReturnValue:
    """Show, hold or hide a comment; who hides one says why, and has settled what was reported."""
    asked = _asked(ref)
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
        return _answer_page(asked, AnswerForm(None), signature(), {"why": str(wrong)}), 422
    flash(str(MODERATED[after]))
    return redirect(url_for(".answer", ref=ref), 303)


MODERATED = {
    Moderation.VISIBLE: _("Everyone can read the comment now."),
    Moderation.HELD: _("The comment waits for a check. Nobody else can read it."),
    Moderation.HIDDEN: _("The comment is hidden. Its author can still follow it."),
}


def held_to() -> frozenset[UUID] | None:
    """Return the consultations that this person is held to; None for the council's own people."""
    who = actor()
    if who.person_id is None or not is_held_to_own(who.roles):
        return None
    return consultations_applied_for(db.session(), who.person_id)


def _within(slug: str | None) -> frozenset[UUID] | None:
    """Return the consultations whose comments are asked for; None for all of the council."""
    held = held_to()
    if not slug:
        return held
    found = consultation_id(db.session(), current_council().id, slug)
    if found is None or (held is not None and found not in held):
        raise NotFound("There is no such consultation.")
    return frozenset({found})


def _asked(ref: str) -> DeskComment:
    found = desk_comment(db.session(), current_council().id, ref)
    within = held_to()
    if found is None or (within is not None and found.consultation_id not in within):
        raise NotFound("There is no such comment.")
    if within is not None and not found.row.is_public:
        raise NotFound("There is no such comment.")
    return found


def _state(shown: str) -> FeedbackStatus | Moderation | None:
    if shown in {Moderation.HELD, Moderation.HIDDEN}:
        return Moderation(shown) if actor().may(Can.COMMENT_MODERATE) else None
    return one_of(FeedbackStatus, shown)


def _answer_page(
    asked: DeskComment,
    form: AnswerForm,
    signed: Signature,
    problems: dict[str, str],
    signatory: Signatory | None = None,
) -> str:
    history = [
        {"when": full_date(asked.row.posted_at), "text": gettext("Received"), "state": "done"},
        *(
            {"when": full_date(step.taken_at), "text": _step_words(step), "state": "done"}
            for step in asked.steps
        ),
    ]
    own = own_topics(db.session(), asked.consultation_id)
    is_withdrawn = asked.row.feedback_status is FeedbackStatus.WITHDRAWN
    return render_template(
        "consultation/feedback/answer.html",
        comment=shown_comment(
            replace(asked.row, moderation=Moderation.VISIBLE, is_withheld=False), own
        ),
        is_withheld=asked.row.is_withheld,
        signatory=signatory,
        may_look_up=actor().may(Can.REPRESENTATION_READ),
        consultation={"slug": asked.slug, "title": asked.title},
        form=form,
        problems=problems,
        history=history,
        officer=signed,
        may_answer=actor().may(Can.ANSWER_WRITE) and not is_withdrawn,
        kept=asked.row.text if is_withdrawn and held_to() is None else "",
        why=request.form.get("why", ""),
        may_moderate=actor().may(Can.COMMENT_MODERATE),
        moderation=asked.row.moderation,
        report_is_out=is_out(asked.consultation_status),
        plain=FlaskForm(),
    )


def _step_words(step: StepRow) -> str:
    words = str(FEEDBACK[step.status])
    return f"{words}: {step.note}" if step.note else words
