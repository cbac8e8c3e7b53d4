"""The workspace of a challenge: where it is up to, and one gate line by line."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.challenges import change_pathway, move_challenge
from programme.commands.people import accept_sponsorship
from programme.commands.terms import open_interests
from programme.queries.board import board_row
from programme.queries.challenges import ChallengePage, challenge_pages, names_of, wordings_of
from programme.queries.gates import GatePage, gate_page
from programme.queries.history import history_of
from programme.queries.ideas import backers_of
from programme.queries.pathways import steps_of
from programme.rules.access import Can
from programme.rules.challenges import (
    OVER,
    ChallengeState,
    PathwayKind,
    is_public,
    may_move_by_hand,
    steps_from,
)
from programme.rules.gates import REFUSALS, WhyNot, is_open, may_sign, role_to_sign
from programme.rules.line_titles import TITLES
from programme.rules.stages import GateCode
from programme.web.asked import asked_challenge, asked_gate, chosen
from programme.web.asking import waits_for_form
from programme.web.challenge_links import links_of
from programme.web.history_words import told
from programme.web.line_links import action_for

bp = Blueprint("challenge", __name__, url_prefix="/programme/challenges")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def every() -> ResponseReturnValue:
    """List every challenge, ideas and past ones too."""
    found = challenge_pages(db.session(), current_council().id)
    return render_template("programme/challenges/list.html", challenges=found)


@bp.get("/<slug>")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show the gate in front of a challenge, or the next on its way."""
    found = asked_challenge(slug)
    row = board_row(db.session(), found, now())
    return workspace(found, row.next_gate)


@bp.get("/<slug>/gates/<gate>")
@allow(Can.CHALLENGE_READ)
def one_gate(slug: str, gate: str) -> ResponseReturnValue:
    """Show one gate of a challenge, passed, ahead or far away."""
    return workspace(asked_challenge(slug), asked_gate(gate))


@bp.post("/<slug>/accept")
@allow(Can.GATE_SIGN)
def accept(slug: str) -> ResponseReturnValue:
    """Let the sponsor who is named accept."""
    found = asked_challenge(slug)
    with work(db.session(), actor(), now()) as unit:
        accept_sponsorship(unit, found.id)
    return back(slug, _("Thank you. You are the sponsor of this challenge."))


@bp.post("/<slug>/interests")
@allow(Can.CHALLENGE_WRITE)
def interests(slug: str) -> ResponseReturnValue:
    """Open the register of interests."""
    found = asked_challenge(slug)
    with work(db.session(), actor(), now()) as unit:
        open_interests(unit, found.id)
    return back(slug, _("The register of interests is open."))


@bp.post("/<slug>/move")
@allow(Can.CHALLENGE_WRITE)
def move(slug: str) -> ResponseReturnValue:
    """Take a challenge to another state, where no gate is in between or it is passed."""
    found = asked_challenge(slug)
    after = chosen(ChallengeState, "after")
    if after is None:
        raise Invalid("Choose where the challenge goes.")
    try:
        with work(db.session(), actor(), now()) as unit:
            move_challenge(unit, found.id, after, request.form.get("move_reason"))
    except Invalid as wrong:
        code = board_row(db.session(), found, now()).next_gate
        return workspace(found, code, {"move_reason": wrong.sentence}), wrong.status
    return back(slug, _("Saved."))


@bp.post("/<slug>/pathway")
@allow(Can.CHALLENGE_WRITE)
def pathway(slug: str) -> ResponseReturnValue:
    """Let a challenge take the other pathway."""
    found = asked_challenge(slug)
    other = other_pathway(found)
    try:
        with work(db.session(), actor(), now()) as unit:
            change_pathway(unit, found.id, other, request.form.get("pathway_reason", ""))
    except Invalid as wrong:
        code = board_row(db.session(), found, now()).next_gate
        return workspace(found, code, {"pathway_reason": wrong.sentence}), wrong.status
    return back(slug, _("The challenge takes the other pathway from here."))


