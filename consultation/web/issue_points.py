"""What is done with the points of an issue: move, join, keep apart, undo, open again."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from consultation.commands.dispositions import reopen_issue
from consultation.commands.issue_merges import keep_apart, merge_issues, split_issue, undo_step
from consultation.commands.issues import join_issue, leave_issue
from consultation.commands.points import make_points, whole_points
from consultation.queries.issue_page import IssueRow, issue_row
from consultation.queries.issues import DeskConsultation
from consultation.queries.splitting import SplitComment, split_comment
from consultation.queries.suggestions import unsorted_in_campaign
from consultation.rules.access import Can
from consultation.rules.points import Span
from consultation.web.forms.issues import number as read_number
from consultation.web.issue import shown
from consultation.web.issues import chosen_points, own
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.visitor import submission_id

bp = Blueprint("issue_points", __name__, url_prefix="/desk")


@bp.post("/<slug>/issues/<int:number>/points")
@allow(Can.ISSUE_WRITE)
def move(slug: str, number: int) -> ResponseReturnValue:
    """Move the points that were ticked: into another issue, a new one, or none."""
    consultation, issue = _asked(slug, number)
    try:
        with work(db.session(), actor(), now()) as unit:
            points = chosen_points(unit, consultation.id, request.form.getlist("chosen"))
            said = _moved(unit, consultation, issue, points)
    except (Invalid, Conflict) as wrong:
        return shown(slug, number, wrong.fields or {"chosen": wrong.sentence}), wrong.status
    flash(said)
    return _back(slug, number)


@bp.post("/<slug>/issues/<int:number>/join")
@allow(Can.ISSUE_WRITE)
def join(slug: str, number: int) -> ResponseReturnValue:
    """Let another issue, or the rest of a campaign, be part of this one; or keep two apart."""
    consultation, issue = _asked(slug, number)
    with work(db.session(), actor(), now()) as unit:
        campaign = request.form.get("campaign")
        if campaign:
            more = unsorted_in_campaign(unit.session, consultation.id, _uuid(campaign))
            join_issue(unit, issue.id, whole_points(unit, consultation.id, more))
            said = _("The rest of the campaign is here now.")
        else:
            other = _other(consultation, request.form.get("other"))
            if request.form.get("do") == "apart":
                keep_apart(unit, issue.id, other.id)
                said = _("We will not suggest this again.")
            else:
                merge_issues(unit, other.id, issue.id)
                said = _("Issue %(number)s is part of this one now.", number=other.number)
    flash(str(said))
    return _back(slug, number)


@bp.post("/<slug>/issues/<int:number>/undo")
@allow(Can.ISSUE_WRITE)
def undo(slug: str, number: int) -> ResponseReturnValue:
    """Undo a step that moved points."""
    _asked(slug, number)
    with work(db.session(), actor(), now()) as unit:
        undo_step(unit, _uuid(request.form.get("step")))
    flash(str(_("This is undone.")))
    return _back(slug, number)


@bp.post("/<slug>/issues/<int:number>/reopen")
@allow(Can.ISSUE_WRITE)
def reopen(slug: str, number: int) -> ResponseReturnValue:
    """Open an issue again, and say to its authors why."""
    _consultation, issue = _asked(slug, number)
    try:
        with work(db.session(), actor(), now()) as unit:
            reopen_issue(unit, issue.id, request.form.get("reason", ""))
    except (Invalid, Conflict) as wrong:
        return shown(slug, number, {"why": wrong.sentence}), wrong.status
    flash(str(_("The issue is open again.")))
    return _back(slug, number)


@bp.get("/comments/<ref>/points")
@allow(Can.ISSUE_WRITE)
def split(ref: str) -> ResponseReturnValue:
    """Show a comment sentence by sentence, to be marked."""
    return _split_page(_comment(ref), None)


@bp.post("/comments/<ref>/points")
@allow(Can.ISSUE_WRITE)
def mark(ref: str) -> ResponseReturnValue:
    """Make points of the sentences that were ticked, or of the words that were selected."""
    comment = _comment(ref)
    try:
        with work(db.session(), actor(), now()) as unit:
            make_points(unit, comment.id, _spans(), seen=_seen())
    except (Invalid, Conflict) as wrong:
        return _split_page(_comment(ref), wrong.sentence), wrong.status
    flash(str(_("The points are marked. Put each into its issue.")))
    return redirect(url_for("issues.every", slug=comment.slug), 303)


def _seen() -> str | None:
    """Return the text in which the points were marked; browsers send its line ends as two."""
    sent = request.form.get("seen")
    return None if sent is None else sent.replace("\r\n", "\n")


def _spans() -> list[Span]:
    """Return what was marked; sentences that stand together and are ticked together stay apart."""
    spans = []
    for each in request.form.getlist("span"):
        start, _dash, end = each.partition("-")
        spans.append(Span(read_number(start), read_number(end)))
    return spans


def _split_page(comment: SplitComment, problem: str | None) -> str:
    seen = _seen()
    has_changed = seen is not None and seen != comment.text
    return render_template(
        "consultation/issues/split.html",
        comment=comment,
        problems={"spans": problem} if problem else {},
        ticked=set() if has_changed else set(request.form.getlist("span")),
        was=[seen[span.start : span.end] for span in _spans()] if seen and has_changed else [],
        form=FlaskForm(),
    )


def _moved(unit: Work, consultation: DeskConsultation, issue: IssueRow, points: list[UUID]) -> str:
    match request.form.get("do"):
        case "split":
            new = submission_id(consultation.id, request.form.get("form_key", ""))
            title = request.form.get("title", "")
            made = split_issue(unit, issue.id, new, title, points)
            return str(_("Issue %(number)s is made of these points.", number=made))
        case "move":
            other = _other(consultation, request.form.get("into"))
            join_issue(unit, other.id, points)
            return str(_("The points are in issue %(number)s now.", number=other.number))
        case "out":
            leave_issue(unit, issue.id, points)
            return str(_("The points are in no issue now."))
    raise Malformed("Say what to do with the points.")


def _asked(slug: str, number: int) -> tuple[DeskConsultation, IssueRow]:
    consultation = own(slug)
    return consultation, _other(consultation, str(number))


def _other(consultation: DeskConsultation, typed: str | None) -> IssueRow:
    found = issue_row(db.session(), consultation.id, read_number(typed))
    if found is None:
        raise NotFound("There is no such issue.")
    return found


def _comment(ref: str) -> SplitComment:
    found = split_comment(db.session(), current_council().id, ref)
    if found is None:
        raise NotFound("There is no such comment.")
    return found


def _uuid(typed: str | None) -> UUID:
    try:
        return UUID(typed or "")
    except ValueError as broken:
        raise NotFound("There is no such step.") from broken


def _back(slug: str, number: int) -> ResponseReturnValue:
    return redirect(url_for("issue.page", slug=slug, number=number), 303)
