"""A firm's prototype: what it claims, how that was tested, what it would cost to use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed
from foundation.base.numbers import whole_number
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.limits import limiter
from foundation.web.sizes import LARGEST_UPLOAD, takes_up_to
from foundation.web.words import translated
from programme.commands.claim_files import remove_file
from programme.commands.prototype_parts import add_claim, add_cost, remove_part
from programme.commands.prototypes import hand_in, write_prototype
from programme.queries.prototype_parts import measures_of
from programme.queries.prototypes import PrototypePage, prototype_of_seat
from programme.queries.tellings import OwnSeat
from programme.rules.access import Can
from programme.rules.cohorts import STAYS
from programme.rules.deployment_costs import Cost, CostKind
from programme.rules.money import pounds
from programme.rules.prototype_claims import Claim
from programme.rules.prototypes import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    REFUSALS,
    PrototypeState,
    may_hand_in,
    may_write,
)
from programme.web.asked import chosen
from programme.web.claim_files import evidence_of, take_file
from programme.web.firm_cohort import seat_of
from programme.web.firm_files import UPLOADS, size_words
from programme.web.forms import pence_of

_S = PrototypeState
bp = Blueprint("firm_prototype", __name__, url_prefix="/firm/prototypes/<uuid:seat_id>")


@bp.get("")
@allow(Can.COHORT_TAKE_PART)
def page(seat_id: UUID) -> ResponseReturnValue:
    """Show the prototype of a seat of who looks."""
    return _page(seat_of(seat_id, STAYS), {})


@bp.post("")
@allow(Can.COHORT_TAKE_PART)
def change(seat_id: UUID) -> ResponseReturnValue:
    """Write something down, take something out, or hand it all in."""
    seat = seat_of(seat_id, STAYS)
    act = request.form.get("act", "")
    if act not in ACTS:
        raise Malformed("Say what is to be done.")
    do, said, field = ACTS[act]
    try:
        with work(db.session(), actor(), now()) as unit:
            do(unit, seat_id)
    except (Invalid, Conflict) as wrong:
        return _page(seat, wrong.fields or {field: wrong.sentence}), wrong.status
    flash(str(said))
    return redirect(url_for(".page", seat_id=seat_id), 303)


@bp.post("/files")
@allow(Can.COHORT_TAKE_PART)
@takes_up_to(LARGEST_UPLOAD)
@limiter.limit(UPLOADS)
def add_evidence(seat_id: UUID) -> ResponseReturnValue:
    """Take a file in that shows what a claim says."""
    seat = seat_of(seat_id)
    try:
        take_file(seat_id, prototype_of_seat(db.session(), seat_id))
    except (Invalid, Conflict) as wrong:
        return _page(seat, wrong.fields or {"file": wrong.sentence}), wrong.status
    flash(_("The file is added."))
    return redirect(url_for(".page", seat_id=seat_id, _anchor="claims"), 303)


@bp.get("/files/<uuid:claim_file_id>")
@allow(Can.COHORT_TAKE_PART)
def evidence(seat_id: UUID, claim_file_id: UUID) -> ResponseReturnValue:
    """Open a file of the own firm's prototype."""
    seat_of(seat_id, STAYS)
    return evidence_of(prototype_of_seat(db.session(), seat_id), claim_file_id)


def _write(unit: Work, seat_id: UUID) -> None:
    form = request.form
    typed = form.get("level", "").strip()
    level = whole_number(typed, 1) or 0
    write_prototype(
        unit, seat_id, form.get("title", ""), form.get("summary", ""), level if typed else None
    )


def _claim(unit: Work, seat_id: UUID) -> None:
    words = {
        name: request.form.get(name, "") for name in ("claim", "test", "result", "evidence", "url")
    }
    add_claim(unit, seat_id, Claim(_id("measure"), **words))


def _cost(unit: Work, seat_id: UUID) -> None:
    low, likely, high = (pence_of(request.form.get(name)) for name in ("low", "likely", "high"))
    kind = chosen(CostKind, "kind")
    add_cost(unit, seat_id, Cost(kind, request.form.get("words", ""), low, likely, high))


def _remove(unit: Work, seat_id: UUID) -> None:
    part = _id("part")
    if part is None:
        raise Malformed("Say what is to be taken out.")
    remove_part(unit, seat_id, part)


def _remove_file(unit: Work, seat_id: UUID) -> None:
    part = _id("part")
    if part is None:
        raise Malformed("Say what is to be taken out.")
    remove_file(unit, seat_id, part)


ACTS: Mapping[str, tuple[Callable[[Work, UUID], None], object, str]] = {
    "write": (_write, lazy_gettext("Saved."), "title"),
    "claim": (_claim, lazy_gettext("The claim is added."), "claim"),
    "cost": (_cost, lazy_gettext("The cost is added."), "likely"),
    "remove": (_remove, lazy_gettext("It is taken out."), "claims"),
    "remove_file": (_remove_file, lazy_gettext("It is taken out."), "claims"),
    "hand_in": (hand_in, lazy_gettext("It is handed in. The council checks it now."), "hand-in"),
}
"""What a firm can do: how, what is said then, and where a refusal stands on the page."""


def _id(field: str) -> UUID | None:
    try:
        return UUID(request.form.get(field, ""))
    except ValueError:
        return None


def _page(seat: OwnSeat, problems: Mapping[str, str]) -> str:
    found = prototype_of_seat(db.session(), seat.id)
    return render_template(
        "programme/firms/prototype.html",
        seat=seat,
        found=found,
        may_write=seat.is_here and bool(may_write(found.state if found else _S.PLANNED)),
        missing=_missing(found),
        measures=measures_of(db.session(), seat.challenge_id),
        kinds=list(CostKind),
        size_words=size_words,
        levels=range(LOWEST_LEVEL, HIGHEST_LEVEL + 1),
        pounds=pounds,
        act=request.form.get("act", ""),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )


def _missing(found: PrototypePage | None) -> str:
    """Return what still has to be there before it can be handed in, or nothing."""
    if found is None or found.state is not _S.BUILDING:
        return ""
    claims = [row.claim for row in found.claims]
    may = may_hand_in(found.state, claims, [row.cost for row in found.costs])
    return next((translated(said) for why, said in REFUSALS.items() if may.reason is why), "")