def other_pathway(found: ChallengePage) -> PathwayKind:
    """Return the pathway that a challenge is not on."""
    is_direct = found.pathway is PathwayKind.DIRECT
    return PathwayKind.SHOWCASE if is_direct else PathwayKind.DIRECT


def back(slug: str, said: str, code: GateCode | None = None) -> ResponseReturnValue:
    """Go back to the workspace, or to one gate, which says what was done."""
    flash(said)
    if code:
        return redirect(url_for("challenge.one_gate", slug=slug, gate=code.value.lower()), 303)
    return redirect(url_for("challenge.page", slug=slug), 303)


def workspace(found: ChallengePage, code: GateCode, problems: dict[str, str] | None = None) -> str:
    """Return the page of a challenge with one gate, and what is wrong with what was typed."""
    shown = gate_page(db.session(), found, code, now())
    row = board_row(db.session(), found, now())
    results = [
        {
            "line": each.line,
            "title": TITLES[each.line],
            "reason": each.reason,
            "is_met": each.is_met,
            "is_waived": each.is_waived,
            "is_waivable": rule.is_waivable,
            "action": action_for(each.line, found.slug),
        }
        for each, rule in zip(shown.looked.results, shown.rules, strict=True)
    ]
    return render_template(
        "programme/challenges/page.html",
        challenge=found,
        names=names_of(db.session(), {found.owner_id, found.sponsor_id} - {None}),
        row=row,
        steps=steps_of(db.session(), found.programme_id, found.pathway),
        others=steps_of(db.session(), found.programme_id, other_pathway(found)),
        other=other_pathway(found),
        links=links_of(found.slug),
        cells={cell.gate: cell for cell in row.cells},
        gate=shown,
        unmet=[each for each in results if not each["is_met"] and not each["is_waived"]],
        met=[each for each in results if each["is_met"] or each["is_waived"]],
        no_form=_needs_form(found) and waits_for_form(found),
        is_open=is_open(shown.looked.results),
        moves=_moves(found),
        signing=_signing(shown),
        is_sponsor=actor().person_id is not None and found.sponsor_id == actor().person_id,
        may_propose=actor().may(Can.GATE_PROPOSE),
        may_write=actor().may(Can.CHALLENGE_WRITE),
        is_public=is_public(found.at),
        titles=TITLES,
        backers=backers_of(db.session(), found.id),
        wordings=wordings_of(db.session(), found.id),
        history=[told(each) for each in history_of(db.session(), found.id, 8)],
        problems=problems or {},
        typed=request.form,
    )


def _needs_form(found: ChallengePage) -> bool:
    """Tell whether firms answer a challenge now, or will after its next gate."""
    asks = {ChallengeState.BRIEF_REVIEW, ChallengeState.RELEASED}
    return found.pathway is PathwayKind.SHOWCASE and found.state in asks


def _signing(shown: GatePage) -> dict[str, Any]:
    """Return whether the person who looks can sign, and else why not, in words."""
    who = actor()
    role = role_to_sign(shown.proposal, who.person_id, who.roles, shown.seats)
    decision = may_sign(shown.proposal, who.person_id, role, shown.seats)
    why = None if decision or shown.waiting is None else REFUSALS[WhyNot(str(decision.reason))]
    return {"role": role, "may": bool(decision), "why": why}


def _moves(found: ChallengePage) -> list[ChallengeState]:
    """Return where somebody could take the challenge by hand from here."""
    if not actor().may(Can.CHALLENGE_WRITE) or found.state in OVER:
        return []
    if found.state is ChallengeState.ON_HOLD and found.at.stood_at:
        return [found.at.stood_at, ChallengeState.WITHDRAWN]
    free = [
        after for after in steps_from(found.at) if may_move_by_hand(found.at, after, frozenset())
    ]
    by_brief = {ChallengeState.BRIEF_REVIEW, ChallengeState.DEFINING}
    onward = [after for after in free if after not in by_brief]
    ends = [ChallengeState.ON_HOLD, ChallengeState.WITHDRAWN]
    return [*onward, *(each for each in ends if may_move_by_hand(found.at, each, frozenset()))]
