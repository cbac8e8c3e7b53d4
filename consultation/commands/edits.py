"""Let an author change their words; what others have answered is kept as a version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from consultation.commands.moderation import case_of, set_moderation
from consultation.commands.redacted_texts import edited_text
from consultation.commands.redactions import note_edit
from consultation.commands.search import index_text
from consultation.commands.standing import standing
from consultation.commands.tallies import count
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.edits import CommentVersion
from consultation.rules.comments import Moderation, checked_text, what_is_wrong
from consultation.rules.consultations import Window, may_comment
from consultation.rules.edits import REFUSALS, Said, WhyNotEdit, is_silent, may_edit
from consultation.rules.events import CommentEdited
from consultation.rules.words import direction
from foundation.accounts.rules.authorities import Moderating
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import Work


def edit_comment(work: Work, comment_id: UUID, text: str, *, show_earlier: bool = True) -> None:
    """Change the words of a comment; the same words once more change nothing.

    Where the council looks at comments first, the new words wait for its look. Words that were
    taken out stay out, and what is left waits for a look.

    Raises:
        NotFound: no such comment.
        Conflict: it was taken back or hidden, or the consultation has closed.
        Invalid: the new words cannot be taken.
    """
    comment = standing(work, comment_id)
    found = _found(work, comment_id)
    said = _said(work, found)
    decision = may_edit(said)
    if not decision:
        reason = WhyNotEdit(str(decision.reason))
        raise Conflict(REFUSALS[reason], facts={"reason": reason.value})
    text = checked_text(text)
    wrong = what_is_wrong(text)
    if wrong:
        raise Invalid(wrong, fields={"text": wrong})
    if text == found.text:
        return
    version = found.version
    if not is_silent(said, work.now):
        _keep(work, found, show_earlier=show_earlier)
        version += 1
    is_out = case_of(work.session, comment_id).is_out
    _change(work, found, edited_text(work, comment, text, version) if is_out else text, version)
    if is_out:
        note_edit(work, comment_id)
    if found.moderating is Moderating.BEFORE and found.moderation is Moderation.VISIBLE:
        set_moderation(work, comment_id, Moderation.HELD)


def _found(work: Work, comment_id: UUID) -> Any:  # noqa: ANN401  a row
    return work.session.execute(
        select(
            *Comment.__table__.columns,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
            Consultation.moderating,
        )
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .where(Comment.id == comment_id)
    ).one()


def _said(work: Work, found: Any) -> Said:  # noqa: ANN401  a row
    window = Window(found.status, found.opens_at, found.closes_at)
    return Said(
        speaker=found.speaker,
        status=found.feedback_status,
        moderation=found.moderation,
        is_listening=bool(may_comment(window, work.now)),
        posted_at=found.posted_at,
        version=found.version,
        reactions=found.replies + found.agreed,
    )


def _keep(work: Work, found: Any, *, show_earlier: bool) -> None:  # noqa: ANN401  a row
    row = {
        "comment_id": found.id,
        "number": found.version,
        "text": found.text,
        "language": found.language,
        "direction": found.direction,
        "is_shown": show_earlier,
        "made_at": found.edited_at or found.posted_at,
    }
    work.session.execute(insert(CommentVersion), row)


def _change(work: Work, found: Any, text: str, version: int) -> None:  # noqa: ANN401  a row
    was_seen = version > found.version
    work.session.execute(
        update(Comment)
        .where(Comment.id == found.id)
        .values(
            text=text,
            direction=direction(text),
            version=version,
            edited_at=work.now if was_seen else found.edited_at,
        )
        .execution_options(synchronize_session=False)
    )
    count(work.session, found.consultation_id)
    index_text(work.session, found.id, found.consultation_id, text)
    work.record(CommentEdited(found.id, consultation_id=found.consultation_id, version=version))
