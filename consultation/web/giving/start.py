"""Before you start: what happens to what is said, and what was begun earlier."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from consultation.commands.attachments import Whose, forget_attachments
from consultation.commands.journey import note_begun, note_carrier
from consultation.commands.unsent import begin, forget
from consultation.rules.comments import Lane
from consultation.rules.journey import carrier_of
from consultation.rules.unsent import Step, asked, missing
from consultation.web.cards import last_day
from consultation.web.consultations import public_consultation
from consultation.web.giving.lane import shown_choice
from consultation.web.giving.walk import (
    MANY,
    bp,
    closed_now,
    device,
    nothing_yet,
    to,
    what_is_kept,
)
from consultation.web.labels import LATE_TAKEN
from foundation.base.db import db
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.current import actor, now
from foundation.web.forms import Form
from foundation.web.limits import limiter
from foundation.web.visitor import note_visitor, stay_known, unsent_owner

INFORMAL = "informal"
"""The button of who would rather not give name and address."""


@bp.get("")
@anyone
def start(slug: str) -> ResponseReturnValue:
    """Say what comes, and offer to carry on with what was begun."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept)
    note_visitor()
    carry_on = kept and to(slug, next(iter(missing(kept.answers)), Step.CHECK))
    return render_template(
        "consultation/giving/start.html",
        form=Form(),
        consultation={
            "slug": named.slug,
            "title": named.title,
            "closes_on": last_day(named.closes_at),
        },
        kept=kept,
        has_dialogue=nothing_yet(named).takes.has_dialogue,
        lane=shown_choice(named, kept.answers if kept else None),
        late_taken=LATE_TAKEN if named.is_over else None,
        carry_on_url=carry_on,
        carrier=carrier_of(request.args.get("by")),
    )


@bp.post("")
@anyone
@limiter.limit(MANY)
def begin_view(slug: str) -> ResponseReturnValue:
    """Begin, or begin again."""
    named = public_consultation(slug)
    if not named.may_comment:
        return closed_now(named, what_is_kept(named)), 409
    stay_known()
    owner = unsent_owner(named.id)
    with work(db.session(), actor(), now()) as unit:
        if "again" in request.form:
            forget(unit, named.id, owner)
            forget_attachments(unit, Whose(named.id, owner))
        if begin(unit, named.id, owner, Lane.DIALOGUE if INFORMAL in request.form else None):
            note_begun(unit, named.id, device())
            if carrier := carrier_of(request.form.get("by")):
                note_carrier(unit, named.id, carrier)
    first = next(iter(asked(nothing_yet(named))))
    return redirect(to(slug, first), 303)
