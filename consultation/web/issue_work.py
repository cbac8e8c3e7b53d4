"""What the form of an issue does, in one commit."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from consultation.commands.answers import AnswerDraft, ask_second_look, send_answer, write_answer
from consultation.commands.dispositions import dispose_issue
from consultation.commands.replies import Signed
from consultation.queries.issue_page import IssuePage
from consultation.rules.answers import About, AnswerState
from consultation.rules.dispositions import Outcome
from consultation.web.answer_buttons import APPROVE, SEND
from consultation.web.answering import signature
from consultation.web.forms.issues import IssueForm, number
from foundation.accounts.queries.authorities import Council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import Work, work
from foundation.web.current import actor, now


def save_issue(found: IssuePage, form: IssueForm, do: str, council: Council) -> str:
    """Save answer and outcome, and send the answer if *do* says so; return what to tell.

    Where the council wants a second look, sending asks for it, and approving sends what waits.

    Raises:
        Invalid: there is nothing to save, or something is missing.
        Conflict: somebody else was quicker, or it may not be sent.
    """
    if do == APPROVE and found.version:
        with work(db.session(), actor(), now()) as unit:
            seen = number(form.seen_answer.data)
            return _told(send_answer(unit, found.version.answer_id, seen=seen))
    outcome, text = form.outcome(), (form.text.data or "").strip()
    if do == SEND and not text and outcome is None:
        raise Invalid(fields={"text": "Write the answer, or choose what came of it."})
    if do != SEND and not text and outcome is None:
        raise Invalid(fields={"text": "There is nothing to save yet."})
    with work(db.session(), actor(), now()) as unit:
        said = _answered(unit, found, form, do, council) if text else None
        if outcome:
            _dispose(unit, found, outcome, form)
        return said or str(_("The outcome is written down."))


def _dispose(unit: Work, found: IssuePage, outcome: Outcome, form: IssueForm) -> None:
    dispose_issue(unit, found.issue.id, outcome, seen=number(form.seen_outcome.data))


def _answered(
    unit: Work, found: IssuePage, form: IssueForm, do: str, council: Council
) -> str | None:
    signed = signature()
    draft = AnswerDraft(
        form.text.data or "",
        form.source.data or "",
        Signed(signed.role, signed.team),
        is_material=bool(form.is_material.data),
    )
    seen = number(form.seen_answer.data)
    answer_id = write_answer(unit, About.ISSUE, found.issue.id, draft, seen=seen)
    if do != SEND:
        return str(_("The draft is saved."))
    if found.version and found.version.state is AnswerState.SENT and _is_unchanged(found, form):
        return None
    if council.second_look:
        ask_second_look(unit, answer_id)
        return str(_("Somebody else looks at it before it goes out."))
    return _told(send_answer(unit, answer_id))


def _is_unchanged(found: IssuePage, form: IssueForm) -> bool:
    """Tell whether people have this text already, as where only the outcome is new."""
    version = found.version
    if version is None or form.outcome() is None:
        return False
    same = (form.text.data or "").replace("\r\n", "\n").strip() == version.text
    return same and (form.source.data or "") == (version.source or "")


def _told(people: int) -> str:
    return str(
        ngettext("Sent. %(num)s author is told.", "Sent. All %(num)s authors are told.", people)
    )
