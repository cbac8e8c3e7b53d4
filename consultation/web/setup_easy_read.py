"""Write the easy-read text of a consultation, with advice on each line."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.easy_read import set_easy_read
from consultation.commands.plans import finish_task
from consultation.queries.consultations import ConsultationPage
from consultation.queries.easy_read import easy_read_of
from consultation.rules.access import Can
from consultation.rules.consultations import PUBLIC
from consultation.rules.easy_read import EasyReadLine, advice_on, is_picture
from consultation.rules.plans import Task
from consultation.web.forms.easy_read import easy_lines, typed_lines
from consultation.web.labels import EASY_ADVICE
from consultation.web.setup import bp, staff_page
from consultation.web.setup_held import Overtaken, held, seen_as
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated


@bp.get("/<slug>/easy-read")
@allow(Can.CONSULTATION_WRITE)
def easy_read(slug: str) -> ResponseReturnValue:
    """Show the lines, and what could make them easier."""
    page = staff_page(slug)
    return _lines_page(page, easy_read_of(db.session(), page.id), {})


@bp.post("/<slug>/easy-read")
@allow(Can.CONSULTATION_WRITE)
def change_easy_read(slug: str) -> ResponseReturnValue:
    """Keep the lines; advice never holds them back."""
    page = staff_page(slug)
    lines = typed_lines(request.form)
    try:
        with work(db.session(), actor(), now()) as unit:
            held(unit, slug, request.form.get("seen"), _written)
            set_easy_read(unit, page.id, lines)
            finish_task(unit, page.id, Task.EASY_READ)
    except Invalid as wrong:
        return _lines_page(page, lines, wrong.fields or {"lines": str(wrong)}), 422
    except Overtaken as wrong:
        problems = {"lines": translated(wrong.sentence)}
        return _lines_page(staff_page(slug), lines, problems, is_overtaken=True), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".easy_read", slug=slug), 303)


def _written(page: ConsultationPage) -> object:
    return easy_read_of(db.session(), page.id)


def _lines_page(
    page: ConsultationPage,
    lines: Sequence[EasyReadLine],
    problems: dict[str, str],
    *,
    is_overtaken: bool = False,
) -> str:
    there = easy_read_of(db.session(), page.id)
    return render_template(
        "consultation/setup/easy_read.html",
        consultation=page,
        lines=easy_lines(lines),
        pictures=[document for document in page.documents if is_picture(document.url)],
        advice=[(found, EASY_ADVICE[found.advice]) for found in advice_on(lines)],
        problems=problems,
        theirs=[(number, line.words) for number, line in enumerate(there, 1)]
        if is_overtaken
        else None,
        seen=seen_as(page, _written),
        is_shown=page.status in PUBLIC and page.has_easy_read,
    )
