"""Write the parts of a report, and say why an issue is left open; nothing typed is lost."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.report import leave_open, write_part
from consultation.commands.report_gate import readiness
from consultation.queries.consultations import ConsultationPage
from consultation.queries.issue_page import IssueRow, issue_row
from consultation.queries.named import own_topics
from consultation.queries.report import PartRow, parts_of
from consultation.rules.access import Can
from consultation.rules.report import LONGEST_PART, REACH, UNSORTED
from consultation.web.forms.issues import number as read_number
from consultation.web.forms.report import LeftOpenForm, PartForm
from consultation.web.forms.views import refused
from consultation.web.report import bp
from consultation.web.report_shown import part_title, shown_report
from consultation.web.setup import staff_page
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now


@bp.get("/<slug>/report/parts/<part>")
@allow(Can.REPORT_WRITE)
def part(slug: str, part: str) -> ResponseReturnValue:
    """Show what is written there, beside what was said."""
    found = staff_page(slug)
    kept = _part(found, part)
    form = PartForm(data={"text": kept.text if kept else "", "seen": kept.revision if kept else 0})
    return _part_page(found, part, form, {}, None)


@bp.post("/<slug>/report/parts/<part>")
@allow(Can.REPORT_WRITE)
def write(slug: str, part: str) -> ResponseReturnValue:
    """Save it; who was slower sees both texts."""
    found, form = staff_page(slug), PartForm()
    try:
        with work(db.session(), actor(), now()) as unit:
            write_part(unit, slug, part, form.text.data or "", seen=read_number(form.seen.data))
    except (Invalid, Conflict) as wrong:
        theirs = _part(found, part) if isinstance(wrong, Conflict) else None
        if theirs:
            form.seen.process_data(theirs.revision)
        fields = wrong.fields or {"text": wrong.sentence}
        return _part_page(found, part, form, refused(form, fields), theirs), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".tasks", slug=slug), 303)


@bp.get("/<slug>/report/issues/<int:number>")
@allow(Can.REPORT_WRITE)
def left_open(slug: str, number: int) -> ResponseReturnValue:
    """Show the two ways: write the outcome, or say why there is none."""
    found = staff_page(slug)
    return _open_page(found, _issue(found, number), LeftOpenForm(), {})


@bp.post("/<slug>/report/issues/<int:number>")
@allow(Can.REPORT_WRITE)
def keep_open(slug: str, number: int) -> ResponseReturnValue:
    """Let the report say why an issue has no outcome yet."""
    found, form = staff_page(slug), LeftOpenForm()
    issue = _issue(found, number)
    try:
        with work(db.session(), actor(), now()) as unit:
            leave_open(unit, issue.id, form.reason.data or "")
    except (Invalid, Conflict) as wrong:
        fields = wrong.fields or {"reason": wrong.sentence}
        return _open_page(found, issue, form, refused(form, fields)), wrong.status
    flash(_("The report says so."))
    return redirect(url_for(".tasks", slug=slug), 303)


def _part(found: ConsultationPage, part: str) -> PartRow | None:
    kept = parts_of(db.session(), found.id).get(part)
    known = {*readiness(db.session(), found.id).needed, UNSORTED, REACH}
    if kept is None and part not in known:
        raise NotFound("The report has no such part.")
    return kept


def _issue(found: ConsultationPage, number: int) -> IssueRow:
    issue = issue_row(db.session(), found.id, number)
    if issue is None:
        raise NotFound("There is no such issue.")
    return issue


def _part_page(
    found: ConsultationPage,
    part: str,
    form: PartForm,
    problems: dict[str, str],
    theirs: PartRow | None,
) -> str:
    report = shown_report(found, current_council().id, readiness(db.session(), found.id))
    return render_template(
        "consultation/report/part.html",
        consultation=found,
        part=part,
        title=part_title(part, own_topics(db.session(), found.id)),
        said=next((each for each in report.parts if each.key == part), None),
        report=report,
        form=form,
        problems=problems,
        theirs=theirs,
        longest=LONGEST_PART,
    )


def _open_page(
    found: ConsultationPage, issue: IssueRow, form: LeftOpenForm, problems: dict[str, str]
) -> str:
    return render_template(
        "consultation/report/left_open.html",
        consultation=found,
        issue=issue,
        form=form,
        problems=problems,
    )
