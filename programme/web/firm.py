"""A firm's home: its people, what it has begun, and what is open."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now, secret
from foundation.web.limits import limiter
from foundation.web.words import translated
from programme.commands.campaigns import know_again
from programme.commands.firms import found_firm, join_firm, new_joining_code
from programme.commands.submissions import begin_submission
from programme.queries.feedback import own_feedback
from programme.queries.matches import own_matches
from programme.queries.milestones import MilestoneRow, milestones_of_seats
from programme.queries.reroutes import own_reroutes
from programme.queries.submissions import firms_of, open_challenges, own_submissions
from programme.queries.tellings import own_seats
from programme.rules.access import Can
from programme.rules.cohorts import STAYS
from programme.rules.firms import FirmDraft, FirmSize
from programme.web.asked import asked_challenge, chosen

bp = Blueprint("firm", __name__, url_prefix="/firm")

TRIES = "10 per hour"


@bp.get("")
@allow(Can.SUBMISSION_WRITE)
def home() -> ResponseReturnValue:
    """Show the firms of who looks, their submissions, and what is open."""
    return _home()


@bp.post("/new")
@allow(Can.SUBMISSION_WRITE)
def new() -> ResponseReturnValue:
    """Write a firm down."""
    draft = FirmDraft(
        request.form.get("name", ""),
        chosen(FirmSize, "size") or FirmSize.UNKNOWN,
        request.form.get("company_number", ""),
        request.form.get("website", ""),
    )
    try:
        with work(db.session(), actor(), now()) as unit:
            know_again(unit, found_firm(unit, draft), secret())
    except Invalid as wrong:
        return _home(wrong.fields), wrong.status
    flash(_("Your firm is here now. Let a colleague join: a second person has to submit."))
    return redirect(url_for(".home"), 303)


@bp.post("/join")
@allow(Can.SUBMISSION_WRITE)
@limiter.limit(TRIES)
def join() -> ResponseReturnValue:
    """Join the firm of a code."""
    try:
        with work(db.session(), actor(), now()) as unit:
            joined = join_firm(unit, request.form.get("code", ""), secret())
            know_again(unit, joined, secret())
    except (Invalid, Conflict) as wrong:
        return _home(wrong.fields or {"code": wrong.sentence}), wrong.status
    flash(_("You write for this firm now."))
    return redirect(url_for(".home"), 303)


@bp.post("/<uuid:firm_id>/code")
@allow(Can.SUBMISSION_WRITE)
def code(firm_id: UUID) -> ResponseReturnValue:
    """Show a new joining code, once."""
    with work(db.session(), actor(), now()) as unit:
        fresh = new_joining_code(unit, firm_id, secret())
    return _home(code=fresh)


@bp.post("/begin/<slug>")
@allow(Can.SUBMISSION_WRITE)
def begin(slug: str) -> ResponseReturnValue:
    """Begin the submission of a firm, or go on with it."""
    challenge = asked_challenge(slug)
    try:
        firm_id = UUID(request.form.get("firm", ""))
    except ValueError:
        raise NotFound("There is no such firm.") from None
    try:
        with work(db.session(), actor(), now()) as unit:
            made = begin_submission(unit, challenge.id, firm_id)
    except Conflict as over:
        return _home({"open": over.sentence}), over.status
    return redirect(url_for("submissions.page", submission_id=made), 303)


def who() -> UUID:
    """Return who is signed in; the right to write stands for a person."""
    person_id = actor().person_id
    if person_id is None:
        raise NotFound("There is no such firm.")
    return person_id


def _home(problems: Mapping[str, str] | None = None, code: str = "") -> str:
    council = current_council().id
    return render_template(
        "programme/firms/home.html",
        firms=firms_of(db.session(), council, who()),
        matches=own_matches(db.session(), council, who()),
        feedback=own_feedback(db.session(), council, who()),
        reroutes=own_reroutes(db.session(), council, who()),
        milestones=_milestones(council),
        submissions=own_submissions(db.session(), council, who()),
        challenges=open_challenges(db.session(), council, now()),
        sizes=list(FirmSize),
        typed=request.form,
        code=code,
        problems={name: translated(said) for name, said in (problems or {}).items()},
    )


def _milestones(council: UUID) -> tuple[MilestoneRow, ...]:
    seats = own_seats(db.session(), council, who(), STAYS)
    return milestones_of_seats(db.session(), [each.id for each in seats], london_day(now()))
