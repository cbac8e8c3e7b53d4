"""An earlier answer that is enough: nothing is sent, and the answer can be read and followed."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.unsent import forget
from consultation.queries.already_answered import AnsweredQuestion, already_answered
from consultation.queries.named import NamedConsultation
from consultation.queries.unsent import KeptUnsent
from consultation.rules.unsent import Step, after
from consultation.web.consultations import public_consultation
from consultation.web.giving.walk import MANY, Walk, bp, closed_now, frame, save, to, what_is_kept
from foundation.base.db import db
from foundation.base.errors import Malformed
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now
from foundation.web.forms import Form
from foundation.web.limits import limiter
from foundation.web.visitor import unsent_owner


def led(slug: str, taken: ResponseReturnValue) -> ResponseReturnValue:
    """Return *taken*, or the way to the earlier answer that somebody has just found enough."""
    enough = request.form.get("enough")
    kept = what_is_kept(public_consultation(slug)) if enough else None
    if kept is None or enough not in kept.answers.answered_by:
        return taken
    return redirect(url_for(".answered", slug=slug), 303)


@bp.get("/answered")
@anyone
def answered(slug: str) -> ResponseReturnValue:
    """Show the answer that is enough; nothing has been sent."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept)
    found = _found(named, kept) if kept else ()
    if kept is None or not found:
        return redirect(to(slug, Step.COMMENT), 303)
    return render_template(
        "consultation/giving/answered.html",
        form=Form(),
        problems={},
        answers=found,
        text=kept.answers.text,
        **{**frame(Walk(named, kept.answers), Step.COMMENT), "back_url": to(slug, Step.COMMENT)},
    )


@bp.post("/answered")
@anyone
@limiter.limit(MANY)
def after_answer(slug: str) -> ResponseReturnValue:
    """Ask anyway, say something else beside it, or forget what was written."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept), 409
    if kept is None:
        return redirect(url_for("giving.start", slug=slug), 303)
    match request.form.get("act"):
        case "ask":
            answers = save(named, Step.COMMENT, {"answered_by": ()})
        case "more":
            answers = kept.answers
        case "forget":
            return _forgotten(named, kept)
        case _:
            raise Malformed(_("Choose what to do with what you wrote."))
    return redirect(to(slug, after(Step.HELP, answers)), 303)


def _found(named: NamedConsultation, kept: KeptUnsent) -> tuple[AnsweredQuestion, ...]:
    """Return the answers that are enough and can still be read."""
    offered = already_answered(db.session(), named.id, kept.answers.text)
    return tuple(each for each in offered if each.ref in kept.answers.answered_by)


def _forgotten(named: NamedConsultation, kept: KeptUnsent) -> ResponseReturnValue:
    with work(db.session(), actor(), now()) as unit:
        forget(unit, named.id, unsent_owner(named.id))
    last = kept.answers.answered_by[-1:]
    there = (
        url_for("comments.page", ref=last[0]) if last else url_for("giving.start", slug=named.slug)
    )
    return redirect(there, 303)
