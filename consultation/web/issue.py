"""One issue: read once, answer once, tell everybody, write down what came of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.queries.issue_page import IssuePage, IssueRow, issue_page
from consultation.queries.issues import DeskConsultation, IssueLine, issue_list
from consultation.queries.named import own_topics
from consultation.rules.access import Can
from consultation.rules.dispositions import TERMS, Disposition, Group, is_out
from consultation.rules.issues import IssueStatus
from consultation.web.answer_buttons import buttons
from consultation.web.disposition_labels import GROUPS, OUTCOMES
from consultation.web.forms.issues import IssueForm, filled
from consultation.web.forms.views import refused
from consultation.web.issue_labels import may_offer_undo, step_words
from consultation.web.issue_work import save_issue
from consultation.web.issues import own
from consultation.web.rows import topic_words
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.web.access import allow
from foundation.web.visitor import new_form_key
from foundation.web.words import full_date

bp = Blueprint("issue", __name__, url_prefix="/desk")


@bp.get("/<slug>/issues/<int:number>")
@allow(Can.ISSUE_WRITE)
def page(slug: str, number: int) -> ResponseReturnValue:
    """Show the points of an issue, and the form to answer it."""
    consultation, found = asked(slug, number)
    return _page(consultation, found, IssueForm(data=filled(found)), {})


@bp.post("/<slug>/issues/<int:number>")
@allow(Can.ISSUE_WRITE)
def answer(slug: str, number: int) -> ResponseReturnValue:
    """Save the answer and the outcome, and send it if asked; what was typed is never lost."""
    consultation, found = asked(slug, number)
    form = IssueForm()
    form.offer_documents(consultation)
    try:
        said = save_issue(found, form, request.form.get("do", ""), current_council())
    except Invalid as wrong:
        return _page(consultation, found, form, refused(form, wrong.fields)), 422
    except Conflict as quicker:
        _, fresh = asked(slug, number)
        for name in ("seen_answer", "seen_outcome"):
            form[name].data = form[name].raw_data = filled(fresh)[name]
        theirs = fresh if quicker.facts.get("reason") == "changed_meanwhile" else None
        return _page(consultation, fresh, form, {"text": quicker.sentence}, theirs), 409
    flash(said)
    return redirect(url_for(".page", slug=slug, number=number), 303)


def shown(slug: str, number: int, problems: dict[str, str]) -> str:
    """Return the page of an issue with what is wrong, as where its points could not be moved."""
    consultation, found = asked(slug, number)
    return _page(consultation, found, IssueForm(formdata=None, data=filled(found)), problems)


def asked(slug: str, number: int) -> tuple[DeskConsultation, IssuePage]:
    """Return an issue of this council and its consultation.

    Raises:
        NotFound: there is none.
    """
    consultation = own(slug)
    found = issue_page(db.session(), consultation, number, whole="all" in request.args)
    if found is None:
        raise NotFound("There is no such issue.")
    return consultation, found


def _page(
    consultation: DeskConsultation,
    found: IssuePage,
    form: IssueForm,
    problems: dict[str, str],
    theirs: IssuePage | None = None,
) -> str:
    form.offer_documents(consultation)
    topics = own_topics(db.session(), consultation.id)
    issue = found.issue
    return render_template(
        "consultation/issues/page.html",
        consultation=consultation,
        issue=issue,
        topic=topic_words(issue.topic, topics) if issue.topic else None,
        rows=found.rows,
        version=found.version,
        outcome=found.outcome,
        campaigns=found.campaigns,
        like=found.like,
        history=_history(found),
        groups=_groups(),
        report_is_out=is_out(consultation.status),
        is_merged=issue.status is IssueStatus.MERGED,
        can_reopen=issue.status in {IssueStatus.SETTLED, IssueStatus.ANSWERED},
        sending=buttons(found.version),
        form=form,
        problems=problems,
        theirs=theirs,
        ticked=set(request.form.getlist("chosen")),
        typed=request.form,
        others=[
            each for each in issue_list(db.session(), consultation.id) if _is_other(each, issue)
        ],
        form_key=request.form.get("form_key") or new_form_key(),
    )


def _is_other(line: IssueLine, issue: IssueRow) -> bool:
    return line.number != issue.number and line.status is not IssueStatus.MERGED


def _history(found: IssuePage) -> list[dict[str, Any]]:
    return [
        {
            "id": line.id,
            "when": full_date(line.taken_at),
            "text": step_words(line),
            "by": line.by,
            "may_undo": may_offer_undo(line, found.issue.status),
        }
        for line in found.history
    ]


def _groups() -> list[dict[str, Any]]:
    """Return the thirteen outcomes in three groups, each with its shape and what it asks for."""
    return [
        {
            "title": GROUPS[group],
            "items": [_item(each) for each in TERMS if TERMS[each].group is group],
        }
        for group in Group
    ]


def _item(outcome: Disposition) -> dict[str, Any]:
    terms = TERMS[outcome]
    hint = None if terms.proofs else _("No proof needed")
    return {"value": outcome.value, "text": OUTCOMES[outcome], "sign": terms.sign, "hint": hint}
