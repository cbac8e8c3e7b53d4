"""What was taken out of comments, why and by whom; and what they said before, written once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.redactions import RedactionReason, RedactionState
from foundation.base.db import Model, key, one_of


class Redaction(Model):
    """Where the redaction of one comment stands; its words are taken out of the comment's own text.

    ``special_by`` are the ids of who marked special category data that nobody else has looked at.
    ``kept`` is the number of the original that can be put back, None where there is none.
    ``was_shown`` says that everybody could read the comment when it began to wait.
    """

    __tablename__ = "redaction"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    state: Mapped[RedactionState] = mapped_column(one_of(RedactionState))
    special_by: Mapped[Any] = mapped_column(JSON)
    asked_by_id: Mapped[UUID | None]
    kept: Mapped[int | None]
    was_shown: Mapped[bool]
    changed_at: Mapped[datetime]


class Original(Model):
    """What a version of a comment said before words were taken out; a trigger forbids changes."""

    __tablename__ = "redaction_original"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    kept_at: Mapped[datetime]


class RedactionMark(Model):
    """Words that were taken out of a comment, as they stood there."""

    __tablename__ = "redaction_mark"

    id: Mapped[UUID] = key()
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), index=True)
    number: Mapped[int]
    words: Mapped[str]
    reason: Mapped[RedactionReason] = mapped_column(one_of(RedactionReason))
    marked_by_id: Mapped[UUID | None]
    marked_at: Mapped[datetime]
