"""The words under which comments and consultations are found."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Counting, Model


class CommentWords(Model):
    """The words of one comment, whatever its moderation: whoever searches asks for that too."""

    __tablename__ = "comment_words"

    id: Mapped[int] = mapped_column(Counting, primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), unique=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
    words: Mapped[str]


class ConsultationWords(Model):
    """The words of all that a consultation says of itself."""

    __tablename__ = "consultation_words"

    id: Mapped[int] = mapped_column(Counting, primary_key=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), unique=True)
    words: Mapped[str]
