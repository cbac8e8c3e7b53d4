"""A business case with its texts, options and benefits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.base.db import Model, key, one_of
from programme.models.money import Pence
from programme.rules.cases import CasePart


class BusinessCase(Model):
    """Who approves the case of a challenge, what pays for it, and for how many residents."""

    __tablename__ = "business_case"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    approver_id: Mapped[UUID | None]
    funding_line_id: Mapped[UUID | None] = mapped_column(ForeignKey("programme_funding_line.id"))
    residents: Mapped[int | None]


class CaseText(Model):
    """One version of one of the five cases; the highest number counts, none is changed."""

    __tablename__ = "case_text"
    __table_args__ = (UniqueConstraint("challenge_id", "part", "number"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    part: Mapped[CasePart] = mapped_column(one_of(CasePart))
    number: Mapped[int]
    words: Mapped[str]
    written_by_id: Mapped[UUID | None]
    written_at: Mapped[datetime]


class CaseOption(Model):
    """One option; at most one of a case is preferred."""

    __tablename__ = "case_option"
    __table_args__ = (
        CheckConstraint("one_off_p >= 0 AND yearly_p >= 0", name="costs_something"),
        Index(
            "uq_case_option_preferred",
            "challenge_id",
            unique=True,
            sqlite_where=text("is_preferred"),
            postgresql_where=text("is_preferred"),
        ),
        UniqueConstraint("challenge_id", "position"),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    position: Mapped[int]
    title: Mapped[str]
    words: Mapped[str]
    one_off_p: Mapped[int] = mapped_column(Pence)
    yearly_p: Mapped[int] = mapped_column(Pence)
    is_nothing: Mapped[bool]
    is_preferred: Mapped[bool] = mapped_column(default=False)
    written_by_id: Mapped[UUID | None]


class CaseBenefit(Model):
    """What gets better; ``measure`` is the name of a measure of success, which keeps its name."""

    __tablename__ = "case_benefit"
    __table_args__ = (UniqueConstraint("challenge_id", "position"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    position: Mapped[int]
    words: Mapped[str]
    measure: Mapped[str]
    written_by_id: Mapped[UUID | None]


def writers_of_case(session: Session, challenge_id: UUID) -> frozenset[UUID]:
    """Return everybody who wrote a text, an option or a benefit of a case."""
    asked = (
        select(table.written_by_id).where(table.challenge_id == challenge_id)
        for table in (CaseText, CaseOption, CaseBenefit)
    )
    found = {writer for each in asked for writer in session.scalars(each)}
    return frozenset(writer for writer in found if writer is not None)
