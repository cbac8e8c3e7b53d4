"""The stages of a consultation, a table of rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from consultation.commands.consultations import move_stage, set_stages
from consultation.commands.plans import finish_task
from consultation.queries.consultations import ConsultationPage
from consultation.rules.access import Can
from consultation.rules.consultations import PUBLIC
from consultation.rules.drafts import StageDraft
from consultation.rules.plans import Task
from consultation.web.forms.rows import StageLine, read_day, stage_lines, typed_stages
from consultation.web.setup import bp, saved, staff_page
from consultation.web.setup_held import Overtaken, held, seen_as
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated


@bp.get("/<slug>/stages")
@allow(Can.CONSULTATION_WRITE)
def stages(slug: str) -> ResponseReturnValue:
    """Show the stages, each with its day."""
    page = staff_page(slug)
    return _stages_page(page, stage_lines(page.stages), {})


@bp.post("/<slug>/stages")
@allow(Can.CONSULTATION_WRITE)
def change_stages(slug: str) -> ResponseReturnValue:
    """Keep the stages; a promised day that moves needs its reason."""
    page = staff_page(slug)
    lines = typed_stages(request.form)
    try:
        drafts = [
            StageDraft(
                line.name, read_day(line.expected_on, line.name), read_day(line.done_on, line.name)
            )
            for line in lines
        ]
        with work(db.session(), actor(), now()) as unit:
            held(unit, slug, request.form.get("seen"), _stages)
            if page.status in PUBLIC:
                _move_promises(unit, page, lines, drafts)
            set_stages(unit, page.id, drafts)
            finish_task(unit, page.id, Task.STAGES)
    except Invalid as wrong:
        shown = [*lines, StageLine(), StageLine()]
        return _stages_page(page, shown, {"stages": str(wrong)}), wrong.status
    except Overtaken as wrong:
        there = staff_page(slug)
        problems = {"stages": translated(wrong.sentence)}
        return _stages_page(there, lines, problems, stage_lines(there.stages)), wrong.status
    return saved(slug)


def _move_promises(
    unit: Work, page: ConsultationPage, lines: Sequence[StageLine], drafts: Sequence[StageDraft]
) -> None:
    """Move every stage whose promised day is another one now.

    Raises:
        Invalid: a day moves without a reason.
    """
    promised = {stage.name: stage for stage in page.stages}
    for line, draft in zip(lines, drafts, strict=True):
        stage = promised.get(" ".join(draft.name.split()))
        if stage and _moves(stage.expected_on, draft.expected_on):
            try:
                move_stage(unit, stage.id, draft.expected_on, line.reason)
            except Invalid as wrong:
                raise Invalid(f"{stage.name}: {wrong}") from None


def _moves(before: date | None, after: date | None) -> bool:
    return before is not None and before != after


def _stages(page: ConsultationPage) -> object:
    return page.stages


def _stages_page(
    page: ConsultationPage,
    lines: Sequence[StageLine],
    problems: dict[str, str],
    theirs: Sequence[StageLine] = (),
) -> str:
    return render_template(
        "consultation/setup/stages.html",
        consultation=page,
        lines=lines,
        problems=problems,
        is_promised=page.status in PUBLIC,
        theirs=theirs,
        seen=seen_as(page, _stages),
    )
