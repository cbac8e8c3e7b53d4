"""Archives of formal comments that officers asked for; they hold names and soon go."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.report import PaperState
from foundation.base.db import Model, key, one_of


class RepresentationArchive(Model):
    """One archive: asked for, then made by a job."""

    __tablename__ = "representation_archive"
    __table_args__ = (
        CheckConstraint("state <> 'made' OR file_id IS NOT NULL", name="made_has_file"),
        Index("ix_representation_archive_latest", "consultation_id", "asked_at"),
        Index("ix_representation_archive_state", "state", "asked_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    state: Mapped[PaperState] = mapped_column(one_of(PaperState))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UUID | None]
