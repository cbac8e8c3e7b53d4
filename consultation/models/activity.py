"""Counters of how people take part, and what each comment and voice has added to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.activity import Measure
from foundation.base.db import Model, key, one_of


class ActivityCount(Model):
    """One cell of one measure: a day, a channel, a depth."""

    __tablename__ = "activity_count"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    measure: Mapped[Measure] = mapped_column(one_of(Measure), primary_key=True)
    cell: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int]


class ActivityChange(Model):
    """One more in a cell, until a job has added it up: no time, no order and nobody."""

    __tablename__ = "activity_change"

    id: Mapped[UUID] = key()
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    measure: Mapped[Measure] = mapped_column(one_of(Measure))
    cell: Mapped[str]


class ActivityPart(Model):
    """What one comment, or one voice, adds: *cells* is a list of ``[measure, cell]``.

    *of_id* names the one or the other; it is no key, for what is erased elsewhere stays counted.
    """

    __tablename__ = "activity_part"

    of_id: Mapped[UUID] = mapped_column(primary_key=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    cells: Mapped[list[Any]] = mapped_column(JSON)
