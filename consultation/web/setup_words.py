"""What a consultation says of itself, and when it listens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from consultation.commands.consultations import change_consultation
from consultation.commands.plans import finish_task
from consultation.queries.consultations import ConsultationPage
from consultation.rules.access import Can
from consultation.rules.consultations import PUBLIC
from consultation.rules.plans import Task
from consultation.rules.reading_age import hard_words
from consultation.web.cards import last_day
from consultation.web.forms.drafts import WordsForm, changed_draft, draft_from, filled
from consultation.web.forms.plans import DatesForm, period_of, typed_period
from consultation.web.forms.views import refused
from consultation.web.setup import bp, saved, staff_page
from consultation.web.setup_held import Overtaken, held, seen_as
from consultation.web.setup_tasks import age_words, period_words
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.base.working_days import bank_holidays_between
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated


@bp.get("/<slug>/words")
@allow(Can.CONSULTATION_WRITE)
def words(slug: str) -> ResponseReturnValue:
    """Show the form with what the consultation says."""
    page = staff_page(slug)
    return _words_page(WordsForm(data=filled(page)), page, {})


@bp.post("/<slug>/words")
@allow(Can.CONSULTATION_WRITE)
def change(slug: str) -> ResponseReturnValue:
    """Let the consultation say what was typed."""
    form = WordsForm()
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            page = held(unit, slug, form.seen.data, filled)
            change_consultation(unit, slug, changed_draft(form, page), form.reason.data or "")
            finish_task(unit, page.id, Task.WORDS)
    except (Invalid, Conflict) as wrong:
        problems = _problems(form, wrong, {"topics": "own_topics"}, "title")
        return _words_page(form, staff_page(slug), problems, wrong), wrong.status
    return saved(slug)


@bp.get("/<slug>/dates")
@allow(Can.CONSULTATION_WRITE)
def dates(slug: str) -> ResponseReturnValue:
    """Show when it listens, and the bank holidays in between."""
    page = staff_page(slug)
    return _dates_page(DatesForm(data=typed_period(page)), page, {})


@bp.post("/<slug>/dates")
@allow(Can.CONSULTATION_WRITE)
def change_dates(slug: str) -> ResponseReturnValue:
    """Let it listen from one instant to another."""
    form = DatesForm()
    try:
        if not form.validate():
            raise Invalid
        opens_at, closes_at = period_of(form)
        with work(db.session(), actor(), now()) as unit:
            page = held(unit, slug, form.seen.data, typed_period)
            draft = replace(draft_from(page), opens_at=opens_at, closes_at=closes_at)
            change_consultation(unit, slug, draft, form.reason.data or "")
            finish_task(unit, page.id, Task.DATES)
    except (Invalid, Conflict) as wrong:
        near = {"opens_at": "opens_on", "closes_at": "closes_on"}
        problems = _problems(form, wrong, near, "opens_on")
        return _dates_page(form, staff_page(slug), problems, wrong), wrong.status
    return saved(slug)


def _problems(
    form: Any,  # noqa: ANN401  any form
    wrong: Invalid | Conflict,
    near: Mapping[str, str],
    first: str,
) -> dict[str, str]:
    fields = {near.get(name, name): sentence for name, sentence in wrong.fields.items()}
    if not fields and isinstance(wrong, Conflict):
        fields = {first: translated(wrong.sentence)}
    return refused(form, fields)


def _words_page(
    form: WordsForm,
    page: ConsultationPage,
    problems: dict[str, str],
    wrong: Invalid | Conflict | None = None,
) -> str:
    text = form.summary.data or ""
    form.seen.data = seen_as(page, filled)
    return render_template(
        "consultation/setup/words.html",
        form=form,
        problems=problems,
        consultation=page,
        theirs=_theirs(form, filled(page)) if isinstance(wrong, Overtaken) else None,
        age=age_words(text),
        hard=hard_words(text),
        is_shown=page.status in PUBLIC,
    )


def _dates_page(
    form: DatesForm,
    page: ConsultationPage,
    problems: dict[str, str],
    wrong: Invalid | Conflict | None = None,
) -> str:
    form.seen.data = seen_as(page, typed_period)
    last = last_day(page.closes_at)
    return render_template(
        "consultation/setup/dates.html",
        form=form,
        problems=problems,
        consultation=page,
        theirs=period_words(page) if isinstance(wrong, Overtaken) else None,
        period=period_words(page),
        is_shown=page.status in PUBLIC,
        holidays=bank_holidays_between(london_day(page.opens_at), last)
        if page.opens_at and last
        else [],
    )


def _theirs(form: WordsForm, there: Mapping[str, object]) -> list[tuple[str, object]]:
    """Return label and text of each field in which the other officer's words are different."""
    return [
        (form[name].label.text, value)
        for name, value in there.items()
        if (form[name].data or "").split() != str(value).split()
    ]
