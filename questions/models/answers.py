"""Sets of answers, each answer typed. Who gave them is for the feature that asked to know."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from foundation.base.db import Model, key, one_of
from questions.rules.stored import Sort

SCALE = 10_000


class FourPlaces(TypeDecorator[Decimal]):
    """A number with at most four decimals, kept exactly as so many ten-thousandths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:  # noqa: ANN401  as the base says
        """Store the ten-thousandths."""
        return None if value is None else int(value * SCALE)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ANN401  as the base says
        """Give the number back, without zeros at its end."""
        return None if value is None else plain(Decimal(value) / SCALE)


def plain(number: Decimal) -> Decimal:
    """Return the same number as people write it: 1200, not 1.2E+3."""
    return number.quantize(Decimal(1)) if number == int(number) else number.normalize()


class AnswerSet(Model):
    """One person's, or one firm's, answers to one version of a form.

    ``revision`` moves with each change, so that who was slower learns of it.
    """

    __tablename__ = "answer_set"
    __table_args__ = (Index("ix_answer_set_version", "version_id", "id"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("question_version.id"))
    revision: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class GivenAnswer(Model):
    """One answer; ``turn`` counts its section's repeats from 0, ``way`` is how a place came."""

    __tablename__ = "answer_given"
    __table_args__ = (
        CheckConstraint("turn BETWEEN 0 AND 19", name="turn_range"),
        CheckConstraint("(sort = 'number') = (number IS NOT NULL)", name="number_typed"),
        CheckConstraint("(sort = 'day') = (day IS NOT NULL)", name="day_typed"),
        CheckConstraint("(sort = 'spot') = (way IS NOT NULL)", name="spot_typed"),
        CheckConstraint("sort <> 'words' OR text IS NOT NULL", name="words_typed"),
    )

    set_id: Mapped[UUID] = mapped_column(ForeignKey("answer_set.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True)
    sort: Mapped[Sort] = mapped_column(one_of(Sort))
    text: Mapped[str | None]
    number: Mapped[Decimal | None] = mapped_column(FourPlaces())
    day: Mapped[date | None]
    way: Mapped[str | None]


class GivenPick(Model):
    """One choice of an answer; ``pence`` where it is a line of a budget."""

    __tablename__ = "answer_pick"
    __table_args__ = (
        ForeignKeyConstraint(
            ["set_id", "code", "turn"],
            ["answer_given.set_id", "answer_given.code", "answer_given.turn"],
        ),
        CheckConstraint("pence >= 0", name="pence_range"),
    )

    set_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True)
    choice: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    pence: Mapped[int | None] = mapped_column(BigInteger)
