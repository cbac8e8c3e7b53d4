"""Awards of a challenge's contract, whose firms' names are out, and what came of it in the end."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.models.money import Pence
from programme.rules.outcomes import Reason, Result

_STANDS = text("cancelled_at IS NULL")


class Award(Model):
    """One award; ``value_p`` in hundredths of its ``currency``. At most one of them stands.

    ``named_at`` is when the firm's name became public.
    """

    __tablename__ = "award"
    __table_args__ = (
        CheckConstraint("value_p >= 0", name="worth_something"),
        CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_because IS NULL)", name="cancelled_with_reason"
        ),
        Index(
            "uq_award_stands",
            "challenge_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    number: Mapped[int]
    firm_id: Mapped[UUID | None] = mapped_column(ForeignKey("firm.id"))
    supplier: Mapped[str]
    company_number: Mapped[str]
    value_p: Mapped[int] = mapped_column(Pence)
    currency: Mapped[str]
    awarded_on: Mapped[date]
    summaries_on: Mapped[date | None]
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID | None]
    named_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_because: Mapped[str | None]


class FirmsNamed(Model):
    """Since when the names of the firms that were matched to a challenge are public."""

    __tablename__ = "firms_named"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    named_at: Mapped[datetime]
    named_by_id: Mapped[UUID | None]


class ChallengeOutcome(Model):
    """What came of a challenge; bought only where there is a contract."""

    __tablename__ = "challenge_outcome"
    __table_args__ = (
        CheckConstraint(
            "(result = 'procured') = (contract_id IS NOT NULL)", name="bought_by_contract"
        ),
    )

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    contract_id: Mapped[UUID | None] = mapped_column(ForeignKey("contract.id"))
    result: Mapped[Result] = mapped_column(one_of(Result))
    reason: Mapped[Reason] = mapped_column(one_of(Reason))
    words: Mapped[str]
    settled_at: Mapped[datetime]
    settled_by_id: Mapped[UUID | None]
