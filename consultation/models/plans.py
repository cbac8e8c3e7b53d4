"""How far the setting up of a consultation is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.plans import Origin, Task
from foundation.base.db import Model, one_of


class ConsultationPlan(Model):
    """What is planned beside the words; ``routes`` are values of ``Route``, a blank between.

    A consultation without a row was made by a file, and its law stands elsewhere.
    """

    __tablename__ = "consultation_plan"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    origin: Mapped[Origin] = mapped_column(one_of(Origin))
    copied_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id"))
    audiences: Mapped[str] = mapped_column(default="")
    routes: Mapped[str] = mapped_column(default="")
    equality: Mapped[str] = mapped_column(default="")


class FinishedTask(Model):
    """A task that somebody saved or finished."""

    __tablename__ = "consultation_finished_task"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    task: Mapped[Task] = mapped_column(one_of(Task), primary_key=True)
    finished_at: Mapped[datetime]
    finished_by_id: Mapped[UUID | None]
