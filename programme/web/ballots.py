"""The vote on a challenge's prototypes, for who runs it: open it, and show what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.clock import london_instant
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.numbers import whole_number
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.ballots import BallotDraft, open_ballot, reveal
from programme.queries.ballots import ballot_of, consultations_of
from programme.queries.challenges import ChallengePage
from programme.queries.prototypes import prototypes_of
from programme.queries.tallies import result_of
from programme.rules.access import Can
from programme.rules.ballots import QUORUM, WEIGHTS, Group
from programme.rules.prototypes import CHECKED
from programme.web.asked import asked_challenge
from programme.web.ballot_figures import shown_result
from programme.web.days import typed_day

bp = Blueprint("ballots", __name__, url_prefix="/programme/challenges/<slug>/ballot")


@bp.get("")
@allow(Can.COHORT_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show how the vote stands; no votes and no counts before the result is shown."""
    return _page(asked_challenge(slug), {})


@bp.post("")
@allow(Can.BALLOT_RUN)
def begin(slug: str) -> ResponseReturnValue:
    """Open the vote."""
    found = asked_challenge(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            open_ballot(unit, found.id, _draft())
    except (Invalid, Conflict) as wrong:
        return _page(found, wrong.fields or {"day": wrong.sentence}), wrong.status
    flash(_("The vote is open. Weights and quorum stand from now on."))
    return redirect(url_for(".page", slug=slug), 303)


@bp.post("/result")
@allow(Can.BALLOT_RUN)
def show(slug: str) -> ResponseReturnValue:
    """Let everybody read what the vote came to."""
    found = asked_challenge(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            reveal(unit, found.id)
    except Conflict as wrong:
        return _page(found, {"result": wrong.sentence}), wrong.status
    flash(_("The result is public. Nobody can find out any more who voted what."))
    return redirect(url_for(".page", slug=slug), 303)


def _draft() -> BallotDraft:
    weights = {group: _basis_points(f"weight-{group.value}") for group in Group}
    quorum = request.form.get("quorum", "").strip()
    day = typed_day("day")
    try:
        at = time.fromisoformat(request.form.get("time", "").strip()).replace(tzinfo=None)
        closes_at = london_instant(day, at) if day else None
    except ValueError:
        closes_at = None
    return BallotDraft(
        weights,
        whole_number(quorum, 4),
        closes_at,
        request.form.get("consultation") or None,
    )


def _basis_points(field: str) -> int:
    """Return a share in per cent as basis points; what cannot be read makes the sum wrong."""
    typed = request.form.get(field, "").strip().removesuffix("%").strip()
    if not typed:
        return 0
    share = whole_number(typed, 3)
    return -1 if share is None else share * 100


def _page(found: ChallengePage, problems: Mapping[str, str]) -> str:
    ballot = ballot_of(db.session(), found.id, now())
    prototypes = prototypes_of(db.session(), [found.id], CHECKED)
    result = result_of(db.session(), ballot) if ballot else None
    return render_template(
        "programme/ballots/page.html",
        challenge=found,
        ballot=ballot,
        prototypes=prototypes,
        result=shown_result(result, prototypes) if result else None,
        weights=WEIGHTS,
        quorum=QUORUM,
        consultations=consultations_of(db.session(), found.id),
        may_run=actor().may(Can.BALLOT_RUN),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
