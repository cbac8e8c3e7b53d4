"""A place that a firm is offered: read what it means, accept or decline it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.offers import answer_offer
from programme.queries.matches import MatchRow, own_matches
from programme.queries.results import rank
from programme.rules.access import Can
from programme.rules.offers import REFUSALS, WhyNot, may_answer
from programme.web.firm import who
from programme.web.match_mails import answer_mail

bp = Blueprint("offers", __name__, url_prefix="/firm/offers")


@bp.get("/<uuid:match_id>")
@allow(Can.SUBMISSION_WRITE)
def page(match_id: UUID) -> ResponseReturnValue:
    """Show what is offered, and until when it can be answered."""
    return _page(_own(match_id), "")


@bp.post("/<uuid:match_id>")
@allow(Can.SUBMISSION_WRITE)
def answer(match_id: UUID) -> ResponseReturnValue:
    """Accept a place or decline it; the first answer of a firm counts."""
    found, said = _own(match_id), request.form.get("answer")
    if said not in {"accept", "decline"}:
        return _page(found, _("Choose whether your firm takes the place.")), 422
    accepts = said == "accept"
    write = answer_mail(current_council(), found.challenge, match_id, accepts=accepts)
    reason = request.form.get("reason", "")
    try:
        with work(db.session(), actor(), now()) as unit:
            answer_offer(unit, match_id, rank, write, accepts=accepts, reason=reason)
    except (Conflict, Invalid) as wrong:
        return _page(_own(match_id), wrong.sentence), wrong.status
    flash(_("Thank you. The place is yours.") if accepts else _("Thank you for telling us."))
    return redirect(url_for(".page", match_id=match_id), 303)


def _own(match_id: UUID) -> MatchRow:
    """Return what a firm of who looks was offered; a rival's offer is none."""
    for match in own_matches(db.session(), current_council().id, who()):
        if match.id == match_id:
            return match
    raise NotFound("There is no such offer.")


def _page(found: MatchRow, problem: str) -> str:
    decision = may_answer(found.state, found.answer_by, now())
    is_late = decision.reason is WhyNot.TOO_LATE
    return render_template(
        "programme/firms/offer.html",
        match=found,
        may_answer=bool(decision),
        too_late=REFUSALS[WhyNot.TOO_LATE] if is_late else None,
        typed=request.form,
        problem=translated(problem) if problem else "",
    )
