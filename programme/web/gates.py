"""Decide at a gate: propose, sign, take back, ask for a waiver and sign it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.gates import propose_decision, sign_decision, take_back
from programme.commands.waivers import ask_waiver, sign_waiver
from programme.queries.snapshots import look
from programme.rules.access import Can
from programme.rules.decisions import DecisionDraft, WaiverDraft
from programme.rules.gates import Verdict
from programme.rules.lines import Line
from programme.web.asked import asked_challenge, asked_gate, chosen
from programme.web.challenge import back, workspace
from programme.web.days import typed_day

bp = Blueprint("gates", __name__, url_prefix="/programme/challenges/<slug>/gates/<gate>")

CHOOSE = "Choose what is decided."


@bp.post("/decision")
@allow(Can.GATE_PROPOSE)
def propose(slug: str, gate: str) -> ResponseReturnValue:
    """Propose a decision; a gate that is closed says so, and nothing typed is lost."""
    found, code = asked_challenge(slug), asked_gate(gate)
    verdict = chosen(Verdict, "verdict")
    form = request.form
    try:
        if verdict is None:
            raise Invalid(CHOOSE, fields={"verdict": CHOOSE})
        draft = DecisionDraft(verdict, form.get("reason", ""), form.get("conditions", ""))
        with work(db.session(), actor(), now()) as unit:
            propose_decision(unit, found.id, code, draft, look)
    except (Invalid, Conflict) as wrong:
        problems = dict(wrong.fields) or {"verdict": wrong.sentence}
        return workspace(found, code, problems), wrong.status
    return back(slug, _("The decision waits for its signatures."), code)


@bp.post("/sign")
@allow(Can.GATE_SIGN)
def sign(slug: str, gate: str) -> ResponseReturnValue:
    """Sign the decision that waits."""
    found, code = asked_challenge(slug), asked_gate(gate)
    try:
        with work(db.session(), actor(), now()) as unit:
            is_decided = sign_decision(unit, found.id, code, look)
    except Conflict as wrong:
        return workspace(found, code, {"sign": wrong.sentence}), wrong.status
    said = _("Signed. The gate is decided.") if is_decided else _("Signed. Others have still to.")
    return back(slug, said, code)


@bp.post("/take-back")
@allow(Can.GATE_PROPOSE)
def undo(slug: str, gate: str) -> ResponseReturnValue:
    """Take back the decision that waits."""
    found, code = asked_challenge(slug), asked_gate(gate)
    with work(db.session(), actor(), now()) as unit:
        take_back(unit, found.id, code)
    return back(slug, _("The decision is taken back."), code)


@bp.post("/waivers")
@allow(Can.GATE_PROPOSE)
def waive(slug: str, gate: str) -> ResponseReturnValue:
    """Ask the sponsor to waive a line."""
    found, code = asked_challenge(slug), asked_gate(gate)
    line = chosen(Line, "line")
    try:
        if line is None:
            wrong_line = "Choose a line."
            raise Invalid(wrong_line, fields={"line": wrong_line})
        draft = WaiverDraft(line, request.form.get("waiver_reason", ""), typed_day("ends_on"))
        with work(db.session(), actor(), now()) as unit:
            ask_waiver(unit, found.id, draft)
    except (Invalid, Conflict) as wrong:
        fields = {("waiver_reason" if k == "reason" else k): v for k, v in wrong.fields.items()}
        return workspace(found, code, fields or {"line": wrong.sentence}), wrong.status
    return back(slug, _("The sponsor is asked to sign the waiver."), code)


@bp.post("/waivers/<uuid:waiver_id>/sign")
@allow(Can.GATE_SIGN)
def sign_one(slug: str, gate: str, waiver_id: UUID) -> ResponseReturnValue:
    """Sign a waiver as the sponsor."""
    found, code = asked_challenge(slug), asked_gate(gate)
    with work(db.session(), actor(), now()) as unit:
        sign_waiver(unit, found.id, waiver_id)
    return back(slug, _("The waiver is signed. The public page shows it."), code)
