"""Vote on the prototypes of a challenge: signed in, or with the tracking code of a comment.

The code is exchanged for a name that stands for nobody outside this vote; neither the code nor
the comment is kept, in the database or in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.evidence import commenter
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.decisions import Decision
from foundation.base.errors import Conflict, Invalid
from foundation.base.references import code_digest
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now, secret
from foundation.web.limits import limiter
from foundation.web.words import translated
from programme.commands.ballots import Voter, cast
from programme.queries.ballots import BallotRow, ballot_of, paper_of, seat_of_voter
from programme.queries.prototypes import PrototypePage, prototypes_of
from programme.queries.public import PublicChallenge
from programme.rules.ballots import (
    HIGHEST,
    LOWEST,
    REFUSALS,
    BallotState,
    Group,
    WhyNot,
    may_vote,
    shuffled,
    voter_name,
)
from programme.rules.money import pounds
from programme.rules.prototypes import CHECKED
from programme.web.public import asked_public

VOTES = "votes"
NOT_SEEN, HAS_LINK = "not_seen", "link"
bp = Blueprint("public_ballot", __name__, url_prefix="/challenges/<slug>/vote")


def was_wrong(response: Response) -> bool:
    """Tell whether a code was not known; only those count as tries."""
    return response.status_code != 303  # noqa: PLR2004  See Other


tries = limiter.shared_limit("10 per hour", scope="follow", deduct_when=was_wrong)
"""Shared with every other way in which a code can be tried."""


@bp.get("")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Show the ballot to who may vote, and to others how they can."""
    found = asked_public(slug)
    return _page(found, ballot_of(db.session(), found.page.id, now()), {})


@bp.post("/code")
@anyone
@tries
def code(slug: str) -> ResponseReturnValue:
    """Exchange a tracking code for the right to vote."""
    found = asked_public(slug)
    ballot = ballot_of(db.session(), found.page.id, now())
    key = _commenter(ballot)
    if ballot is None or ballot.salt is None or key is None:
        wrong = _(
            "This code does not let you vote here. It has to be of a comment that you made before "
            "the vote began."
        )
        return _page(found, ballot, {"code": wrong}), 422
    session[VOTES] = [found.page.id.hex, voter_name(secret(), ballot.salt, key)]
    return redirect(url_for(".page", slug=slug), 303)


@bp.post("")
@anyone
@limiter.limit("60 per hour")
def vote(slug: str) -> ResponseReturnValue:
    """Take a vote; sent again it replaces the one before."""
    found = asked_public(slug)
    ballot = ballot_of(db.session(), found.page.id, now())
    voter = _voter(ballot)
    shown = prototypes_of(db.session(), [found.page.id], CHECKED)
    problems = _unmarked(shown, voter)
    if not problems and "free" not in request.form:
        problems["free"] = _("Say that you have no link with a firm that you gave a number.")
    if ballot is not None and voter is not None and ballot.state is BallotState.OPEN and problems:
        return _page(found, ballot, problems), 422
    try:
        with work(db.session(), actor(), now()) as unit:
            advice = request.form.get("advice", "")
            cast(unit, found.page.id, voter or Voter("", None), _marks(shown), advice)
    except (Invalid, Conflict) as wrong:
        said = wrong.fields or {"marks": wrong.sentence}
        return _page(found, ballot, dict(said)), wrong.status
    session.pop(VOTES, None)
    flash(_("Thank you. Your vote is in. You can change it until the vote closes."))
    return redirect(url_for(".page", slug=slug), 303)


@bp.post("/forget")
@anyone
def forget(slug: str) -> ResponseReturnValue:
    """Let this browser forget who votes, for phones that go from hand to hand."""
    asked_public(slug)
    session.pop(VOTES, None)
    return redirect(url_for(".page", slug=slug), 303)


def _commenter(ballot: BallotRow | None) -> UUID | None:
    typed = request.form.get("code", "")
    if ballot is None or ballot.consultation_slug is None or len(typed) > 100:  # noqa: PLR2004
        return None
    digest = code_digest(secret(), typed)
    council = current_council().id
    return commenter(db.session(), council, ballot.consultation_slug, digest, ballot.opened_at)


def _voter(ballot: BallotRow | None) -> Voter | None:
    """Return who votes: whoever is signed in as themselves, anybody else by the code they gave."""
    if ballot is None or ballot.salt is None:
        return None
    who = actor()
    if who.person_id is not None:
        seat = seat_of_voter(db.session(), ballot.challenge_id, who.person_id, who.roles)
        if seat.group is not None:
            name = voter_name(secret(), ballot.salt, who.person_id)
            return Voter(name, seat.group, seat.linked)
    kept = session.get(VOTES)
    if not kept or kept[0] != ballot.challenge_id.hex:
        return None
    return Voter(kept[1], Group.RESIDENTS)


def _marks(shown: tuple[PrototypePage, ...]) -> dict[UUID, int]:
    typed = {each.id: request.form.get(f"mark-{each.id}", "") for each in shown}
    return {each: int(mark) for each, mark in typed.items() if mark in {*"0123456789"}}


def _unmarked(shown: tuple[PrototypePage, ...], voter: Voter | None) -> dict[str, str]:
    """Return what is wrong with each card to which nothing was said."""
    linked = voter.linked if voter else frozenset()
    return {
        f"mark-{each.id}": _(
            "Choose a number for %(title)s, or say that you did not see it.", title=each.title
        )
        for each in shown
        if each.id not in linked and not request.form.get(f"mark-{each.id}")
    }


def _page(found: PublicChallenge, ballot: BallotRow | None, problems: Mapping[str, str]) -> str:
    voter = _voter(ballot)
    shown = prototypes_of(db.session(), [found.page.id], CHECKED)
    letters = {each.id: (chr(ord("A") + place), each) for place, each in enumerate(shown)}
    group = voter.group if voter else None
    may = may_vote(ballot.state, group, ballot.weights) if ballot else Decision(WhyNot.NOT_OPEN)
    is_closed = may.reason in {WhyNot.NOT_OPEN, WhyNot.OVER}
    is_refused = not may and not is_closed and (voter is not None or actor().person_id is not None)
    return render_template(
        "programme/public/vote.html",
        challenge=found.page,
        ballot=ballot,
        voter=voter if may else None,
        why=next((translated(said) for each, said in REFUSALS.items() if may.reason is each), "")
        if is_closed or is_refused
        else "",
        is_closed=is_closed,
        cards=[letters[each] for each in shuffled(letters, voter.name if voter else "")],
        linked=voter.linked if voter else frozenset(),
        own=paper_of(db.session(), found.page.id, voter.name) if voter else None,
        scale=range(LOWEST, HIGHEST + 1),
        pounds=pounds,
        is_signed_in=actor().person_id is not None,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
