"""Set a consultation up: its words and dates, and the states it goes through."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.consultations import (
    change_consultation,
    make_consultation,
    move_consultation,
)
from consultation.queries.applicants import applicants_of
from consultation.queries.consultations import ConsultationPage, consultation_page, staff_cards
from consultation.rules.access import Can
from consultation.rules.consultations import NEXT, PUBLIC, ConsultationStatus
from consultation.web.cards import shown_card
from consultation.web.filters import one_of
from consultation.web.forms.drafts import DraftForm, draft_of, filled
from consultation.web.forms.views import refused
from consultation.web.labels import MOVES
from consultation.web.told import shown_consultation
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow, require
from foundation.web.current import actor, now

bp = Blueprint("setup", __name__, url_prefix="/desk/consultations")


@bp.get("")
@allow(Can.CONSULTATION_SIGN_OFF)
def every() -> ResponseReturnValue:
    """List every consultation of the council, drafts and past ones too."""
    cards = staff_cards(db.session(), current_council().id, now())
    shown = [shown_card(card, now()) for card in cards]
    return render_template("consultation/setup/list.html", cards=shown)


@bp.get("/new")
@allow(Can.CONSULTATION_WRITE)
def new() -> ResponseReturnValue:
    """Show the form for a new one."""
    return _words_page(DraftForm(), {}, None)


@bp.post("/new")
@allow(Can.CONSULTATION_WRITE)
def make() -> ResponseReturnValue:
    """Draft a new one."""
    form = DraftForm()
    try:
        if not form.validate():
            raise Invalid
        draft = draft_of(form)
        with work(db.session(), actor(), now()) as unit:
            slug = make_consultation(unit, draft)
    except (Invalid, Conflict) as wrong:
        return _words_page(form, _problems(form, wrong), None), wrong.status
    flash(_("The draft is saved. Nobody outside the council can see it yet."))
    return redirect(url_for(".overview", slug=slug), 303)


@bp.get("/<slug>")
@allow(Can.CONSULTATION_SIGN_OFF)
def overview(slug: str) -> ResponseReturnValue:
    """Show what is there, what is missing, and where it can go from here."""
    page = staff_page(slug)
    return render_template(
        "consultation/setup/overview.html",
        consultation=shown_consultation(page),
        status=page.status,
        has_area=page.area_geojson is not None,
        applicants=applicants_of(db.session(), page.id),
        moves=_moves(page.status),
        may_write=actor().may(Can.CONSULTATION_WRITE),
        is_public=page.status in PUBLIC,
        comments=page.tally.comments,
    )


@bp.get("/<slug>/words")
@allow(Can.CONSULTATION_WRITE)
def words(slug: str) -> ResponseReturnValue:
    """Show the form with what the consultation says."""
    page = staff_page(slug)
    return _words_page(DraftForm(data=filled(page)), {}, page)


@bp.post("/<slug>/words")
@allow(Can.CONSULTATION_WRITE)
def change(slug: str) -> ResponseReturnValue:
    """Let the consultation say what was typed."""
    page = staff_page(slug)
    form = DraftForm()
    try:
        if not form.validate():
            raise Invalid
        draft = draft_of(form, page)
        with work(db.session(), actor(), now()) as unit:
            change_consultation(unit, slug, draft)
    except (Invalid, Conflict) as wrong:
        return _words_page(form, _problems(form, wrong), page), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".overview", slug=slug), 303)


@bp.post("/<slug>/move")
@allow(Can.CONSULTATION_SIGN_OFF)
def move(slug: str) -> ResponseReturnValue:
    """Take the consultation to its next state; who may only sign off can also send it back."""
    page = staff_page(slug)
    after = one_of(ConsultationStatus, request.form.get("after"))
    if after is None:
        raise Malformed("Say where the consultation is to go.")
    if page.status is not ConsultationStatus.AWAITING_SIGN_OFF:
        require(Can.CONSULTATION_WRITE)
    with work(db.session(), actor(), now()) as unit:
        move_consultation(unit, page.id, after)
    flash(_("Saved."))
    return redirect(url_for(".overview", slug=slug), 303)


def staff_page(slug: str) -> ConsultationPage:
    """Return a consultation of this council, also one that is not public.

    Raises:
        NotFound: there is none.
    """
    found = consultation_page(db.session(), current_council().id, slug, now(), drafts=True)
    if found is None:
        raise NotFound("There is no such consultation.")
    return found


def saved(slug: str) -> ResponseReturnValue:
    """Go back to the overview, which says that it is done."""
    flash(_("Saved."))
    return redirect(url_for("setup.overview", slug=slug), 303)


def _moves(status: ConsultationStatus) -> list[tuple[ConsultationStatus, Any]]:
    """Return where it can go from here, and what the person who looks at it would press."""
    if status is not ConsultationStatus.AWAITING_SIGN_OFF and not actor().may(
        Can.CONSULTATION_WRITE
    ):
        return []
    return [(after, MOVES[after]) for after in ConsultationStatus if after in NEXT[status]]


def _problems(form: DraftForm, wrong: Invalid | Conflict) -> dict[str, str]:
    near = {"opens_at": "opens_on", "closes_at": "closes_on", "topics": "own_topics"}
    fields = {near.get(name, name): sentence for name, sentence in wrong.fields.items()}
    if not fields and isinstance(wrong, Conflict):
        fields = {"opens_on": str(wrong)}
    return refused(form, fields)


def _words_page(form: DraftForm, problems: dict[str, str], page: ConsultationPage | None) -> str:
    return render_template(
        "consultation/setup/words.html", form=form, problems=problems, consultation=page
    )
