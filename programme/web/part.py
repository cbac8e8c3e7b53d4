"""One's own part: invitations to answer, things to do, what one can do and did; and everybody's."""

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
from foundation.base.roles import STAFF
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.actions import move_action
from programme.commands.guests import answer_workshop
from programme.commands.skills import add_skill, remove_skill
from programme.queries.actions import open_actions, workshop_of
from programme.queries.skills import invitations_of, officers_of, parts_of, skills_of
from programme.rules.access import Can
from programme.rules.actions import ActionState
from programme.web.asked import chosen
from programme.web.workshops import asked_workshop, show

bp = Blueprint("part", __name__, url_prefix="/programme")


@bp.get("/part")
@allow(Can.PART_READ)
def page() -> ResponseReturnValue:
    """Show what waits for who is looking, what they can do and what they did."""
    return _page({})


@bp.post("/part/invitations/<uuid:guest_id>")
@allow(Can.PART_READ)
def answer(guest_id: UUID) -> ResponseReturnValue:
    """Say that one comes to a workshop, or cannot."""
    comes = request.form.get("comes") == "yes"
    try:
        with work(db.session(), actor(), now()) as unit:
            answer_workshop(unit, guest_id, comes=comes)
    except Conflict as wrong:
        return _page({"asked": wrong.sentence}), wrong.status
    flash(_("Thank you. We know that you come.") if comes else _("Thank you. You are excused."))
    return redirect(url_for(".page"), 303)


@bp.post("/actions/<uuid:action_id>")
@allow(Can.PART_READ)
def move(action_id: UUID) -> ResponseReturnValue:
    """Say how an action stands: its owner may, and who runs workshops."""
    workshop_id = workshop_of(db.session(), current_council().id, action_id)
    if workshop_id is None:
        raise NotFound("There is no such action.")
    from_workshop = workshop_id if request.form.get("from") == "workshop" else None
    after = chosen(ActionState, "state")
    try:
        if after is None:
            raise Invalid(CHOOSE, fields={f"state-{action_id}": CHOOSE})
        with work(db.session(), actor(), now()) as unit:
            move_action(unit, action_id, after, request.form.get("reason", ""))
    except (Conflict, Invalid) as wrong:
        problems = wrong.fields or {f"state-{action_id}": wrong.sentence}
        if from_workshop and actor().may(Can.CHALLENGE_READ):
            return show(asked_workshop(from_workshop), problems), wrong.status
        return _page(problems), wrong.status
    flash(_("Saved."))
    if from_workshop:
        return redirect(url_for("workshops.page", workshop_id=from_workshop, _anchor="do"), 303)
    return redirect(url_for(".page", _anchor="do"), 303)


@bp.post("/part/skills")
@allow(Can.PART_READ)
def skills() -> ResponseReturnValue:
    """Add a skill, or take one away."""
    try:
        with work(db.session(), actor(), now()) as unit:
            if "remove" in request.form:
                remove_skill(unit, _id(request.form["remove"]))
            else:
                add_skill(unit, request.form.get("skill", ""))
    except Invalid as wrong:
        return _page(wrong.fields), wrong.status
    return redirect(url_for(".page", _anchor="skills"), 303)


@bp.get("/people")
@allow(Can.PART_SEE)
def people() -> ResponseReturnValue:
    """Show what officers can do, and the parts that they played."""
    return render_template(
        "programme/part/people.html",
        officers=officers_of(db.session(), current_council().id),
    )


CHOOSE = "Choose how it stands."


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound("There is no such skill.") from None


def _page(problems: Mapping[str, str]) -> str:
    me, council = actor().person_id, current_council().id
    assert me  # noqa: S101  who has a right is somebody
    return render_template(
        "programme/part/page.html",
        invitations=invitations_of(db.session(), me, now()),
        actions=open_actions(db.session(), council, me),
        skills=skills_of(db.session(), me),
        parts=parts_of(db.session(), council, me),
        is_staff=bool(actor().roles & STAFF),
        may_read=actor().may(Can.CHALLENGE_READ),
        may_see=actor().may(Can.PART_SEE),
        today=london_day(now()),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
