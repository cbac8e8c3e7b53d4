"""An assessor's desk: say whether there is a conflict, read, score, and send."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotAllowed, NotFound
from foundation.base.words import say
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated
from programme.commands.assessors import decline
from programme.commands.blinding import recognise
from programme.commands.conflicts import declare
from programme.commands.marks import see_others, send_sheet, write_mark
from programme.queries.blinding import BlindPage, blind_page
from programme.queries.marks import (
    ClosedRow,
    DeskRow,
    SheetPage,
    closed_of,
    desk_of,
    others_marks,
    sheet_page,
)
from programme.rules import assessors, conflicts
from programme.rules.access import Can
from programme.rules.assessors import CLOSED, AssignmentState, Declined
from programme.rules.conflicts import Answer
from programme.rules.marks import REFUSALS, Mark, WhyNot
from programme.web.asked import chosen
from programme.web.blinded import answers_for, open_files
from programme.web.firm_files import size_words
from programme.web.submission_files import served_of

bp = Blueprint("assessing", __name__, url_prefix="/programme/assessing")

NO_ANSWER = say("Say whether you have a conflict of interest.")
NO_MARK = say("Choose a mark, or say that it does not apply.")
NO_REASON = say("Choose why you send it back.")


class NotYours(NotAllowed):
    """A submission is not with the assessor who asks any more."""

    def __init__(self, row: ClosedRow) -> None:
        super().__init__(CLOSED[row.why])
        self.row = row


@bp.errorhandler(NotYours)
def closed(wrong: NotYours) -> ResponseReturnValue:
    """Say why a submission cannot be opened, and whom to ask; nothing of what is in it."""
    said = translated(wrong.sentence)
    page = render_template("programme/assessing/closed.html", row=wrong.row, why=said)
    return page, wrong.status


@bp.get("")
@allow(Can.ASSESSMENT_SCORE)
def desk() -> ResponseReturnValue:
    """List what the person who asks scores, and what is closed to them."""
    return render_template("programme/assessing/desk.html", rows=_desk(), closed=_closed())


@bp.get("/<uuid:assignment_id>")
@allow(Can.ASSESSMENT_SCORE)
def sheet(assignment_id: UUID) -> ResponseReturnValue:
    """Show one submission: first the conflict of interest, and only then the rest."""
    return _page(_asked(assignment_id), {})


@bp.get("/<uuid:assignment_id>/files/<uuid:submission_file_id>")
@allow(Can.ASSESSMENT_SCORE)
def file(assignment_id: UUID, submission_file_id: UUID) -> ResponseReturnValue:
    """Open a file of a submission, as far as assessors see the answer that names it."""
    found = _asked(assignment_id)
    blind = _blind(found)
    return served_of(open_files(blind, found.row.round_state) if blind else {}, submission_file_id)


@bp.post("/<uuid:assignment_id>/conflict")
@allow(Can.ASSESSMENT_SCORE)
def conflict(assignment_id: UUID) -> ResponseReturnValue:
    """Declare whether there is a conflict of interest, also once more where there is news."""

    def act(unit: Work) -> None:
        answer = chosen(Answer, "answer")
        if answer is None:
            raise Invalid(NO_ANSWER, fields={"answer": NO_ANSWER})
        given = (request.form.get(name, "") for name in ("detail", "mitigation"))
        declare(unit, assignment_id, answer, *given)

    return _do(assignment_id, act, "answer") or _back(assignment_id, _("Saved. The chair decides."))


@bp.post("/<uuid:assignment_id>/mark")
@allow(Can.ASSESSMENT_SCORE)
def mark(assignment_id: UUID) -> ResponseReturnValue:
    """Keep the mark and the reason for one criterion, and go on to the next."""
    found, code = _asked(assignment_id), request.form.get("code", "")
    failed = _do(
        assignment_id, lambda unit: write_mark(unit, assignment_id, code, _typed_mark()), "value"
    )
    if failed:
        return failed
    if request.form.get("act") == "later":
        return redirect(url_for(".desk"), 303)
    left = [each.code for each in found.criteria if each.code not in {*found.marks, code}]
    return redirect(
        url_for(".sheet", assignment_id=assignment_id, _anchor="now" if left else "send"), 303
    )


@bp.post("/<uuid:assignment_id>/send")
@allow(Can.ASSESSMENT_SCORE)
def send(assignment_id: UUID) -> ResponseReturnValue:
    """Send the scores of one submission, and go on to the next that can be scored."""
    failed = _do(assignment_id, lambda unit: send_sheet(unit, assignment_id), "send")
    if failed:
        return failed
    flash(_("Your scores are sent and locked."))
    ready = {AssignmentState.CONFLICT_CLEARED, AssignmentState.SCORING, AssignmentState.RETURNED}
    following = next((row for row in _desk() if row.state in ready), None)
    if following is None:
        return redirect(url_for(".desk"), 303)
    return redirect(url_for(".sheet", assignment_id=following.id, _anchor="now"), 303)


@bp.post("/<uuid:assignment_id>/decline")
@allow(Can.ASSESSMENT_SCORE)
def send_back(assignment_id: UUID) -> ResponseReturnValue:
    """Send a submission back to whoever gave it."""

    def act(unit: Work) -> None:
        because = chosen(Declined, "because")
        if because is None:
            raise Invalid(NO_REASON, fields={"because": NO_REASON})
        decline(unit, assignment_id, because)

    failed = _do(assignment_id, act, "because")
    if failed:
        return failed
    flash(_("It is sent back. Somebody else will score it."))
    return redirect(url_for(".desk"), 303)


@bp.post("/<uuid:assignment_id>/recognised")
@allow(Can.ASSESSMENT_SCORE)
def recognised(assignment_id: UUID) -> ResponseReturnValue:
    """Note that an assessor can tell who it is."""
    words = request.form.get("recognised", "")
    failed = _do(assignment_id, lambda unit: recognise(unit, assignment_id, words), "recognised")
    said = _("Thank you. If you know them, say so under conflict of interest as well.")
    return failed or _back(assignment_id, said)


@bp.post("/<uuid:assignment_id>/others")
@allow(Can.ASSESSMENT_SCORE)
def others(assignment_id: UUID) -> ResponseReturnValue:
    """Show what others gave, and note that it was looked at."""
    failed = _do(assignment_id, lambda unit: see_others(unit, assignment_id), "others")
    return failed or redirect(url_for(".sheet", assignment_id=assignment_id, _anchor="others"), 303)


def _do(assignment_id: UUID, act: Callable[[Work], None], field: str) -> ResponseReturnValue | None:
    """Do one thing with a submission; return the page that says why it cannot be done."""
    found = _asked(assignment_id)
    try:
        with work(db.session(), actor(), now()) as unit:
            act(unit)
    except (Invalid, Conflict) as wrong:
        return _page(found, wrong.fields or {field: wrong.sentence}), wrong.status
    return None


def _back(assignment_id: UUID, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for(".sheet", assignment_id=assignment_id), 303)


def _typed_mark() -> Mark:
    typed, reason = request.form.get("value", ""), request.form.get("reason", "")
    if typed == "none":
        return Mark(None, reason)
    if not re.fullmatch(r"[0-9]{1,2}", typed, re.ASCII):
        raise Invalid(NO_MARK, fields={"value": NO_MARK})
    return Mark(int(typed), reason)


def _desk() -> tuple[DeskRow, ...]:
    person_id = actor().person_id
    return desk_of(db.session(), current_council().id, person_id) if person_id else ()


def _closed() -> tuple[ClosedRow, ...]:
    person_id = actor().person_id
    return closed_of(db.session(), current_council().id, person_id) if person_id else ()


def _asked(assignment_id: UUID) -> SheetPage:
    person_id = actor().person_id
    found = person_id and sheet_page(db.session(), current_council().id, person_id, assignment_id)
    if not found:
        for row in _closed():
            if row.id == assignment_id:
                raise NotYours(row)
        raise NotFound("There is no such submission to score.")
    return found


def _blind(found: SheetPage) -> BlindPage | None:
    if not found.may_read:
        return None
    panel = found.row.panel
    return blind_page(db.session(), current_council().id, panel.round_id, panel.submission_id)


def _page(found: SheetPage, problems: Mapping[str, str]) -> str:
    found = _asked(found.row.id)
    row, council = found.row, current_council().id
    rows = [each for each in _desk() if each.challenge_id == row.challenge_id]
    blind = _blind(found)
    asked_for = request.values.get("code") or request.args.get("c")
    left = [each.code for each in found.criteria if each.code not in found.marks]
    codes = {each.code for each in found.criteria}
    open_code = asked_for if asked_for in codes else next(iter(left), None)
    locked = found.may_write.reason
    return render_template(
        "programme/assessing/sheet.html",
        page=found,
        row=row,
        number=[each.id for each in rows].index(row.id) + 1,
        of=len(rows),
        answers=answers_for(blind, row.round_state) if blind else [],
        size_words=size_words,
        open_code=open_code if found.may_write else None,
        blocked=_blocked(found.may_read.reason),
        locked=REFUSALS[WhyNot(locked)] if locked in set(WhyNot) else None,
        others=others_marks(db.session(), council, found) if row.panel.saw_others_at else (),
        answers_to_choose=list(Answer),
        reasons=list(Declined),
        typed=request.form,
        problems={name: translated(said) for name, said in problems.items()},
    )


def _blocked(reason: StrEnum | None) -> str | None:
    match reason:
        case conflicts.WhyNot():
            return conflicts.REFUSALS[reason]
        case assessors.WhyNot():
            return assessors.REFUSALS[reason]
        case _:
            return None
