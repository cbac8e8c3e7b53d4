"""Say what was done about an issue, also long after the decision."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.deliveries import deliver
from consultation.queries.deliveries import DeliveryRow, deliveries_of, told_issues
from consultation.queries.issue_page import IssueRow, issue_row
from consultation.queries.issues import DeskConsultation
from consultation.rules.access import Can
from consultation.rules.deliveries import may_deliver
from consultation.web.forms.deliveries import DeliveryForm
from consultation.web.forms.issues import number as read_number
from consultation.web.forms.views import refused
from consultation.web.issues import own
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("deliveries", __name__, url_prefix="/desk")


@bp.get("/<slug>/issues/<int:number>/done")
@allow(Can.ISSUE_WRITE)
def page(slug: str, number: int) -> ResponseReturnValue:
    """Show what was said, what was done, and the form for more."""
    consultation, issue = _asked(slug, number)
    entries = _entries(issue.id)
    form = DeliveryForm(data={"seen": str(entries[-1].number if entries else 0)})
    return _page(consultation, issue, form, {})


@bp.post("/<slug>/issues/<int:number>/done")
@allow(Can.ISSUE_WRITE)
def write(slug: str, number: int) -> ResponseReturnValue:
    """Write it down; everybody in the issue hears of it."""
    consultation, issue = _asked(slug, number)
    form = DeliveryForm()
    try:
        draft = form.draft()
        with work(db.session(), actor(), now()) as unit:
            deliver(unit, issue.id, draft, seen=read_number(form.seen.data))
    except (Invalid, Conflict) as wrong:
        entries = _entries(issue.id)
        form.seen.process_data(str(entries[-1].number if entries else 0))
        fields = wrong.fields or {"words": wrong.sentence}
        return _page(consultation, issue, form, refused(form, fields)), wrong.status
    flash(_("Written down. Everybody in the issue is told."))
    return redirect(url_for(".page", slug=slug, number=number), 303)


def _asked(slug: str, number: int) -> tuple[DeskConsultation, IssueRow]:
    consultation = own(slug)
    issue = issue_row(db.session(), consultation.id, number)
    if issue is None:
        raise NotFound("There is no such issue.")
    return consultation, issue


def _entries(issue_id: UUID) -> list[DeliveryRow]:
    return deliveries_of(db.session(), [issue_id]).get(issue_id, [])


def _page(
    consultation: DeskConsultation, issue: IssueRow, form: DeliveryForm, problems: dict[str, str]
) -> str:
    told = told_issues(db.session(), current_council().id, [issue.id]).get(issue.id)
    return render_template(
        "consultation/deliveries/page.html",
        consultation=consultation,
        issue=issue,
        told=told,
        may_write=bool(may_deliver(is_told=told is not None)),
        entries=_entries(issue.id),
        form=form,
        problems=problems,
    )
