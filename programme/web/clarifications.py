"""Questions of firms at the desk: read them, and answer to all."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.clarifications import answer_question
from programme.queries.challenges import ChallengePage
from programme.queries.public import questions_of
from programme.rules.access import Can
from programme.web.asked import asked_challenge

bp = Blueprint("clarifications", __name__, url_prefix="/programme/challenges/<slug>/questions")


@bp.get("")
@allow(Can.CLARIFICATION_ANSWER)
def every(slug: str) -> ResponseReturnValue:
    """Show what waits for an answer, and what was answered."""
    return _page(asked_challenge(slug), {}, None)


@bp.post("/<uuid:question_id>")
@allow(Can.CLARIFICATION_ANSWER)
def answer(slug: str, question_id: UUID) -> ResponseReturnValue:
    """Answer a question, to all."""
    found = asked_challenge(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            answer_question(unit, found.id, question_id, request.form.get("answer", ""))
    except (Invalid, Conflict) as wrong:
        problems = dict(wrong.fields) or {"answer": wrong.sentence}
        return _page(found, problems, question_id), wrong.status
    flash(_("Answered. Everybody can read it."))
    return redirect(url_for(".every", slug=slug), 303)


def _page(found: ChallengePage, problems: dict[str, str], wrong: UUID | None) -> str:
    return render_template(
        "programme/challenges/questions.html",
        challenge=found,
        waiting=questions_of(db.session(), found.id, answered=False),
        answered=questions_of(db.session(), found.id, answered=True),
        problems=problems,
        wrong=wrong,
        typed=request.form,
    )
