"""Which earlier answers somebody was shown before they sent a comment all the same."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model


class Offer(Model):
    """An answered question that was shown to who wrote a comment.

    ``is_enough`` says that for them it answered a part of what they then sent.
    """

    __tablename__ = "offer"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    question_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    is_enough: Mapped[bool]
