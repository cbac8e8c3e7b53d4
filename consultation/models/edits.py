"""What a comment said before its author changed it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class CommentVersion(Model):
    """The words of one earlier version; those of the latest are the comment's own.

    ``is_shown`` is no where its author asked for it, as where they gave too much away.
    """

    __tablename__ = "comment_version"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    language: Mapped[str]
    direction: Mapped[str]
    is_shown: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime]
