"""Classes of schools and colleges, and which comments came out of each; no person is in here."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class ClassSession(Model):
    """One class that answers one consultation; both codes are stored as keyed digests."""

    __tablename__ = "class_session"
    __table_args__ = (
        CheckConstraint("pupils BETWEEN 1 AND 60", name="class_size"),
        CheckConstraint("answers BETWEEN 0 AND pupils", name="answers_fit"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
    join_digest: Mapped[str] = mapped_column(unique=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    pupils: Mapped[int]
    answers: Mapped[int] = mapped_column(default=0)
    school: Mapped[str | None]
    school_shown: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class ClassComment(Model):
    """A comment that a pupil of a class wrote."""

    __tablename__ = "class_comment"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    class_id: Mapped[UUID] = mapped_column(ForeignKey("class_session.id"), index=True)
