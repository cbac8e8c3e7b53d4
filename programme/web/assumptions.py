"""The assumptions log of a challenge: what is taken for granted, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.assumptions import assume, note_finding
from programme.queries.assumptions import assumptions_of
from programme.rules.access import Can
from programme.rules.assumptions import AssumptionDraft, AssumptionState, Perspective
from programme.web.asked import asked_challenge, chosen

bp = Blueprint("assumptions", __name__, url_prefix="/programme/challenges/<slug>/assumptions")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show the log."""
    return _page(slug, {})


@bp.post("")
@allow(Can.BRIEF_WRITE)
def add(slug: str) -> ResponseReturnValue:
    """Write an assumption down."""
    challenge = asked_challenge(slug)
    draft = AssumptionDraft(request.form.get("words", ""), chosen(Perspective, "perspective"))
    try:
        with work(db.session(), actor(), now()) as unit:
            assume(unit, challenge.id, draft)
    except Invalid as wrong:
        return _page(slug, wrong.fields), wrong.status
    flash(_("Written down. Now find out whether it holds."))
    return redirect(url_for(".page", slug=slug), 303)


@bp.post("/<uuid:assumption_id>")
@allow(Can.BRIEF_WRITE)
def find(slug: str, assumption_id: UUID) -> ResponseReturnValue:
    """Note what was found."""
    challenge = asked_challenge(slug)
    state = chosen(AssumptionState, "state") or AssumptionState.UNTESTED
    try:
        with work(db.session(), actor(), now()) as unit:
            evidence = request.form.get("evidence", "")
            note_finding(unit, challenge.id, assumption_id, state, evidence)
    except (Invalid, Conflict) as wrong:
        fields = wrong.fields or {"state": wrong.sentence}
        return _page(slug, fields, assumption_id), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", slug=slug, _anchor=f"a-{assumption_id}"), 303)


def _page(slug: str, problems: Mapping[str, str], looked_at: UUID | None = None) -> str:
    challenge = asked_challenge(slug)
    rows = assumptions_of(db.session(), current_council().id, challenge.id)
    return render_template(
        "programme/challenges/assumptions.html",
        challenge=challenge,
        assumptions=rows,
        counts=[(state, sum(row.state is state for row in rows)) for state in AssumptionState],
        perspectives=list(Perspective),
        findings=[each for each in AssumptionState if each is not AssumptionState.UNTESTED],
        may_write=actor().may(Can.BRIEF_WRITE),
        looked_at=looked_at,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
