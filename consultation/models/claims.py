"""Claims that go round, each version of what is known, and which comments cite them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.claims import ClaimState, Verdict
from foundation.base.db import Model, key, one_of


class Claim(Model):
    """One claim, numbered for good within its consultation; never deleted.

    ``heard`` is what a resident asked to have checked, which only the desk reads. ``shown`` is the
    number of the version that is public, None while there is none.
    """

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    heard: Mapped[str | None]
    shown: Mapped[int | None]
    made_at: Mapped[datetime]


class ClaimVersion(Model):
    """One version; a later one that is published corrects those before it.

    ``revision`` grows with each saved change. ``writers`` are the ids of all who wrote some of it.
    ``sources`` are pairs of words and address. ``is_material`` means that those who were told
    before have to hear of it.
    """

    __tablename__ = "claim_version"
    __table_args__ = (
        UniqueConstraint("claim_id", "number"),
        CheckConstraint("(state = 'published') = (published_at IS NOT NULL)", name="says_when"),
    )

    id: Mapped[UUID] = key()
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    number: Mapped[int]
    state: Mapped[ClaimState] = mapped_column(one_of(ClaimState), default=ClaimState.DRAFT)
    revision: Mapped[int]
    claim: Mapped[str]
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict))
    fact: Mapped[str]
    checked_by: Mapped[str]
    due_on: Mapped[date | None]
    sources: Mapped[Any] = mapped_column(JSON)
    is_material: Mapped[bool] = mapped_column(default=False)
    writers: Mapped[Any] = mapped_column(JSON)
    saved_at: Mapped[datetime]
    looked_at_by_id: Mapped[UUID | None]
    published_at: Mapped[datetime | None]


class Citation(Model):
    """A comment that says what a claim says, put beside it by a person."""

    __tablename__ = "claim_citation"
    __table_args__ = (Index("ix_claim_citation_comment", "comment_id"),)

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID | None]
