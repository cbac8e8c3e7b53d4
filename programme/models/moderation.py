"""What talks about marks came to, beside the marks as they were given."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class ModerationRecord(Model):
    """One talk; ``before`` are the marks it was about, lowest first; the last ``number`` counts.

    Without ``agreed`` the marks are left as scored.
    """

    __tablename__ = "moderation_record"
    __table_args__ = (UniqueConstraint("submission_id", "code", "number"),)

    id: Mapped[UUID] = key()
    round_id: Mapped[UUID] = mapped_column(ForeignKey("assessment_round.id"), index=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    code: Mapped[str]
    number: Mapped[int]
    before: Mapped[list[int]] = mapped_column(JSON)
    agreed: Mapped[int | None]
    reason: Mapped[str]
    recorded_by_id: Mapped[UUID | None]
    recorded_at: Mapped[datetime]


class ModerationPresent(Model):
    """Somebody who took part in a talk."""

    __tablename__ = "moderation_present"

    record_id: Mapped[UUID] = mapped_column(ForeignKey("moderation_record.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
