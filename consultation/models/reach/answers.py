"""What people said of themselves: a store of its own, in which nothing leads to a name or a text.

There is no instant, no sequence and no key into another store: ids are random and a month is all
that is known of when. `reach_secret` alone makes a person's key; once it is destroyed, nobody can
tell any more whose answers these were.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.reach.traits import Trait
from foundation.base.db import REACH, Counting, Model, key, one_of


class ReachSecret(Model):
    """What the keys of one consultation are made with, until its answers are de-linked."""

    __bind_key__: ClassVar[str] = REACH
    __tablename__ = "reach_secret"

    consultation_id: Mapped[UUID] = mapped_column(primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)


class Respondent(Model):
    """Somebody who answered something about themselves; *month* is like 2026-11.

    *is_counted* once the released number of everybody holds them.
    """

    __bind_key__: ClassVar[str] = REACH
    __tablename__ = "respondent"
    __table_args__ = (UniqueConstraint("consultation_id", "person_key"),)

    id: Mapped[UUID] = key()
    consultation_id: Mapped[UUID]
    person_key: Mapped[str | None]
    noise_key: Mapped[int] = mapped_column(Counting)
    month: Mapped[str]
    is_counted: Mapped[bool] = mapped_column(default=False)


class ReachAnswer(Model):
    """One answer.

    *is_counted* once the figure of its category holds it, *is_in_total* once that of all does.
    """

    __bind_key__: ClassVar[str] = REACH
    __tablename__ = "reach_answer"

    respondent_id: Mapped[UUID] = mapped_column(ForeignKey("respondent.id"), primary_key=True)
    trait: Mapped[Trait] = mapped_column(one_of(Trait), primary_key=True)
    category: Mapped[str]
    is_counted: Mapped[bool] = mapped_column(default=False)
    is_in_total: Mapped[bool] = mapped_column(default=False)


class ReachChange(Model):
    """Somebody came into a cell or left it; a job adds these up, so that nobody waits for a row."""

    __bind_key__: ClassVar[str] = REACH
    __tablename__ = "reach_change"

    id: Mapped[UUID] = key()
    consultation_id: Mapped[UUID] = mapped_column(index=True)
    table_name: Mapped[str]
    cell: Mapped[str]
    is_removal: Mapped[bool]
    people: Mapped[int]
    noise_key: Mapped[int] = mapped_column(Counting)


class ReachCell(Model):
    """One cell as `consultation.rules.reach.figures.Cell` has it."""

    __bind_key__: ClassVar[str] = REACH
    __tablename__ = "reach_cell"

    consultation_id: Mapped[UUID] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    cell: Mapped[str] = mapped_column(primary_key=True)
    counted_people: Mapped[int] = mapped_column(default=0)
    counted_key: Mapped[int] = mapped_column(Counting, default=0)
    added_people: Mapped[int] = mapped_column(default=0)
    added_key: Mapped[int] = mapped_column(Counting, default=0)
    removed_people: Mapped[int] = mapped_column(default=0)
    removed_key: Mapped[int] = mapped_column(Counting, default=0)
