"""Answers, their versions, and who was told which of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.answers import About, AnswerState
from foundation.base.db import Model, key, one_of


class Answer(Model):
    """One answer; ``about`` says which of the columns after it is filled."""

    __tablename__ = "answer"
    __table_args__ = (
        CheckConstraint(
            "(about <> 'issue' OR issue_id IS NOT NULL)"
            " AND (about <> 'point' OR point_id IS NOT NULL)"
            " AND (about <> 'comment' OR comment_id IS NOT NULL)",
            name="names_what_it_is_about",
        ),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    about: Mapped[About] = mapped_column(one_of(About))
    issue_id: Mapped[UUID | None] = mapped_column(ForeignKey("issue.id"), unique=True)
    point_id: Mapped[UUID | None] = mapped_column(ForeignKey("point.id"), unique=True)
    comment_id: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id"), unique=True)


class AnswerVersion(Model):
    """One version of an answer; the first is the answer, each later one a correction.

    ``revision`` grows with each saved change, so that of two writers at once the second notices.
    ``writers`` are the ids of all who wrote some of it. ``is_material`` means that those who were
    told before have to hear of it. ``note`` stands beside the step that a single comment takes,
    which the answer ``closes`` or not. ``spread_at`` is when everybody had been told.
    """

    __tablename__ = "answer_version"
    __table_args__ = (
        UniqueConstraint("answer_id", "number"),
        Index("ix_answer_version_waiting", "state", "spread_at"),
    )

    id: Mapped[UUID] = key()
    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answer.id"))
    number: Mapped[int]
    state: Mapped[AnswerState] = mapped_column(one_of(AnswerState), default=AnswerState.DRAFT)
    revision: Mapped[int]
    text: Mapped[str]
    source: Mapped[str | None]
    is_material: Mapped[bool] = mapped_column(default=False)
    role_words: Mapped[str]
    team: Mapped[str | None]
    shown_name: Mapped[str | None]
    writers: Mapped[Any] = mapped_column(JSON)
    saved_at: Mapped[datetime]
    looked_at_by_id: Mapped[UUID | None]
    note: Mapped[str | None]
    closes: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime | None]
    spread_at: Mapped[datetime | None]


class AnswerTold(Model):
    """An answer has reached the author of a comment: once, and up to which version.

    ``reply_id`` is the reply below the comment, None where the public cannot read the comment.
    """

    __tablename__ = "answer_told"
    __table_args__ = (Index("ix_answer_told_comment", "comment_id"),)

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answer.id"), primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    number: Mapped[int]
    reply_id: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id"), index=True)
    told_at: Mapped[datetime]
