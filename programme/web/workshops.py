"""Workshops: the plan against what was held, and one workshop with who came."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.guests import ask_guests, take_workshop, tell_guests
from programme.queries.actions import actions_of, notes_of, open_actions
from programme.queries.challenges import ChallengePage, challenge_pages
from programme.queries.programmes import ProgrammeRow, programmes_of
from programme.queries.seats import people_to_seat
from programme.queries.workshops import (
    WorkshopPage,
    counts,
    departments_with_challenges,
    guests_to_ask,
    people_asked,
    phases_of,
    plan_of,
    workshop_page,
    workshops_of,
)
from programme.rules.access import Can
from programme.rules.actions import NoteKind
from programme.rules.attendance import MARKS, Came
from programme.rules.workshops import NOT_OURS
from programme.web.asked import asked_challenge
from programme.web.mails import workshop_mail

bp = Blueprint("workshops", __name__, url_prefix="/programme/workshops")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def every() -> ResponseReturnValue:
    """Show the workshops of the latest programme, or those of one challenge."""
    slug = request.args.get("challenge")
    about: ChallengePage | None = asked_challenge(slug) if slug else None
    programme = latest_programme()
    rows = workshops_of(db.session(), current_council().id, challenge=slug)
    departments = departments_with_challenges(db.session(), programme.id)
    return render_template(
        "programme/workshops/list.html",
        programme=programme,
        about=about,
        ahead=[row for row in rows if row.taken_at is None and row.starts_at > now()],
        untaken=[row for row in rows if row.taken_at is None and row.starts_at <= now()],
        held=[row for row in rows if row.taken_at is not None],
        departments=() if about else counts(rows, departments),
        phases=phases_of(db.session(), programme.id),
        plan=plan_of(db.session(), programme.id),
        actions=() if about else open_actions(db.session(), current_council().id),
        today=london_day(now()),
        may_run=actor().may(Can.WORKSHOP_RUN),
    )


@bp.get("/<uuid:workshop_id>")
@allow(Can.CHALLENGE_READ)
def page(workshop_id: UUID) -> ResponseReturnValue:
    """Show one workshop: what it is for, who was asked and who came."""
    return show(asked_workshop(workshop_id), {})


@bp.post("/<uuid:workshop_id>/guests")
@allow(Can.WORKSHOP_RUN)
def ask(workshop_id: UUID) -> ResponseReturnValue:
    """Ask people and firms to it."""
    found = asked_workshop(workshop_id)
    try:
        people, firms = _chosen_ids("person"), _chosen_ids("firm")
        if not people and not firms:
            raise Invalid(NOBODY, fields={"who": NOBODY})
        leads = request.form.get("as") == "leads"
        with work(db.session(), actor(), now()) as unit:
            added = ask_guests(unit, workshop_id, people=people, firms=firms, leads=leads)
            tell_guests(unit, workshop_id, workshop_mail(current_council(), found.row))
    except (Invalid, Conflict) as wrong:
        return show(found, wrong.fields or {"who": wrong.sentence}), wrong.status
    flash(ngettext("%(num)s more is asked.", "%(num)s more are asked.", added))
    return redirect(url_for(".page", workshop_id=workshop_id, _anchor="guests"), 303)


@bp.post("/<uuid:workshop_id>/attendance")
@allow(Can.WORKSHOP_RUN)
def take(workshop_id: UUID) -> ResponseReturnValue:
    """Write down who came; who has no choice stays as they are."""
    found = asked_workshop(workshop_id)
    known = {mark.value: mark for mark in MARKS}
    typed = {each.id: request.form.get(f"came-{each.id}", "") for each in found.guests}
    marks: dict[UUID, Came] = {
        guest_id: known[word] for guest_id, word in typed.items() if word in known
    }
    try:
        with work(db.session(), actor(), now()) as unit:
            take_workshop(unit, workshop_id, marks)
    except Conflict as wrong:
        return show(found, {"guests": wrong.sentence}), wrong.status
    flash(_("It is written down who came."))
    return redirect(url_for(".page", workshop_id=workshop_id), 303)


NOBODY = "Choose somebody to ask."


def latest_programme() -> ProgrammeRow:
    """Return the programme of this council that was set up last.

    Raises:
        NotFound: it has none.
    """
    found = programmes_of(db.session(), current_council().id)
    if not found:
        raise NotFound("There is no programme yet.")
    return found[0]


def asked_workshop(workshop_id: UUID) -> WorkshopPage:
    """Return a workshop of this council.

    Raises:
        NotFound: there is none.
    """
    found = workshop_page(db.session(), current_council().id, workshop_id)
    if found is None:
        raise NotFound("There is no such workshop.")
    return found


def show(found: WorkshopPage, problems: Mapping[str, str]) -> str:
    """Return the page of a workshop, with what was typed where a form came back."""
    council, row = current_council().id, found.row
    already = people_asked(db.session(), row.id)
    may_run = actor().may(Can.WORKSHOP_RUN)
    return render_template(
        "programme/workshops/page.html",
        page=found,
        row=row,
        has_begun=row.starts_at <= now(),
        may_run=may_run,
        marks=MARKS,
        people=[each for each in people_to_seat(db.session(), council) if each[0] not in already]
        if may_run
        else (),
        firms=guests_to_ask(db.session(), council, row.id) if may_run else (),
        plan=plan_of(db.session(), row.programme_id),
        notes=notes_of(db.session(), row.id),
        note_kinds=list(NoteKind),
        actions=actions_of(db.session(), row.id),
        owners=people_to_seat(db.session(), council) if may_run else (),
        me=actor().person_id,
        today=london_day(now()),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )


def _chosen_ids(name: str) -> frozenset[UUID]:
    try:
        return frozenset(UUID(each) for each in request.form.getlist(name))
    except ValueError:
        raise Invalid(NOT_OURS, fields={"who": NOT_OURS}) from None


def challenges_here(programme_id: UUID) -> list[tuple[UUID, str]]:
    """Return id and title of the challenges of a programme, ideas too."""
    pages = challenge_pages(db.session(), current_council().id)
    return [(page.id, page.title) for page in pages if page.programme_id == programme_id]
