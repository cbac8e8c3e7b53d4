"""The firms of a challenge: who has a place, who is next, and what to do with too few."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.matches import BY_THE_COUNCIL, move_match, propose_match
from programme.commands.offers import offer_match
from programme.commands.shortfalls import decide_shortfall
from programme.queries.challenges import ChallengePage
from programme.queries.matches import MatchRow, candidates, matches_of, shortfalls_of
from programme.queries.reroutes import reroutes_to
from programme.queries.results import rank
from programme.rules.access import Can
from programme.rules.matches import FREES_ITS_PLACE, MOST, NEXT, MatchState, Shortfall
from programme.rules.offers import usual_day
from programme.rules.reroutes import RerouteState
from programme.rules.rounds import RoundState
from programme.web.asked import asked_challenge, chosen
from programme.web.days import typed_day
from programme.web.match_mails import offer_mail

bp = Blueprint("matches", __name__, url_prefix="/programme/challenges/<slug>/matches")

AGREED = frozenset({RoundState.AGREED, RoundState.RELEASED})


@bp.get("")
@allow(Can.MATCH_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show the three places, the reserve list, who left, and what was decided on too few."""
    return _page(asked_challenge(slug), {})


@bp.post("")
@allow(Can.MATCH_WRITE)
def propose(slug: str) -> ResponseReturnValue:
    """Give the next of the reserve list a free place."""
    found = asked_challenge(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            propose_match(unit, found.id, _submission_id(), rank)
    except Conflict as wrong:
        return _page(found, {"reserve": wrong.sentence}), wrong.status
    return _done(slug, _("Matched. The firm does not know yet: offer it the place."))


@bp.post("/<uuid:match_id>")
@allow(Can.MATCH_WRITE)
def act(slug: str, match_id: UUID) -> ResponseReturnValue:
    """Offer a place, identify its firm or not, or note that the firm has left."""
    found = asked_challenge(slug)
    _asked_match(found, match_id)
    after = chosen(MatchState, "act")
    if after is not MatchState.OFFERED and after not in BY_THE_COUNCIL:
        raise Malformed("Say what is to be done.")
    try:
        with work(db.session(), actor(), now()) as unit:
            if after is MatchState.OFFERED:
                day = typed_day("until")
                write = offer_mail(current_council(), found.title, match_id, day)
                offer_match(unit, match_id, day, write)
            else:
                move_match(unit, match_id, after, request.form.get("reason", ""), rank)
    except (Invalid, Conflict) as wrong:
        return _page(found, _near(wrong, after, match_id), match_id), wrong.status
    offered = _("Offered. Everybody who writes for the firm is told by mail.")
    return _done(slug, offered if after is MatchState.OFFERED else _("Saved."))


@bp.post("/shortfall")
@allow(Can.MATCH_WRITE)
def shortfall(slug: str) -> ResponseReturnValue:
    """Decide what to do with fewer firms than three."""
    found, choice = asked_challenge(slug), chosen(Shortfall, "choice")
    if choice is None:
        return _page(found, {"choice": _("Choose what to do.")}), 422
    try:
        with work(db.session(), actor(), now()) as unit:
            decide_shortfall(unit, found.id, choice, request.form.get("why", ""), _consents(found))
    except Invalid as wrong:
        return _page(found, {"why": wrong.sentence}), wrong.status
    except Conflict as wrong:
        return _page(found, {"choice": wrong.sentence}), wrong.status
    return _done(slug, _("Decided. Gate 3 knows it."))


def _consents(found: ChallengePage) -> dict[UUID, bool]:
    """Return the submissions whose firms said yes when they were asked to this challenge."""
    rows = reroutes_to(db.session(), current_council().id, found.id)
    return {row.submission_id: True for row in rows if row.state is RerouteState.AGREED}


def _asked_match(found: ChallengePage, match_id: UUID) -> None:
    known = matches_of(db.session(), current_council().id, found.id)
    if match_id not in {each.id for each in known}:
        raise NotFound("There is no such match.")


def _submission_id() -> UUID:
    try:
        return UUID(request.form.get("submission", ""))
    except ValueError:
        raise Malformed("Say which submission is to be matched.") from None


def _near(wrong: Invalid | Conflict, after: MatchState, match_id: UUID) -> dict[str, str]:
    """Return what is wrong by the field beside which it stands."""
    if wrong.fields and after is MatchState.OFFERED:
        return {"until": wrong.sentence}
    if wrong.fields:
        return {f"reason-{after.value}": wrong.sentence}
    return {f"m-{match_id}": wrong.sentence}


def _page(found: ChallengePage, problems: Mapping[str, str], wrong: UUID | None = None) -> str:
    rows = matches_of(db.session(), current_council().id, found.id)
    result = rank(db.session(), found.id)
    is_agreed = result.round_state in AGREED
    held = {each.position: each for each in rows if each.state not in FREES_ITS_PLACE}
    until = usual_day(london_day(now()))
    return render_template(
        "programme/matches/page.html",
        challenge=found,
        places=[(number, held.get(number)) for number in range(1, MOST + 1)],
        left=[each for each in rows if each.state in FREES_ITS_PLACE],
        reserve=candidates(db.session(), current_council().id, result, rows) if is_agreed else (),
        is_agreed=is_agreed,
        is_short=len(held) < MOST,
        steps={each.id: _steps(each) for each in rows},
        shortfalls=shortfalls_of(db.session(), found.id),
        choices=list(Shortfall),
        may_write=actor().may(Can.MATCH_WRITE),
        now=now(),
        usual={"until-day": until.day, "until-month": until.month, "until-year": until.year},
        wrong=wrong,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )


def _steps(match: MatchRow) -> list[MatchState]:
    """Return what the council can do with a match, offers first, leaving last."""
    can = NEXT[match.state] & (BY_THE_COUNCIL | {MatchState.OFFERED})
    return [state for state in MatchState if state in can]


def _done(slug: str, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for(".page", slug=slug), 303)
