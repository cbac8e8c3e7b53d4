"""What was learned: what worked and did not, practices of other cities, and what was taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.practices import keep_event, keep_lesson, keep_practice, note_taking
from programme.queries.practices import events_of, practices_of
from programme.queries.programmes import facts_of
from programme.rules.access import Can
from programme.rules.practices import (
    EventDraft,
    LessonDraft,
    PracticeDraft,
    TakenInto,
    TakingDraft,
)
from programme.rules.programmes import Pain, Sentiment
from programme.rules.workshops import NOT_OURS
from programme.web.asked import chosen
from programme.web.workshops import challenges_here, latest_programme

bp = Blueprint("practices", __name__, url_prefix="/programme/learning")


@bp.get("")
@allow(Can.BOARD_READ)
def page() -> ResponseReturnValue:
    """Show what the latest programme learned."""
    return _page({})


@bp.post("/events")
@allow(Can.WORKSHOP_RUN)
def event() -> ResponseReturnValue:
    """Write a visit, talk or workshop with others down."""
    form = request.form
    draft = EventDraft(
        form.get("event_title", ""),
        form.get("with_whom", ""),
        form.get("held", ""),
        form.get("taken", ""),
    )
    return _keep(lambda unit: keep_event(unit, latest_programme().id, draft), "events")


@bp.post("/practices")
@allow(Can.WORKSHOP_RUN)
def practice() -> ResponseReturnValue:
    """Write a good practice of another city down."""
    form = request.form

    def kept(unit: Work) -> UUID:
        draft = PracticeDraft(
            form.get("practice_title", ""),
            form.get("city", ""),
            form.get("what", ""),
            form.get("claim", ""),
            _row("event"),
        )
        return keep_practice(unit, latest_programme().id, draft)

    return _keep(kept, "practices")


@bp.post("/practices/<uuid:practice_id>")
@allow(Can.WORKSHOP_RUN)
def take(practice_id: UUID) -> ResponseReturnValue:
    """Note what was taken from a practice."""

    def kept(unit: Work) -> UUID:
        words, into = request.form.get("words", ""), chosen(TakenInto, "into")
        return note_taking(unit, practice_id, TakingDraft(words, into, _row("challenge")))

    return _keep(kept, f"p-{practice_id}", practice_id)


@bp.post("/lessons")
@allow(Can.WORKSHOP_RUN)
def lesson() -> ResponseReturnValue:
    """Write down what worked, or what did not."""
    words = request.form.get("lesson", "")
    draft = LessonDraft(chosen(Sentiment, "sentiment"), words, chosen(Pain, "pain"))
    return _keep(lambda unit: keep_lesson(unit, latest_programme().id, draft), "lessons")


def _keep(
    kept: Callable[[Work], UUID], anchor: str, looked_at: UUID | None = None
) -> ResponseReturnValue:
    try:
        with work(db.session(), actor(), now()) as unit:
            kept(unit)
    except Invalid as wrong:
        return _page(wrong.fields, looked_at), wrong.status
    flash(_("Written down."))
    return redirect(url_for(".page", _anchor=anchor), 303)


def _row(field: str) -> UUID | None:
    typed = request.form.get(field, "")
    try:
        return UUID(typed) if typed else None
    except ValueError:
        raise Invalid(NOT_OURS, fields={field: NOT_OURS}) from None


def _page(problems: Mapping[str, str], looked_at: UUID | None = None) -> str:
    programme = latest_programme()
    events = events_of(db.session(), programme.id)
    return render_template(
        "programme/practices/page.html",
        programme=programme,
        lessons=facts_of(db.session(), programme).lessons,
        practices=practices_of(db.session(), programme.id),
        events=events,
        named={each.id: each for each in events},
        sentiments=list(Sentiment),
        pains=list(Pain),
        places=list(TakenInto),
        challenges=challenges_here(programme.id),
        may_write=actor().may(Can.WORKSHOP_RUN),
        looked_at=looked_at,
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )
