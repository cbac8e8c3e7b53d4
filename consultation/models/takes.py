"""What a consultation takes in, and who answered its questions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.comments import Channel
from consultation.rules.takes import Takes
from foundation.base.db import Model, key, one_of


class ConsultationTakes(Model):
    """What one consultation takes in; one without a row takes comments alone."""

    __tablename__ = "consultation_takes"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    takes: Mapped[Takes] = mapped_column(one_of(Takes))


class QuestionResponse(Model):
    """One set of answers, and the comment that was sent with it, if one was."""

    __tablename__ = "question_response"
    __table_args__ = (Index("ix_question_response_of", "consultation_id", "given_at"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    set_id: Mapped[UUID] = mapped_column(ForeignKey("answer_set.id"), unique=True)
    comment_id: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id"), unique=True)
    ref: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[Channel] = mapped_column(one_of(Channel))
    given_at: Mapped[datetime]
