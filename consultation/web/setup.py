"""Set a consultation up: begin it, its list of tasks, its words, and the states it goes through."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from consultation.commands.consultations import move_consultation
from consultation.commands.plan_gate import plan_facts
from consultation.commands.starts import start_empty, start_from_copy, start_from_template
from consultation.queries.consultations import ConsultationPage, consultation_page, staff_cards
from consultation.queries.plans import plan_row
from consultation.rules.access import Can
from consultation.rules.consultations import NEXT, PUBLIC, ConsultationStatus
from consultation.rules.drafts import ConsultationDraft
from consultation.web.cards import shown_card
from consultation.web.filters import one_of
from consultation.web.forms.drafts import TEMPLATE, NewForm, draft_of
from consultation.web.forms.views import refused
from consultation.web.labels import MOVES
from consultation.web.load_shown import summary, weighed
from consultation.web.setup_tasks import progress, task_groups
from consultation.web.told import shown_consultation
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.words import say
from foundation.base.work import Work, work
from foundation.web.access import allow, require
from foundation.web.current import actor, now

WRITE_IT = say("Write down what was decided and why. That decides it.")

bp = Blueprint("setup", __name__, url_prefix="/desk/consultations")

GOES_ON = "next"
"""What the button says that saves a task and opens the next."""


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
    return _new_page(NewForm(), {})


@bp.post("/new")
@allow(Can.CONSULTATION_WRITE)
def make() -> ResponseReturnValue:
    """Draft a new one: empty, from the template of its kind, or from an earlier one."""
    form = NewForm()
    try:
        if not form.validate():
            raise Invalid
        draft = draft_of(form)
        with work(db.session(), actor(), now()) as unit:
            slug = _started(unit, form.begin.data or "", draft)
    except (Invalid, Conflict) as wrong:
        return _new_page(form, _problems(form, wrong)), wrong.status
    flash(_("The draft is saved. Nobody outside the council can see it yet."))
    return redirect(url_for(".overview", slug=slug), 303)


@bp.get("/<slug>")
@allow(Can.CONSULTATION_SIGN_OFF)
def overview(slug: str) -> ResponseReturnValue:
    """Show what is there, what is missing, and where it can go from here."""
    page = staff_page(slug)
    facts = plan_facts(db.session(), page.id)
    plan = plan_row(db.session(), page.id)
    return render_template(
        "consultation/setup/overview.html",
        consultation=shown_consultation(page),
        status=page.status,
        plan=plan,
        groups=task_groups(page, facts, plan),
        progress=progress(page, facts),
        takes=page.takes,
        moves=_moves(page.status),
        may_write=actor().may(Can.CONSULTATION_WRITE),
        is_public=page.status in PUBLIC,
        comments=page.tally.comments,
        load=summary(weighed(slug)),
    )


@bp.post("/<slug>/move")
@allow(Can.CONSULTATION_SIGN_OFF)
def move(slug: str) -> ResponseReturnValue:
    """Take the consultation to its next state; who may only sign off can also send it back."""
    page = staff_page(slug)
    after = one_of(ConsultationStatus, request.form.get("after"))
    if after is None:
        raise Malformed("Say where the consultation is to go.")
    if after is ConsultationStatus.DECIDED:
        raise Conflict(WRITE_IT)
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
    """Go back to the list of tasks or, where that is asked for, on to the next that is not done."""
    flash(_("Saved."))
    after = None
    if request.form.get("act") == GOES_ON:
        page = staff_page(slug)
        after = progress(page, plan_facts(db.session(), page.id))["next"]
    return redirect(after["url"] if after else url_for("setup.overview", slug=slug), 303)


def _moves(status: ConsultationStatus) -> list[tuple[ConsultationStatus, Any]]:
    """Return where it can go from here, and what the person who looks at it would press."""
    if status is not ConsultationStatus.AWAITING_SIGN_OFF and not actor().may(
        Can.CONSULTATION_WRITE
    ):
        return []
    # A report is published, and a decision told, where each is written.
    there = NEXT[status] - {ConsultationStatus.REPORTED, ConsultationStatus.DECIDED}
    return [(after, MOVES[after]) for after in ConsultationStatus if after in there]


def _started(unit: Work, begin: str, draft: ConsultationDraft) -> str:
    if begin == TEMPLATE:
        return start_from_template(unit, draft)
    return start_from_copy(unit, draft, begin) if begin else start_empty(unit, draft)


def _problems(form: NewForm, wrong: Invalid | Conflict) -> dict[str, str]:
    near = {"opens_at": "opens_on", "closes_at": "closes_on", "topics": "own_topics"}
    fields = {near.get(name, name): sentence for name, sentence in wrong.fields.items()}
    return refused(form, fields)


def _new_page(form: NewForm, problems: dict[str, str]) -> str:
    cards = staff_cards(db.session(), current_council().id, now())
    form.begin.choices = [
        SelectChoice("", _("An empty page")),
        SelectChoice(TEMPLATE, _("What this kind usually has: steps, questions, groups to reach")),
        *(SelectChoice(card.slug, _("A copy of “%(title)s”", title=card.title)) for card in cards),
    ]
    return render_template("consultation/setup/new.html", form=form, problems=problems)
