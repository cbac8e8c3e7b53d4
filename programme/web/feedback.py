"""Feedback to firms that were not chosen: draft it, change its words, and release it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.numbers import whole_number
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.feedback import draft_feedback, release_feedback, write_feedback
from programme.queries.feedback import FeedbackPage, feedback_of, feedback_page, reasons
from programme.rules.access import Can
from programme.rules.feedback import FeedbackState
from programme.web.asked import asked_challenge
from programme.web.match_mails import feedback_mail

bp = Blueprint("firm_feedback", __name__, url_prefix="/programme")


@bp.get("/challenges/<slug>/feedback")
@allow(Can.FEEDBACK_READ)
def every(slug: str) -> ResponseReturnValue:
    """List every submission that was not chosen, and how far its feedback is."""
    return _list(slug, {})


@bp.post("/challenges/<slug>/feedback")
@allow(Can.FEEDBACK_WRITE)
def draft(slug: str) -> ResponseReturnValue:
    """Draft what is missing from the reasons of the assessors."""
    found = asked_challenge(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            made = draft_feedback(unit, found.id, reasons)
    except Conflict as wrong:
        return _list(slug, {"drafts": wrong.sentence}), wrong.status
    flash(ngettext("%(num)s draft is made.", "%(num)s drafts are made.", made))
    return redirect(url_for(".every", slug=slug), 303)


@bp.get("/feedback/<uuid:feedback_id>")
@allow(Can.FEEDBACK_READ)
def page(feedback_id: UUID) -> ResponseReturnValue:
    """Show one feedback, with its words to change while it is a draft."""
    return _page(_asked(feedback_id), {})


@bp.post("/feedback/<uuid:feedback_id>")
@allow(Can.FEEDBACK_WRITE)
def write(feedback_id: UUID) -> ResponseReturnValue:
    """Keep the words; somebody who was faster is shown beside what was typed."""
    words = request.form.getlist("words")
    try:
        with work(db.session(), actor(), now()) as unit:
            write_feedback(unit, feedback_id, words, _seen())
    except (Invalid, Conflict) as wrong:
        problems = dict(wrong.fields) or {"words-1": wrong.sentence}
        return _page(_asked(feedback_id), problems, words), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", feedback_id=feedback_id), 303)


@bp.post("/feedback/<uuid:feedback_id>/release")
@allow(Can.FEEDBACK_RELEASE)
def release(feedback_id: UUID) -> ResponseReturnValue:
    """Let the firm read it, and tell everybody who writes for it."""
    found = _asked(feedback_id)
    written = feedback_mail(current_council(), found.row.challenge, feedback_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            release_feedback(unit, feedback_id, written)
    except Conflict as wrong:
        return _page(_asked(feedback_id), {"release": wrong.sentence}), wrong.status
    flash(_("Released. The firm is told by mail and reads it on its page."))
    return redirect(url_for(".page", feedback_id=feedback_id), 303)


def _asked(feedback_id: UUID) -> FeedbackPage:
    found = feedback_page(db.session(), current_council().id, feedback_id)
    if found is None:
        raise NotFound("There is no such feedback.")
    return found


def _seen() -> int:
    seen = whole_number(request.form.get("seen"), 9)
    return -1 if seen is None else seen


def _list(slug: str, problems: Mapping[str, str]) -> str:
    found = asked_challenge(slug)
    rows = feedback_of(db.session(), current_council().id, found.id)
    without = [row for row in rows if row.id is None]
    can_draft = any(
        reasons(db.session(), current_council().id, row.submission_id) for row in without[:1]
    )
    return render_template(
        "programme/feedback/list.html",
        challenge=found,
        rows=rows,
        without=len(without),
        can_draft=can_draft and actor().may(Can.FEEDBACK_WRITE),
        problems={name: translated(said) for name, said in problems.items()},
    )


def _page(
    found: FeedbackPage, problems: Mapping[str, str], typed: Sequence[str] | None = None
) -> str:
    is_draft = found.row.state is FeedbackState.DRAFT
    return render_template(
        "programme/feedback/page.html",
        found=found,
        row=found.row,
        typed=typed,
        is_draft=is_draft,
        may_write=is_draft and actor().may(Can.FEEDBACK_WRITE),
        may_release=is_draft and actor().may(Can.FEEDBACK_RELEASE),
        is_writer=actor().person_id in found.writers,
        problems={name: translated(said) for name, said in problems.items()},
    )
