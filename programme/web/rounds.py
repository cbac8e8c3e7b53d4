"""An assessment round: its set-up, who scores what, what is hidden, and its next step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.roles import Role
from foundation.base.words import say
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.assessors import assign, take_back
from programme.commands.blinding import set_profile
from programme.commands.rounds import move_round, set_up_round
from programme.queries.blinding import profile_of, reveals_of
from programme.queries.challenges import ChallengePage, people_in
from programme.queries.panel import letters_of, panel_of
from programme.queries.results import rank
from programme.queries.rounds import RoundPage, round_facts, round_page
from programme.queries.snapshots import line_rules
from programme.rules import criteria
from programme.rules.access import Can
from programme.rules.blinding import Hidden, Shown
from programme.rules.lines import Line
from programme.rules.rounds import (
    BEFORE_SCORING,
    QUORUM,
    REFUSALS,
    RoundDraft,
    RoundState,
    WhyNot,
)
from programme.rules.spreads import WIDE
from programme.rules.stages import GateCode
from programme.web.asked import asked_challenge, chosen
from programme.web.blinded import leaks_by_question
from programme.web.days import typed_instant, typed_minutes

bp = Blueprint("rounds", __name__, url_prefix="/programme/challenges/<slug>/round")

NO_DAY = say("Enter a day and a time, such as 24 12 2026, 17:00.")
NO_PERSON = say("Choose who scores, and what.")


@bp.get("")
@allow(Can.ASSESSMENT_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show where a round stands, and who scores what."""
    return _page(asked_challenge(slug), {})


@bp.post("")
@allow(Can.ASSESSMENT_SET_UP)
def set_up(slug: str) -> ResponseReturnValue:
    """Set a round up, or change its set-up."""
    found = asked_challenge(slug)

    def act(unit: Work) -> None:
        set_up_round(unit, found.id, _draft())

    return _do(found, act, "chair_id", _("Saved."))


@bp.post("/move")
@allow(Can.ASSESSMENT_CHAIR)
def move(slug: str) -> ResponseReturnValue:
    """Take a round to its next state."""
    found, after = asked_challenge(slug), chosen(RoundState, "after") or RoundState.SETUP

    def act(unit: Work) -> None:
        move_round(unit, found.id, after, round_facts, rank)

    return _do(found, act, "after", _("The round has moved on."))


@bp.post("/assign")
@allow(Can.ASSESSMENT_SET_UP)
def give(slug: str) -> ResponseReturnValue:
    """Ask people to score submissions: everybody chosen gets everything chosen."""
    found = asked_challenge(slug)

    def act(unit: Work) -> None:
        people, submissions = _ids("person"), _ids("submission")
        if not people or not submissions:
            raise Invalid(NO_PERSON, fields={"person": NO_PERSON})
        held = round_page(unit.session, found_in(), found.id, None, unit.now)
        panel = panel_of(unit.session, held.id) if held else ()
        known = {(each.submission_id, each.person_id) for each in panel}
        for submission_id in submissions:
            for person_id in people:
                if (submission_id, person_id) not in known:
                    assign(unit, found.id, submission_id, person_id)

    said = _("They are asked. Each says first whether there is a conflict.")
    return _do(found, act, "person", said)


@bp.post("/take-back")
@allow(Can.ASSESSMENT_SET_UP)
def take(slug: str) -> ResponseReturnValue:
    """Take a submission from an assessor."""
    found = asked_challenge(slug)

    def act(unit: Work) -> None:
        for assignment_id in _ids("assignment")[:1]:
            take_back(unit, assignment_id, request.form.get("reason", ""))

    return _do(found, act, "reason", _("It is taken back. What was given counts no more."))


@bp.post("/hidden")
@allow(Can.ASSESSMENT_SET_UP)
def hide(slug: str) -> ResponseReturnValue:
    """Say from when on assessors see each answer."""
    found = asked_challenge(slug)
    held = round_page(db.session(), found_in(), found.id, None, now())
    form = profile_of(db.session(), found_in(), found.id, held.id)[0] if held else ()
    profile = {
        question.code: (
            chosen(Shown, f"shown-{question.code}") or Shown.AFTER_SCORING,
            chosen(Hidden, f"secret-{question.code}"),
        )
        for _section, question in form
    }
    return _do(found, lambda unit: set_profile(unit, found.id, profile), "hidden", _("Saved."))


def found_in() -> UUID:
    """Return the council that is asked."""
    return current_council().id


def _do(
    found: ChallengePage, act: Callable[[Work], None], field: str, done: str
) -> ResponseReturnValue:
    try:
        with work(db.session(), actor(), now()) as unit:
            act(unit)
    except (Invalid, Conflict) as wrong:
        return _page(found, wrong.fields or {field: wrong.sentence}), wrong.status
    flash(done)
    return redirect(url_for(".page", slug=found.slug), 303)


def _draft() -> RoundDraft:
    typed = request.form.get("due-day") or request.form.get("due-time")
    due_at: datetime | None = typed_instant("due", "due-time")
    if typed and due_at is None:
        raise Invalid(NO_DAY, fields={"due": NO_DAY})
    return RoundDraft(
        next(iter(_ids("chair_id")), None),
        typed_minutes("quorum") or 0,
        typed_minutes("wide") or 0,
        due_at,
    )


def _ids(name: str) -> list[UUID]:
    try:
        return [UUID(each) for each in request.form.getlist(name) if each]
    except ValueError:
        raise Invalid(NO_PERSON, fields={name: NO_PERSON}) from None


def _quorum(found: ChallengePage) -> int:
    """What gate 2 of the programme asks for."""
    rules = line_rules(db.session(), found.programme_id, GateCode.G2)
    asked = next((rule.minimum for rule in rules if rule.line is Line.ASSESSORS_CLEARED), None)
    return asked or QUORUM


def _page(found: ChallengePage, problems: Mapping[str, str]) -> str:
    session, council = db.session(), found_in()
    held = round_page(session, council, found.id, actor().person_id, now())
    letters = letters_of(session, found.id)
    panel = panel_of(session, held.id) if held else ()
    form, profile = profile_of(session, council, found.id, held.id) if held else ((), {})
    return render_template(
        "programme/rounds/page.html",
        challenge=found,
        held=held,
        states=list(RoundState),
        why_not=_why_not(held),
        chairs=people_in(session, council, Role.ASSESSMENT_CHAIR),
        assessors=people_in(session, council, Role.ASSESSOR),
        letters=letters,
        panel=[
            (letter, [row for row in panel if row.submission_id == each])
            for each, letter in letters.items()
        ],
        questions=[(question, *profile[question.code]) for _section, question in form],
        leaks=leaks_by_question(session, council, held.id, letters) if held else {},
        reveals=reveals_of(session, held.id) if held else (),
        shown=list(Shown),
        secrets=list(Hidden),
        default={"quorum": _quorum(found), "wide": WIDE},
        can_change=actor().may(Can.ASSESSMENT_SET_UP),
        is_before=held is None or held.state in BEFORE_SCORING,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )


def _why_not(held: RoundPage | None) -> str | None:
    reason = held.may_go_on.reason if held and held.may_go_on is not None else None
    if isinstance(reason, WhyNot):
        return REFUSALS[reason]
    return criteria.REFUSALS[reason] if isinstance(reason, criteria.WhyNot) else None
