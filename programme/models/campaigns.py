"""Campaigns, and each firm that one reached."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.campaigns import Channel
from programme.rules.firms import FirmSize
from programme.rules.programmes import Origin


class Campaign(Model):
    """One way by which firms are told of the challenges of a programme."""

    __tablename__ = "campaign"
    __table_args__ = (
        Index("ix_campaign_programme", "programme_id", "starts_on"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    title: Mapped[str]
    channel: Mapped[Channel] = mapped_column(one_of(Channel))
    run_by: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    note: Mapped[str]
    origin: Mapped[Origin] = mapped_column(one_of(Origin))
    made_at: Mapped[datetime]


class OutreachContact(Model):
    """One firm that was told. Its address is kept as a keyed digest, or not known at all.

    ``origin`` says how we know which challenge, size and steps it had; that it was told at all is
    as well known as its campaign.
    """

    __tablename__ = "outreach_contact"
    __table_args__ = (
        UniqueConstraint("campaign_id", "email_digest"),
        Index("ix_outreach_contact_challenge", "challenge_id"),
        Index("ix_outreach_contact_firm", "firm_id"),
        Index("ix_outreach_contact_digest", "email_digest"),
        CheckConstraint("opened_at >= contacted_at", name="opened_after_contact"),
    )

    id: Mapped[UUID] = key()
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenge.id"))
    email_digest: Mapped[str | None]
    size: Mapped[FirmSize] = mapped_column(one_of(FirmSize))
    contacted_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    registered_at: Mapped[datetime | None]
    firm_id: Mapped[UUID | None] = mapped_column(ForeignKey("firm.id"))
    origin: Mapped[Origin] = mapped_column(one_of(Origin))
