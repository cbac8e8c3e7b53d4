"""The identity store: addresses of people who want to be told, without any account.

What they follow stands elsewhere and knows them by a random id alone.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.accounts.rules.contacts import Medium
from foundation.base.db import Model, key, one_of


class Contact(Model):
    """One address at which somebody wants to be told; nobody is told before it is confirmed."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("authority_id", "medium", "address"),
        Index("ix_contact_waiting", "confirmed_at", "made_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    medium: Mapped[Medium] = mapped_column(one_of(Medium))
    address: Mapped[str]
    language: Mapped[str]
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class ContactAsk(Model):
    """How often one address was asked on one day whether it wants to be told.

    It outlives the contact: who is forgotten and named again is asked no more often.
    """

    __tablename__ = "contact_ask"

    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    address_digest: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    asks: Mapped[int]


class Letter(Model):
    """One letter that an officer prints and posts; ``reason`` lets it be written once.

    ``link`` is printed as a picture as well, for a phone to read.
    """

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_queue", "authority_id", "printed_at", "queued_at"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    reason: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    link: Mapped[str | None]
    queued_at: Mapped[datetime]
    printed_at: Mapped[datetime | None]
