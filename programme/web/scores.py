"""What a round came to: totals by three methods, what to talk about, and how a tie is broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.numbers import whole_number
from foundation.base.words import say
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.blinding import look_behind
from programme.commands.marks import return_sheet
from programme.commands.moderation import settle
from programme.commands.rounds import decide_tie
from programme.queries.blinding import names_known_to
from programme.queries.challenges import ChallengePage
from programme.queries.panel import letters_of, panel_of
from programme.queries.results import Scored, rank, scored_of
from programme.queries.rounds import RoundPage, round_page
from programme.rules.access import Can
from programme.rules.moderation import Settlement, may_settle
from programme.rules.ranking import Method, tied
from programme.rules.rounds import may_show
from programme.rules.scoring import totals_of
from programme.web import score_charts
from programme.web.asked import asked_challenge
from programme.web.talks import Talk, talks

bp = Blueprint("scores", __name__, url_prefix="/programme/challenges/<slug>/scores")

NO_MARK = say("Choose the mark that was agreed, or leave the marks as scored.")


@bp.get("")
@allow(Can.ASSESSMENT_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show totals once scoring is closed; before that, only who is late."""
    found = asked_challenge(slug)
    if round_page(db.session(), current_council().id, found.id, None, now()) is None:
        return redirect(url_for("rounds.page", slug=slug))
    return _page(found, {})


@bp.post("/talk")
@allow(Can.ASSESSMENT_CHAIR)
def talk(slug: str) -> ResponseReturnValue:
    """Write down what a talk about marks came to."""
    found = asked_challenge(slug)
    return _do(found, lambda unit: settle(unit, found.id, _settlement()), "reason", _("Saved."))


@bp.post("/tie")
@allow(Can.ASSESSMENT_CHAIR)
def tie(slug: str) -> ResponseReturnValue:
    """Put one of equal submissions first."""
    found = asked_challenge(slug)

    def act(unit: Work) -> None:
        decide_tie(unit, found.id, _id("first"), request.form.get("tie_reason", ""), rank)

    return _do(found, act, "first", _("Saved. The order is published with this reason."))


@bp.post("/look")
@allow(Can.ASSESSMENT_CHAIR)
def look(slug: str) -> ResponseReturnValue:
    """Show the chair whose a submission is, and write it down."""
    found = asked_challenge(slug)

    def act(unit: Work) -> None:
        look_behind(unit, found.id, _id("submission"), request.form.get("look_reason", ""))

    return _do(found, act, "look_reason", _("You see the firm now. It is written down."))


@bp.post("/return")
@allow(Can.ASSESSMENT_CHAIR)
def give_back(slug: str) -> ResponseReturnValue:
    """Return a sheet to its assessor while scoring is open."""
    found = asked_challenge(slug)

    def act(unit: Work) -> None:
        return_sheet(unit, _id("assignment"), request.form.get("return_reason", ""))

    return _do(found, act, "return_reason", _("Returned. The sheet as it was sent stays on file."))


def _do(
    found: ChallengePage, act: Callable[[Work], object], field: str, done: str
) -> ResponseReturnValue:
    try:
        with work(db.session(), actor(), now()) as unit:
            act(unit)
    except (Invalid, Conflict) as wrong:
        problems = {_FIELDS.get((field, name), name): said for name, said in wrong.fields.items()}
        return _page(found, problems or {field: wrong.sentence}), wrong.status
    flash(done)
    return redirect(url_for(".page", slug=found.slug), 303)


_FIELDS = {
    ("first", "reason"): "tie_reason",
    ("look_reason", "reason"): "look_reason",
    ("return_reason", "reason"): "return_reason",
}


def _settlement() -> Settlement:
    typed = request.form.get("agreed", "")
    if typed not in {"", "none"} and whole_number(typed, 2) is None:
        raise Invalid(NO_MARK, fields={"agreed": NO_MARK})
    if not typed:
        raise Invalid(NO_MARK, fields={"agreed": NO_MARK})
    present = frozenset(_as_id(each) for each in request.form.getlist("present") if each)
    return Settlement(
        _id("submission"),
        request.form.get("code", ""),
        None if typed == "none" else int(typed),
        request.form.get("reason", ""),
        present,
    )


def _id(name: str) -> UUID:
    return _as_id(request.form.get(name, ""))


def _as_id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as unknown:
        raise NotFound("There is no such submission.") from unknown


def _page(found: ChallengePage, problems: Mapping[str, str]) -> str:
    session, council, me = db.session(), current_council().id, actor().person_id
    held = round_page(session, council, found.id, me, now())
    if held is None:
        raise NotFound("This challenge has no assessment round yet.")
    scored = scored_of(session, council, found.id) if may_show(held.state) else None
    shown = _shown(scored, held) if scored and scored.marks else {}
    late = [row for row in panel_of(session, held.id) if not row.is_out and not row.locked_at]
    return render_template(
        "programme/rounds/scores.html",
        challenge=found,
        held=held,
        letters=letters_of(session, found.id),
        late=late,
        names=names_known_to(session, held.id, me),
        may_settle=bool(may_settle(held.state, is_chair=me is not None and me == held.chair_id)),
        methods=list(Method),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
        **shown,
    )


def _shown(scored: Scored, held: RoundPage) -> dict[str, object]:
    session, result = db.session(), scored.result
    letters = letters_of(session, held.challenge_id)
    people = {row.person_id: row.name for row in panel_of(session, held.id)}
    todo: list[Talk] = talks(scored, letters, people)
    return {
        "result": result,
        "criteria": scored.criteria,
        "spreads": score_charts.spreads(totals_of(scored.sheets, scored.criteria), letters, result),
        "slopes": score_charts.slopes(result, letters),
        "talks": todo,
        "tied": tied([row.place for row in result.rows]),
        "hangs_on": [
            (people[who], sorted(letters[each] for each in changed))
            for who, changed in result.hangs_on.items()
        ],
    }
