"""Take words out of a comment, let a second person look, and put the whole text back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select, update

from consultation.commands.moderation import case_of, set_moderation
from consultation.commands.redacted_texts import (
    keep_marks,
    keep_original,
    replace_everywhere,
    shown_text,
)
from consultation.commands.standing import Standing, standing
from consultation.commands.tallies import count
from consultation.models.comments import Comment, Voice
from consultation.models.redactions import Original, Redaction, RedactionMark
from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.redaction_marks import Mark, checked_marks, taken_out
from consultation.rules.redactions import (
    REFUSALS,
    SPECIAL,
    Case,
    Deed,
    OriginalRead,
    RedactionMoved,
    RedactionState,
    WhyNot,
    after,
    may,
)
from consultation.rules.refusals import agree
from foundation.base.decisions import Decision
from foundation.base.errors import NotFound
from foundation.base.work import Work


def take_out(
    work: Work, comment_id: UUID, marks: Sequence[Mark], *, seen: str, note: str, digest: str | None
) -> None:
    """Take marked words out of a comment, everywhere and at once.

    Where special category data is among them, the comment is held until a second person has
    looked at it.

    Args:
        work: of the authority whose comment it is; its actor is known.
        comment_id: a comment of the public.
        marks: places in the text that its reader had before their eyes.
        seen: that text.
        note: why, for the author of the comment.
        digest: how the actor speaks in this consultation, to find out whether they are its author.

    Raises:
        NotFound: no such comment.
        Conflict: its author has changed or taken it back meanwhile, or the actor wrote it.
        Invalid: there are no marks in the text, or nothing would be left.
    """
    comment = _own(work, comment_id)
    text = shown_text(work, comment_id)
    checked = checked_marks(seen, marks)
    special = any(mark.reason in SPECIAL for mark in checked)
    deed = Deed.MARK_SPECIAL if special else Deed.MARK
    case = case_of(work.session, comment_id)
    _allowed(work, comment, case, deed, digest)
    if text != seen:
        agree(Decision(WhyNot.CHANGED_MEANWHILE), REFUSALS)
    shortened = taken_out(text, checked)
    number = None if case.is_kept else keep_original(work, comment, text)
    keep_marks(work, comment, text, checked)
    replace_everywhere(work, comment, text, shortened)
    row = _moved(work, comment, case, deed)
    row.kept = row.kept if number is None else number
    work.session.flush()
    if row.special_by and comment.moderation is Moderation.VISIBLE:
        row.was_shown = True
        work.session.flush()
        set_moderation(work, comment_id, Moderation.HELD, note)
    _tell(work, comment_id, note)


def confirm(work: Work, comment_id: UUID, *, digest: str | None) -> None:
    """Agree that the right words were taken out; show the rest again where it was shown before.

    Raises:
        NotFound: no such comment.
        Conflict: nothing waits, or the actor marked or wrote some of it.
    """
    comment, _row = _do(work, comment_id, Deed.CONFIRM, digest)
    _show_again(work, comment)


def ask_release(work: Work, comment_id: UUID, *, digest: str | None) -> None:
    """Ask that the whole text is put back.

    Raises:
        NotFound: no such comment.
        Conflict: nothing was taken out, it cannot be put back, or the actor wrote it.
    """
    _do(work, comment_id, Deed.ASK, digest)


def refuse_release(work: Work, comment_id: UUID, *, digest: str | None) -> None:
    """Leave the words out.

    Raises:
        NotFound: no such comment.
        Conflict: nobody has asked to put them back, or the actor wrote it.
    """
    _do(work, comment_id, Deed.REFUSE, digest)


def agree_release(work: Work, comment_id: UUID, *, digest: str | None) -> None:
    """Put the whole text back, as a second person.

    Raises:
        NotFound: no such comment.
        Conflict: nobody has asked for it, or the actor asked for it or wrote it.
    """
    comment, row = _do(work, comment_id, Deed.AGREE, digest)
    kept = work.session.get_one(Original, (comment_id, row.kept))
    replace_everywhere(work, comment, shown_text(work, comment_id), kept.text)
    row.kept = None
    work.session.execute(delete(RedactionMark).where(RedactionMark.comment_id == comment_id))
    _tell(work, comment_id, None)
    _show_again(work, comment)


def note_edit(work: Work, comment_id: UUID) -> None:
    """Note that its author has changed a comment; where words were taken out, it waits for a look.

    What was kept of it before cannot be put back any more.
    """
    comment, case = standing(work, comment_id), case_of(work.session, comment_id)
    if not case.is_out:
        return
    _moved(work, comment, case, Deed.EDIT).kept = None
    work.session.flush()
    if comment.moderation is Moderation.VISIBLE:
        set_moderation(work, comment_id, Moderation.HELD)


def note_original_read(work: Work, comment_id: UUID) -> None:
    """Record that somebody looks up what a comment said before.

    Raises:
        NotFound: no such comment, or nothing was taken out of it.
    """
    comment = _own(work, comment_id)
    kept = select(Original.number).where(Original.comment_id == comment_id).limit(1)
    if work.session.scalar(kept) is None:
        raise NotFound("Nothing was taken out of this comment.")
    work.record(OriginalRead(comment_id, comment.consultation_id))


def _do(work: Work, comment_id: UUID, deed: Deed, digest: str | None) -> tuple[Standing, Redaction]:
    comment, case = _own(work, comment_id), case_of(work.session, comment_id)
    _allowed(work, comment, case, deed, digest)
    return comment, _moved(work, comment, case, deed)


def _own(work: Work, comment_id: UUID) -> Standing:
    comment = standing(work, comment_id)
    if comment.speaker is not Speaker.PUBLIC:
        agree(Decision(WhyNot.NOT_A_RESIDENTS), REFUSALS)
    if comment.status is FeedbackStatus.WITHDRAWN:
        agree(Decision(WhyNot.TAKEN_BACK), REFUSALS)
    return comment


def _allowed(work: Work, comment: Standing, case: Case, deed: Deed, digest: str | None) -> None:
    author = (
        select(Voice.visitor_digest)
        .join(Comment, Comment.voice_id == Voice.id)
        .where(Comment.id == comment.id)
    )
    is_author = digest is not None and work.session.scalar(author) == digest
    agree(may(case, deed, work.actor.person_id, is_author=is_author), REFUSALS)


def _moved(work: Work, comment: Standing, case: Case, deed: Deed) -> Redaction:
    """Store where the redaction stands once *deed* is done, and record it."""
    then = after(case, deed, work.actor.person_id)
    row = work.session.get(Redaction, comment.id, populate_existing=True)
    if row is None:
        row = Redaction(comment_id=comment.id, was_shown=False)
        work.session.add(row)
    row.state = then.state or RedactionState.TAKEN_OUT
    row.special_by = sorted(str(each) for each in then.special_by)
    row.asked_by_id, row.changed_at = then.asked_by, work.now
    work.session.flush()
    count(work.session, comment.consultation_id)
    work.record(RedactionMoved(comment.id, comment.consultation_id, deed, case.state, row.state))
    return row


def _show_again(work: Work, comment: Standing) -> None:
    row = work.session.get_one(Redaction, comment.id)
    if row.was_shown and comment.moderation is Moderation.HELD:
        row.was_shown = False
        work.session.flush()
        note = select(Comment.moderation_note).where(Comment.id == comment.id)
        set_moderation(work, comment.id, Moderation.VISIBLE, work.session.scalar(note))


def _tell(work: Work, comment_id: UUID, note: str | None) -> None:
    work.session.execute(
        update(Comment)
        .where(Comment.id == comment_id)
        .values(moderation_note=note)
        .execution_options(synchronize_session=False)
    )
