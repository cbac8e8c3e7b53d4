"""The voice store: what people say, about which place, and what became of it.

A comment knows its author only as a random id that is another one in each consultation.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.comments import (
    Channel,
    Kind,
    Lane,
    Moderation,
    PlaceWay,
    Speaker,
    Stance,
)
from consultation.rules.feedback import FeedbackStatus
from foundation.base.db import Model, key, one_of


class Voice(Model):
    """One contributor in one consultation, known by a keyed digest and nothing else.

    ``visitor_digest`` is made from a browser's own token or from a person's id, together with
    the consultation's; it cannot be followed into another consultation.
    """

    __tablename__ = "voice"
    __table_args__ = (UniqueConstraint("consultation_id", "visitor_digest"),)

    id: Mapped[UUID] = key()
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    visitor_digest: Mapped[str | None]


class Comment(Model):
    """One thing that somebody said; a reply has a parent, an official answer a speaker.

    ``replies`` counts what the public can read below it: in the whole thread for the comment that
    began one, directly below for any other. What was received needs no ``FeedbackStep``.

    ``thread_id`` is the id of the comment that began the thread (its own, if it did).
    ``lon``/``lat`` are the label point of its place in degrees, for the map. ``version`` counts up
    with every change of the words that others may have read; ``moderation_note`` is why a moderator
    decided as they did, for its author. ``is_withheld`` marks a formal one of which its council
    publishes nothing, so that only officers read it. ``due_on`` is the day by which an answer was
    promised, None for what is no comment of the public.
    """

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("length(text) BETWEEN 1 AND 10000", name="text_length"),
        CheckConstraint("depth BETWEEN 0 AND 3", name="depth_stored"),
        CheckConstraint("agreed >= 0", name="agreed_not_negative"),
        Index("ix_comment_newest", "consultation_id", "depth", "posted_at", "id"),
        Index("ix_comment_agreed", "consultation_id", "depth", "agreed", "id"),
        Index("ix_comment_status", "consultation_id", "feedback_status", "posted_at", "id"),
        Index("ix_comment_thread", "thread_id", "posted_at"),
        Index("ix_comment_ward", "consultation_id", "ward_code"),
        Index("ix_comment_due", "authority_id", "feedback_status", "due_on", "posted_at", "id"),
        Index(
            "ix_comment_kept_back",
            *("authority_id", "moderation", "due_on", "posted_at", "id"),
            postgresql_where=text("moderation <> 'visible'"),
            sqlite_where=text("moderation <> 'visible'"),
        ),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    ref: Mapped[str] = mapped_column(unique=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id"))
    depth: Mapped[int] = mapped_column(default=0)
    voice_id: Mapped[UUID | None] = mapped_column(ForeignKey("voice.id"), index=True)
    speaker: Mapped[Speaker] = mapped_column(one_of(Speaker), default=Speaker.PUBLIC)
    kind: Mapped[Kind] = mapped_column(one_of(Kind))
    stance: Mapped[Stance | None] = mapped_column(one_of(Stance))
    lane: Mapped[Lane] = mapped_column(one_of(Lane), default=Lane.DIALOGUE)
    channel: Mapped[Channel] = mapped_column(one_of(Channel), default=Channel.WEB)
    text: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    direction: Mapped[str] = mapped_column(default="ltr")
    display_name: Mapped[str | None]
    place_way: Mapped[PlaceWay] = mapped_column(one_of(PlaceWay), default=PlaceWay.WHOLE)
    place_words: Mapped[str | None]
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    ward_code: Mapped[str | None]
    feedback_status: Mapped[FeedbackStatus] = mapped_column(
        one_of(FeedbackStatus), default=FeedbackStatus.RECEIVED
    )
    is_late: Mapped[bool] = mapped_column(default=False)
    is_withheld: Mapped[bool] = mapped_column(default=False)
    moderation: Mapped[Moderation] = mapped_column(one_of(Moderation), default=Moderation.VISIBLE)
    agreed: Mapped[int] = mapped_column(default=0)
    replies: Mapped[int] = mapped_column(default=0)
    posted_at: Mapped[datetime]
    due_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    edited_at: Mapped[datetime | None]
    moderation_note: Mapped[str | None]


class OfficialReply(Model):
    """Who speaks in an answer: a role and a team; a person's name only if they chose so.

    ``of_version`` is the version of the comment that it answered.
    """

    __tablename__ = "official_reply"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    role_words: Mapped[str]
    team: Mapped[str | None]
    shown_name: Mapped[str | None]
    of_version: Mapped[int] = mapped_column(default=1, server_default="1")


class CommentTopic(Model):
    """One topic of one comment: a common one or the consultation's own."""

    __tablename__ = "comment_topic"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)


class Agreement(Model):
    """Somebody agrees with a comment; once each."""

    __tablename__ = "agreement"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    voice_id: Mapped[UUID] = mapped_column(ForeignKey("voice.id"), primary_key=True)


class Receipt(Model):
    """The keyed digest of the code with which an author follows a comment."""

    __tablename__ = "receipt"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    code_digest: Mapped[str] = mapped_column(unique=True)


class FeedbackStep(Model):
    """One dated step of a comment along the feedback loop."""

    __tablename__ = "feedback_step"
    __table_args__ = (
        UniqueConstraint("comment_id", "position"),
        Index("ix_feedback_step_taken", "status", "taken_at"),
    )

    id: Mapped[UUID] = key()
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"))
    position: Mapped[int]
    status: Mapped[FeedbackStatus] = mapped_column(one_of(FeedbackStatus))
    note: Mapped[str | None]
    answer_id: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id"))
    taken_at: Mapped[datetime]
