"""One submission of a firm: its task list, its questions one a page, and the two signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.numbers import whole_number
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.limits import limiter
from foundation.web.sizes import LARGEST_UPLOAD, takes_up_to
from foundation.web.words import translated
from programme.commands.submissions import (
    certify,
    mark_ready,
    reopen,
    save_submission,
    submit,
    withdraw,
)
from programme.queries.submissions import SubmissionPage, own_submission
from programme.rules.access import Can
from programme.rules.submissions import SubmissionState, WhyNot, in_time, may_submit, may_write
from programme.web.firm import who
from programme.web.firm_files import UPLOADS, size_words
from programme.web.submission_files import (
    is_about_files,
    is_plain,
    made_files,
    new_names,
    served_of,
    shown_files,
    with_new,
    with_saved,
)
from questions.rules.kinds import Kind
from questions.rules.reading import read_page
from questions.rules.sent import Sent
from questions.rules.walking import Page, after_last, missing, page_named, pages
from questions.web.shown import Held, shown_page
from questions.web.told import told

bp = Blueprint("submissions", __name__, url_prefix="/firm/submissions")

ACTS: dict[str, Callable[[Work, UUID], None]] = {
    "ready": mark_ready,
    "certify": certify,
    "submit": submit,
    "reopen": reopen,
    "withdraw": withdraw,
}


@bp.get("/<uuid:submission_id>")
@allow(Can.SUBMISSION_WRITE)
def page(submission_id: UUID) -> ResponseReturnValue:
    """Show what is done, what is left, and who signs next."""
    return _tasks(_own(submission_id))


@bp.post("/<uuid:submission_id>")
@allow(Can.SUBMISSION_WRITE)
def act(submission_id: UUID) -> ResponseReturnValue:
    """Take the next step; what cannot be done says why."""
    found = _own(submission_id)
    command = ACTS.get(request.form.get("act", ""))
    if command is None:
        raise Malformed("Say what is to be done.")
    if command is certify and "true" not in request.form:
        return _tasks(found, _("Say that what is written is true.")), 422
    try:
        with work(db.session(), actor(), now()) as unit:
            command(unit, submission_id)
    except (Invalid, Conflict) as refused:
        return _tasks(_own(submission_id), translated(refused.sentence)), refused.status
    flash(_("Saved."))
    return redirect(url_for(".page", submission_id=submission_id), 303)


@bp.get("/<uuid:submission_id>/<name>")
@allow(Can.SUBMISSION_WRITE)
def question(submission_id: UUID, name: str) -> ResponseReturnValue:
    """Show one question, or one turn of a section that repeats."""
    found = _own(submission_id)
    return _question(found, _named(found, name))


@bp.post("/<uuid:submission_id>/<name>")
@allow(Can.SUBMISSION_WRITE)
@takes_up_to(LARGEST_UPLOAD)
@limiter.limit(UPLOADS, exempt_when=is_plain)
def answer(submission_id: UUID, name: str) -> ResponseReturnValue:
    """Keep an answer; a colleague who was faster is shown beside what was typed.

    A file is added or taken out together with what else was typed, which may be unfinished.
    """
    found = _own(submission_id)
    asked = _named(found, name)
    sent = request.form.to_dict(flat=False)
    seen = whole_number(request.form.get("revision"), 9)
    revision = -1 if seen is None else seen
    new, stays = new_names(asked), is_about_files()
    try:
        answers = read_page(asked, with_new(asked, sent, new), found.answers, may_wait=stays)
        made = made_files(found, new)
        with work(db.session(), actor(), now()) as unit:
            save_submission(unit, submission_id, revision, answers, made)
    except Invalid as wrong:
        return _question(found, asked, sent, wrong.fields), wrong.status
    except Conflict as over:
        fresh = _own(submission_id)
        typed = with_saved(asked, sent, fresh.answers)
        return _question(fresh, asked, typed, refusal=over), over.status
    if stays:
        flash(_("The file is added.") if new else _("It is taken out."))
        here = url_for(".question", submission_id=submission_id, name=name, _anchor="answer")
        return redirect(here, 303)
    more = after_last(asked) if request.form.get("act") == "again" else None
    if more:
        return redirect(url_for(".question", submission_id=submission_id, name=more.name), 303)
    return redirect(url_for(".page", submission_id=submission_id, _anchor=asked.name), 303)


@bp.get("/<uuid:submission_id>/files/<uuid:submission_file_id>")
@allow(Can.SUBMISSION_WRITE)
def file(submission_id: UUID, submission_file_id: UUID) -> ResponseReturnValue:
    """Open a file of the own firm's submission."""
    return served_of(_own(submission_id).files, submission_file_id)


def _own(submission_id: UUID) -> SubmissionPage:
    found = own_submission(db.session(), current_council().id, who(), submission_id)
    if found is None:
        raise NotFound("There is no such submission.")
    return found


def _named(found: SubmissionPage, name: str) -> Page:
    asked = page_named(found.form, found.answers, name)
    if asked is None:
        raise NotFound("There is no such question.")
    return asked


def _tasks(found: SubmissionPage, problem: str = "") -> str:
    waiting = {code for code, _turn in missing(found.form, found.answers)}
    tasks = [
        {
            "name": each.name,
            "words": each.section.title if each.section.is_repeated else each.questions[0].words,
            "section": each.section.title,
            "is_done": any((one.code, each.turn) in found.answers for one in each.questions),
            "is_left": any(one.code in waiting for one in each.questions),
        }
        for each in pages(found.form, found.answers)
    ]
    row = found.row
    second = may_submit(row.state, found.certified_by_id, who(), row.window, now())
    return render_template(
        "programme/firms/submission.html",
        submission=found,
        row=row,
        tasks=tasks,
        left=sum(bool(task["is_left"]) for task in tasks),
        may_write=bool(may_write(row.state, row.window, now())),
        is_in_time=bool(in_time(row.window, now())),
        may_submit=bool(second),
        is_own=second.reason is WhyNot.SAME_PERSON,
        is_over=row.state is SubmissionState.WITHDRAWN,
        told=told(found.form, found.answers),
        size_words=size_words,
        problem=problem,
    )


def _question(
    found: SubmissionPage,
    asked: Page,
    sent: Sent | None = None,
    problems: Mapping[str, str] | None = None,
    refusal: Conflict | None = None,
) -> str:
    theirs = told(found.form, found.answers) if refusal else []
    may = bool(may_write(found.row.state, found.row.window, now()))
    return render_template(
        "programme/firms/question.html",
        submission=found,
        row=found.row,
        page=asked,
        shown_all=shown_page(
            asked, found.answers, sent, problems, Held(shown_files(found.files), may)
        ),
        has_files=any(each.kind is Kind.FILE for each in asked.questions),
        size_words=size_words,
        may_write=may,
        may_repeat=asked.section.is_repeated and after_last(asked) is not None,
        refusal=translated(refusal.sentence) if refusal else "",
        theirs=[each for each in theirs if each.page == asked.name],
    )
