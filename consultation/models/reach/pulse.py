"""How people felt about being asked: who has said so, and apart from that what was said."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.reach.pulse import Pulse
from foundation.base.db import REACH, Model, one_of


class PulseGiven(Model):
    """Somebody has answered; what, nobody knows. Kept with the answers about people."""

    __bind_key__: ClassVar[str] = REACH
    __tablename__ = "pulse_given"

    giver_key: Mapped[str] = mapped_column(primary_key=True)
    consultation_id: Mapped[UUID]


class PulseFigure(Model):
    """What one question came to on one day, as it was published."""

    __tablename__ = "pulse_figure"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_a_share"),)

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    question: Mapped[Pulse] = mapped_column(one_of(Pulse), primary_key=True)
    counted_on: Mapped[date] = mapped_column(primary_key=True)
    answers: Mapped[int]
    percent: Mapped[int]
