"""Notes and actions of workshops."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.actions import ActionState, NoteKind


class WorkshopNote(Model):
    """What was seen, thought of, asked or agreed; ``position`` counts from 1."""

    __tablename__ = "workshop_note"
    __table_args__ = (UniqueConstraint("workshop_id", "position"),)

    id: Mapped[UUID] = key()
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshop.id"))
    position: Mapped[int]
    kind: Mapped[NoteKind] = mapped_column(one_of(NoteKind))
    words: Mapped[str]
    noted_by_id: Mapped[UUID | None]
    noted_at: Mapped[datetime]


class WorkshopAction(Model):
    """What somebody has to do until a day; ``closed_because`` says why it was given up."""

    __tablename__ = "workshop_action"
    __table_args__ = (
        UniqueConstraint("workshop_id", "position"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_when"),
        CheckConstraint("(state = 'dropped') = (closed_because IS NOT NULL)", name="given_up_why"),
        Index("ix_workshop_action_owner", "owner_id", "state"),
    )

    id: Mapped[UUID] = key()
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("workshop.id"))
    position: Mapped[int]
    words: Mapped[str]
    owner_id: Mapped[UUID]
    due_on: Mapped[date]
    state: Mapped[ActionState] = mapped_column(one_of(ActionState))
    closed_at: Mapped[datetime | None]
    closed_because: Mapped[str | None]
    made_at: Mapped[datetime]
