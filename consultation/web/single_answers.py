"""What the form below one comment does: the same rules as for an issue, in one commit."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from consultation.commands.answers import AnswerDraft, ask_second_look, send_answer, write_answer
from consultation.commands.referrals import use_draft
from consultation.commands.replies import Signed
from consultation.commands.single_answers import move_alone, reply_as_applicant
from consultation.queries.answering import DeskComment
from consultation.queries.answers import PointRow, VersionRow, version_of
from consultation.rules.answers import About, AnswerState
from consultation.rules.comments import checked_text
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.words import in_one_line
from consultation.web.answer_buttons import APPROVE, SEND
from consultation.web.answering import Signature, stands
from consultation.web.forms.answers import AnswerForm
from consultation.web.forms.issues import number
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.words import say
from foundation.base.work import Work, work
from foundation.web.current import actor, now


@dataclass(frozen=True, slots=True)
class Subject:
    """What is answered, the whole comment or one point of it, and the answer as it stands."""

    about: About
    id: UUID
    version: VersionRow | None


def subject_of(asked: DeskComment, points: tuple[PointRow, ...], named: str | None) -> Subject:
    """Return what of a comment is answered; *named* is the id of a point, empty for all of it.

    Raises:
        NotFound: the comment has no such point.
    """
    about, subject_id = About.COMMENT, asked.id
    if named:
        ids = {str(point.id): point.id for point in points}
        if named not in ids:
            raise NotFound("There is no such point.")
        about, subject_id = About.POINT, ids[named]
    return Subject(about, subject_id, version_of(db.session(), about, subject_id))


def save_answer(
    asked: DeskComment, subject: Subject, form: AnswerForm, signed: Signature, do: str
) -> str:
    """Do what *form* and the button *do* say; return the sentence that tells so.

    Raises:
        Conflict: somebody else was quicker, it may not be sent, or the step is not allowed.
        Invalid: there is nothing to save, or something is missing.
    """
    if subject.about is About.POINT:
        form.status.data = FeedbackStatus.ANSWERED.value
    _check(asked, form)
    if do == APPROVE and subject.version:
        return _approve(subject.version, form)
    after = FeedbackStatus(form.status.data)
    text = checked_text(form.text.data or "")
    wrong = _what_is_wrong(text, after) if do == SEND else _nothing_to_save(text)
    if wrong:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
    with work(db.session(), actor(), now()) as unit:
        if not text or _only_moves(asked, subject, form):
            move_alone(unit, asked.id, after, form.note.data)
            return str(_("The status is changed."))
        return _write(unit, asked, subject, form, signed, is_sent=do == SEND)


def say_as_applicant(asked: DeskComment, form: AnswerForm, signed: Signature) -> str:
    """Publish what the applicant answers, marked as theirs; return the sentence that tells so.

    Raises:
        Conflict: somebody else has answered since the page was made, or it was withdrawn.
        Invalid: there are no words, or no source before the report is out.
    """
    form.status.data = FeedbackStatus.ANSWERED.value
    _check(asked, form)
    words = (form.text.data or "", form.source.data or "")
    with work(db.session(), actor(), now()) as unit:
        reply_as_applicant(unit, asked.id, *words, _signed(form, signed))
    return str(_("Your answer is published."))


def _check(asked: DeskComment, form: AnswerForm) -> None:
    if not form.validate():
        raise Invalid
    if form.seen.data != stands(asked):
        raise Conflict(
            "Somebody else was quicker. Read what they wrote, then send yours if it still helps."
        )


def _write(
    unit: Work,
    asked: DeskComment,
    subject: Subject,
    form: AnswerForm,
    signed: Signature,
    *,
    is_sent: bool,
) -> str:
    is_whole = subject.about is About.COMMENT
    draft = AnswerDraft(
        form.text.data or "",
        form.source.data or "",
        _signed(form, signed),
        is_material=bool(form.is_material.data),
        note=form.note.data if is_whole else None,
        closes=is_whole and form.status.data == FeedbackStatus.CLOSED.value,
    )
    seen = number(form.seen_answer.data)
    answer_id = write_answer(unit, subject.about, subject.id, draft, seen=seen)
    if form.draft.data:
        use_draft(unit, _drafted(form.draft.data), asked.id)
    if not is_sent:
        return str(_("The draft is saved."))
    is_out = subject.version is not None and subject.version.state is AnswerState.SENT
    if current_council().second_look and not (is_out and _is_unchanged(subject, form)):
        ask_second_look(unit, answer_id)
        return str(_("Somebody else looks at it before it goes out."))
    send_answer(unit, answer_id)
    return str(_("Your answer is published."))


def _approve(version: VersionRow, form: AnswerForm) -> str:
    """Send what waits, as whoever approves has read it."""
    typed = (checked_text(form.text.data or ""), in_one_line(form.source.data or ""))
    note = checked_text(form.note.data or "")
    if form.text.raw_data and (*typed, note) != (
        version.text,
        version.source or "",
        version.note or "",
    ):
        raise Conflict(
            say("You have changed the words. Send them for a second look, or put them back.")
        )
    with work(db.session(), actor(), now()) as unit:
        send_answer(unit, version.answer_id, seen=number(form.seen_answer.data))
    return str(_("Your answer is published."))


def _only_moves(asked: DeskComment, subject: Subject, form: AnswerForm) -> bool:
    """Tell whether people have these words already, and only the status is new."""
    is_new = form.status.data != asked.row.feedback_status.value
    return subject.about is About.COMMENT and is_new and _is_unchanged(subject, form)


def _is_unchanged(subject: Subject, form: AnswerForm) -> bool:
    version = subject.version
    if version is None or version.state is not AnswerState.SENT:
        return False
    typed = (checked_text(form.text.data or ""), in_one_line(form.source.data or ""))
    return typed == (version.text, version.source or "")


def _signed(form: AnswerForm, signed: Signature) -> Signed:
    return Signed(signed.role, form.team.data or None, signed.name if form.show_name.data else None)


def _drafted(named: str) -> UUID:
    try:
        return UUID(named)
    except ValueError as broken:
        raise NotFound("There is no such question.") from broken


def _nothing_to_save(text: str) -> dict[str, str]:
    return {} if text else {"text": _("There is nothing to save yet.")}


def _what_is_wrong(text: str, after: FeedbackStatus) -> dict[str, str]:
    if text and after is FeedbackStatus.BEING_CONSIDERED:
        return {"status": _("With a reply, choose Answered or Closed.")}
    if not text and after is FeedbackStatus.ANSWERED:
        return {"text": _("Write the answer, or choose another status.")}
    return {}
