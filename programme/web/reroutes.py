"""Re-routing with consent: the council asks, the firm says yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.reroutes import answer_reroute, ask_reroute
from programme.queries.reroutes import (
    RerouteRow,
    askable,
    own_reroutes,
    reroutes_to,
    sent_to,
)
from programme.rules.access import Can
from programme.rules.reroutes import RerouteState
from programme.rules.shortages import NEEDED
from programme.web.asked import asked_challenge
from programme.web.firm import who
from programme.web.match_mails import reroute_mail

bp = Blueprint("reroutes", __name__)


@bp.get("/programme/challenges/<slug>/re-routing")
@allow(Can.SUBMISSION_CHECK)
def every(slug: str) -> ResponseReturnValue:
    """Show who was asked for this challenge, and who could be."""
    return _list(slug, {})


@bp.post("/programme/challenges/<slug>/re-routing")
@allow(Can.SUBMISSION_CHECK)
def ask(slug: str) -> ResponseReturnValue:
    """Ask one firm; everybody who writes for it is told."""
    found, made = asked_challenge(slug), uuid4()
    write = reroute_mail(current_council(), found.title, made)
    try:
        submission_id = UUID(request.form.get("submission", ""))
    except ValueError:
        raise Malformed("Say which firm is to be asked.") from None
    try:
        with work(db.session(), actor(), now()) as unit:
            ask_reroute(unit, found.id, submission_id, made, write)
    except Conflict as wrong:
        return _list(slug, {"could": wrong.sentence}), wrong.status
    flash(_("Asked. Nothing is moved without a yes."))
    return redirect(url_for(".every", slug=slug), 303)


@bp.get("/firm/re-routing/<uuid:reroute_id>")
@allow(Can.SUBMISSION_WRITE)
def page(reroute_id: UUID) -> ResponseReturnValue:
    """Ask a firm whether its idea fits another challenge too."""
    return _page(_own(reroute_id), "")


@bp.post("/firm/re-routing/<uuid:reroute_id>")
@allow(Can.SUBMISSION_WRITE)
def answer(reroute_id: UUID) -> ResponseReturnValue:
    """Say yes or no; the firm's first answer counts."""
    found, said = _own(reroute_id), request.form.get("answer")
    if said not in {"yes", "no"}:
        return _page(found, _("Choose whether your submission stands for it too.")), 422
    try:
        with work(db.session(), actor(), now()) as unit:
            answer_reroute(unit, reroute_id, agrees=said == "yes")
    except Conflict as wrong:
        return _page(_own(reroute_id), wrong.sentence), wrong.status
    flash(_("Thank you for your answer."))
    return redirect(url_for(".page", reroute_id=reroute_id), 303)


def _own(reroute_id: UUID) -> RerouteRow:
    """Return what a firm of who looks was asked; a rival's is none."""
    for row in own_reroutes(db.session(), current_council().id, who()):
        if row.id == reroute_id:
            return row
    raise NotFound("There is no such question.")


def _list(slug: str, problems: Mapping[str, str]) -> str:
    found, council = asked_challenge(slug), current_council().id
    sent = sent_to(db.session(), found.id)
    return render_template(
        "programme/matches/reroutes.html",
        challenge=found,
        sent=sent,
        needed=NEEDED,
        asked=reroutes_to(db.session(), council, found.id),
        could=askable(db.session(), council, found.id) if sent < NEEDED else (),
        problems={name: translated(said) for name, said in problems.items()},
    )


def _page(found: RerouteRow, problem: str) -> str:
    return render_template(
        "programme/firms/reroute.html",
        asked=found,
        may_answer=found.state is RerouteState.ASKED,
        typed=request.form,
        problem=translated(problem) if problem else "",
    )
