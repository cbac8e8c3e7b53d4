"""One prototype for the council: read it, check it, and give it a time on the showcase day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day, london_instant
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.numbers import whole_number
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.prototypes import judge_prototype
from programme.commands.showcases import give_slot, take_slot
from programme.queries.prototypes import PrototypePage, prototype_page
from programme.queries.showcases import ShowcaseDay, days_of_challenge
from programme.rules.access import Can
from programme.rules.money import pounds
from programme.rules.prototypes import NEXT, PrototypeState
from programme.rules.showcases import Slot
from programme.web.asked import chosen
from programme.web.claim_files import evidence_of
from programme.web.firm_files import size_words

bp = Blueprint("prototypes", __name__, url_prefix="/programme/prototypes/<uuid:prototype_id>")


@bp.get("")
@allow(Can.COHORT_READ)
def page(prototype_id: UUID) -> ResponseReturnValue:
    """Show a prototype that was handed in."""
    return _page(asked_prototype(prototype_id), {})


@bp.post("")
@allow(Can.PROTOTYPE_CHECK)
def judge(prototype_id: UUID) -> ResponseReturnValue:
    """Take a prototype on, or give it back with a reason."""
    found = asked_prototype(prototype_id)
    after = chosen(PrototypeState, "after")
    if after is None:
        return _page(found, {"after": _("Choose what you found.")}), 422
    try:
        with work(db.session(), actor(), now()) as unit:
            judge_prototype(unit, found.id, after, request.form.get("reason", ""))
    except Conflict as wrong:
        return _page(found, {"reason": translated(wrong.sentence)}), wrong.status
    flash(_("Saved. The firm reads it."))
    if after is PrototypeState.BUILDING:
        return redirect(url_for("showcases.page"), 303)
    return redirect(url_for(".page", prototype_id=found.id), 303)


@bp.get("/files/<uuid:claim_file_id>")
@allow(Can.COHORT_READ)
def evidence(prototype_id: UUID, claim_file_id: UUID) -> ResponseReturnValue:
    """Open a file of a prototype that was handed in."""
    return evidence_of(asked_prototype(prototype_id), claim_file_id)


@bp.post("/slot")
@allow(Can.COHORT_RUN)
def slot(prototype_id: UUID) -> ResponseReturnValue:
    """Give it a time on a showcase day, or take the time away."""
    found = asked_prototype(prototype_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            match request.form.get("act"):
                case "give":
                    day = _day(found)
                    give_slot(unit, day.id, found.id, Slot(_at(day), _minutes()))
                case "take":
                    take_slot(unit, found.id)
                case _:
                    raise Malformed("Say what is to be done.")
    except (Invalid, Conflict) as wrong:
        said = wrong.fields or {"time": wrong.sentence}
        return _page(found, {name: translated(each) for name, each in said.items()}), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", prototype_id=found.id), 303)


def asked_prototype(prototype_id: UUID) -> PrototypePage:
    """Return a prototype that was handed in to this council.

    Raises:
        NotFound: there is none.
    """
    found = prototype_page(db.session(), current_council().id, prototype_id)
    if found is None:
        raise NotFound("There is no such prototype.")
    return found


def _day(found: PrototypePage) -> ShowcaseDay:
    for day in days_of_challenge(db.session(), found.challenge_id):
        if str(day.id) == request.form.get("day"):
            return day
    raise Invalid(_("Choose a showcase."), fields={"day": _("Choose a showcase.")})


def _at(day: ShowcaseDay) -> datetime:
    try:
        typed = time.fromisoformat(request.form.get("time", "").strip())
    except ValueError:
        wrong = _("Enter a time, such as 10:20.")
        raise Invalid(wrong, fields={"time": wrong}) from None
    return london_instant(london_day(day.starts_at), typed.replace(tzinfo=None))


def _minutes() -> int:
    return whole_number(request.form.get("minutes", "").strip(), 4) or 0


def _page(found: PrototypePage, problems: Mapping[str, str]) -> str:
    return render_template(
        "programme/prototypes/page.html",
        found=found,
        steps=[state for state in PrototypeState if state in NEXT[found.state]],
        days=days_of_challenge(db.session(), found.challenge_id),
        may_check=actor().may(Can.PROTOTYPE_CHECK),
        may_run=actor().may(Can.COHORT_RUN) and found.is_checked,
        was_shown=found.slot is not None and found.slot.starts_at <= now(),
        pounds=pounds,
        size_words=size_words,
        typed=request.form,
        problems=problems,
    )
