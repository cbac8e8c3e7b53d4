"""Pictures and documents: those of a comment, of one person, and those a moderator has to see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from consultation.models.attachments import Attachment
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.queries.orders import Sort, cursor_behind, in_order
from consultation.rules.attachments import (
    ENDED,
    AttachmentKind,
    AttachmentState,
    WhyRefused,
    may_anyone_open,
)
from consultation.rules.comments import Moderation
from consultation.rules.consultations import Window, is_public
from foundation.base.paging import Page

MOST_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file as its author and readers know it."""

    id: UUID
    kind: AttachmentKind
    state: AttachmentState
    refused_for: WhyRefused | None
    alt: str
    bytes: int
    width: int | None
    height: int | None
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """Where the content of one file is, and what decides who may open it."""

    kind: AttachmentKind
    state: AttachmentState
    digest: str | None
    small_digest: str | None
    consultation_id: UUID
    comment_id: UUID | None
    owner_digest: str
    is_for_anyone: bool


@dataclass(frozen=True, slots=True)
class CommentWithFiles:
    """A comment as a moderator sees it, with those of its files that stand in one state."""

    ref: str
    text: str
    display_name: str | None
    moderation: Moderation
    posted_at: datetime
    consultation_title: str
    files: tuple[AttachmentRow, ...]


ByComment = Mapping[UUID, tuple[AttachmentRow, ...]]
"""Id of a comment → its files, in the order in which they were added."""


def _rows() -> Select[Any]:
    return select(Attachment).order_by(Attachment.made_at, Attachment.id)


def _row(found: Attachment) -> AttachmentRow:
    return AttachmentRow(
        found.id,
        found.kind,
        found.state,
        found.refused_for,
        found.alt,
        found.bytes,
        found.width,
        found.height,
        found.looked_at_by_id is not None,
    )


def unsent_attachments(
    session: Session, consultation_id: UUID, owner_digest: str
) -> tuple[AttachmentRow, ...]:
    """Return what one person has added to what they have not sent yet."""
    mine = _rows().where(
        Attachment.consultation_id == consultation_id,
        Attachment.owner_digest == owner_digest,
        Attachment.state == AttachmentState.WAITING,
    )
    return tuple(_row(each) for each in session.scalars(mine))


def room_taken(session: Session, consultation_id: UUID, owner_digest: str) -> tuple[int, int]:
    """Return how many files one person has in a consultation, and how many bytes they take."""
    held = select(func.count(), func.coalesce(func.sum(Attachment.bytes), 0)).where(
        Attachment.consultation_id == consultation_id,
        Attachment.owner_digest == owner_digest,
        Attachment.state.not_in(ENDED),
    )
    files, total = session.execute(held).one()
    return int(files), int(total)


def shown_attachments(session: Session, comment_ids: Iterable[UUID]) -> ByComment:
    """Return what anybody may open, by comment; the comments are for the caller to choose."""
    return _in_state(session, list(comment_ids), AttachmentState.SHOWN)


def _in_state(session: Session, comment_ids: Sequence[UUID], state: AttachmentState) -> ByComment:
    if not comment_ids:
        return {}
    asked = _rows().where(Attachment.comment_id.in_(comment_ids), Attachment.state == state)
    by_comment: dict[UUID, tuple[AttachmentRow, ...]] = {}
    for each in session.scalars(asked):
        if each.comment_id is not None:
            by_comment[each.comment_id] = (*by_comment.get(each.comment_id, ()), _row(each))
    return by_comment


def own_attachments(session: Session, comment_id: UUID) -> tuple[AttachmentRow, ...]:
    """Return every file of a comment with what became of it, for its author."""
    asked = _rows().where(Attachment.comment_id == comment_id)
    return tuple(_row(each) for each in session.scalars(asked))


def opened_file(
    session: Session, authority_id: UUID, attachment_id: UUID, now: datetime
) -> OpenedFile | None:
    """Return one file of one council, or None."""
    asked = (
        select(
            Attachment,
            Comment.moderation,
            Comment.feedback_status,
            Consultation.status,
            Consultation.opens_at,
            Consultation.closes_at,
        )
        .join(Consultation, Consultation.id == Attachment.consultation_id)
        .outerjoin(Comment, Comment.id == Attachment.comment_id)
        .where(Attachment.id == attachment_id, Attachment.authority_id == authority_id)
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    file, moderation, feedback, status, opens_at, closes_at = found
    window = Window(status, opens_at, closes_at)
    is_read = moderation is not None and may_anyone_open(file.state, moderation, feedback)
    return OpenedFile(
        file.kind,
        file.state,
        file.digest,
        file.small_digest,
        file.consultation_id,
        file.comment_id,
        file.owner_digest,
        is_for_anyone=is_read and is_public(window, now),
    )


def comments_with_files(
    session: Session, authority_id: UUID, state: AttachmentState, after: str | None = None
) -> Page[CommentWithFiles]:
    """Return the comments that have files in *state*, in two statements.

    What waits comes oldest first, what is shown newest first.

    Raises:
        Malformed: *after* is not a cursor of this list.
    """
    sort = Sort.OLDEST if state is AttachmentState.QUARANTINED else Sort.NEWEST
    has_some = exists().where(Attachment.comment_id == Comment.id, Attachment.state == state)
    columns: tuple[Any, ...] = (
        *(Comment.id, Comment.ref, Comment.text, Comment.display_name),
        *(Comment.moderation, Comment.posted_at, Consultation.title),
    )
    asked = (
        select(*columns)
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .where(Comment.authority_id == authority_id, has_some)
    )
    found = session.execute(in_order(asked, sort, after).limit(MOST_ON_A_PAGE + 1)).all()
    shown = found[:MOST_ON_A_PAGE]
    files = _in_state(session, [each.id for each in shown], state)
    rows = [
        CommentWithFiles(
            each.ref,
            each.text,
            each.display_name,
            each.moderation,
            each.posted_at,
            each.title,
            files.get(each.id, ()),
        )
        for each in shown
    ]
    return Page(rows, cursor_behind(shown[-1], sort) if len(found) > MOST_ON_A_PAGE else None)
