"""Campaigns of a council, with how many firms each has reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.models.campaigns import Campaign, OutreachContact
from programme.rules.campaigns import Channel
from programme.rules.programmes import Origin


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign; *contacted* and *opened* count firms."""

    id: UUID
    title: str
    channel: Channel
    run_by: str
    starts_on: date
    ends_on: date | None
    note: str
    origin: Origin
    contacted: int
    opened: int


def campaigns_of(session: Session, authority_id: UUID) -> list[CampaignRow]:
    """Return the campaigns of a council, the latest first."""
    asked = (
        select(
            Campaign,
            func.count(OutreachContact.id).label("contacted"),
            func.count(OutreachContact.opened_at).label("opened"),
        )
        .outerjoin(OutreachContact, OutreachContact.campaign_id == Campaign.id)
        .where(Campaign.authority_id == authority_id)
        .group_by(Campaign.id)
        .order_by(Campaign.starts_on.desc(), Campaign.title)
    )
    return [
        CampaignRow(
            row.Campaign.id,
            row.Campaign.title,
            row.Campaign.channel,
            row.Campaign.run_by,
            row.Campaign.starts_on,
            row.Campaign.ends_on,
            row.Campaign.note,
            row.Campaign.origin,
            row.contacted,
            row.opened,
        )
        for row in session.execute(asked)
    ]
