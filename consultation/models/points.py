"""What comments say, one point at a time, and which points say nearly the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class Point(Model):
    """One thing that one comment says: a span of its text at a version, with the words kept.

    ``dropped_at`` is set where narrower points took its place; ``issue_id`` is None while nobody
    has sorted it.
    """

    __tablename__ = "point"
    __table_args__ = (
        UniqueConstraint("comment_id", "comment_version", "start", "end"),
        CheckConstraint('"start" >= 0 AND "end" >= "start"', name="span_in_order"),
        Index("ix_point_issue", "issue_id", "dropped_at"),
        Index("ix_point_consultation", "consultation_id", "issue_id"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"))
    comment_version: Mapped[int] = mapped_column(default=1)
    start: Mapped[int]
    end: Mapped[int]
    is_whole: Mapped[bool]
    quote: Mapped[str]
    issue_id: Mapped[UUID | None] = mapped_column(ForeignKey("issue.id"))
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID | None]
    dropped_at: Mapped[datetime | None]


class Sketch(Model):
    """What is kept of a comment to find those like it.

    ``campaign_id`` is the first comment that says nearly the same; its own id where it is that.
    ``digest`` is the same for equal words; ``cell`` is the square in which its place lies.
    """

    __tablename__ = "comment_sketch"
    __table_args__ = (
        Index("ix_comment_sketch_campaign", "campaign_id"),
        Index("ix_comment_sketch_cell", "consultation_id", "cell"),
    )

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"))
    digest: Mapped[str]
    numbers: Mapped[Any] = mapped_column(JSON)
    cell: Mapped[str | None]


class SketchBand(Model):
    """One band of a sketch: texts that share one may be alike."""

    __tablename__ = "comment_sketch_band"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    band: Mapped[str] = mapped_column(primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
