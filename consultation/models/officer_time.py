"""How long officers looked at screens, added up by day and by nobody's name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.officer_time import Part
from foundation.base.db import Model, one_of


class OfficerTime(Model):
    """Screens and seconds of one day; *about_id* is the consultation, or the council for many."""

    __tablename__ = "officer_time"

    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    about_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    part: Mapped[Part] = mapped_column(one_of(Part), primary_key=True)
    screens: Mapped[int]
    seconds: Mapped[int]
