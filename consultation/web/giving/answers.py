"""Check and send answers where a consultation asks questions and takes no comments."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from consultation.commands.journey import note_sent
from consultation.commands.responses import respond
from consultation.commands.unsent import take
from consultation.queries.named import NamedConsultation
from consultation.queries.responses import response_ref
from consultation.queries.unsent import KeptUnsent
from consultation.rules.journey import minutes_of
from consultation.rules.unsent import Step, Unsent
from consultation.web.consultations import public_consultation
from consultation.web.forms.giving import SendForm
from consultation.web.giving.asking import left, open_form, replies
from consultation.web.giving.walk import Walk, bp, device, frame
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import Work, work
from foundation.web.access import anyone
from foundation.web.current import actor, now
from foundation.web.visitor import note_visitor, submission_id
from questions.web.told import ToldAnswer, told

ANSWERED = "answered"
"""Where the cookie remembers the id of the answers that this browser sent last."""


@bp.get("/answers-sent")
@anyone
def answers_sent(slug: str) -> ResponseReturnValue:
    """Say that the answers have come, and what happens with them."""
    named = public_consultation(slug)
    kept = session.get(ANSWERED)
    ref = _ref(named, UUID(kept)) if kept else None
    if ref is None:
        return redirect(url_for(".start", slug=slug), 303)
    return render_template("consultation/giving/answers_sent.html", ref=ref, consultation=named)


def answers_page(named: NamedConsultation, kept: KeptUnsent, changed: str | None = None) -> str:
    """Return the check page: every question with its answer, and the button that sends."""
    return render_template(
        "consultation/giving/check_answers.html",
        form=SendForm(formdata=None, form_key=kept.id.hex, revision=str(kept.revision)),
        problems={},
        changed=changed,
        replies=told_replies(named, kept.answers),
        change=change_address(named),
        **frame(Walk(named, kept.answers), Step.CHECK),
    )


def send_answers(named: NamedConsultation, kept: KeptUnsent, owner: str) -> ResponseReturnValue:
    """Send what was checked, once however often it is asked for.

    Raises:
        Conflict: it was changed since, or sent, or nothing can be answered now.
    """
    note_visitor()
    response_id = submission_id(named.id, kept.id.hex)
    try:
        with work(db.session(), actor(), now()) as unit:
            taken = take(unit, kept.id, owner, kept.revision)
            note_sent(unit, named.id, device(), minutes_of(taken))
            respond(unit, named.id, replies(kept.answers), response_id=response_id)
    except Invalid:
        return redirect(url_for(".questions", slug=named.slug), 303)
    except Conflict:
        if _ref(named, response_id) is None:
            raise
    session[ANSWERED] = response_id.hex
    return redirect(url_for(".answers_sent", slug=named.slug), 303)


def is_answered(named: NamedConsultation) -> bool:
    """Tell whether this browser has sent the form that it sends now before."""
    response_id = submission_id(named.id, request.form.get("form_key", ""))
    if _ref(named, response_id) is None:
        return False
    session[ANSWERED] = response_id.hex
    return True


def with_replies(unit: Work, named: NamedConsultation, unsent: Unsent, comment_id: UUID) -> None:
    """Store the answers that are sent with a comment, in the same commit."""
    if unsent.takes.has_questions:
        respond(unit, named.id, replies(unsent), comment_id=comment_id, response_id=comment_id)


def open_question(named: NamedConsultation, unsent: Unsent) -> str | None:
    """Return the address of the first question that is still open, or None.

    The questions may have changed since somebody went through them.
    """
    name = left(open_form(named), unsent) if unsent.takes.has_questions else None
    return url_for("giving.question", slug=named.slug, name=name) if name else None


def told_replies(named: NamedConsultation, unsent: Unsent) -> list[ToldAnswer]:
    """Return the answers in words."""
    return told(open_form(named), replies(unsent)) if unsent.takes.has_questions else []


def change_address(named: NamedConsultation) -> Callable[[str], str]:
    """Return what leads from the check page to one of the questions and back."""
    return lambda name: url_for("giving.question", slug=named.slug, name=name, change=1)


def _ref(named: NamedConsultation, response_id: UUID) -> str | None:
    return response_ref(db.session(), current_council().id, named.id, response_id)
