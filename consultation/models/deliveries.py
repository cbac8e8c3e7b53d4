"""What was done about an issue after its outcome was told; a later number is where it stands."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.deliveries import Delivery
from foundation.base.db import Model, key, one_of


class IssueDelivery(Model):
    """One entry; nothing of it is changed later."""

    __tablename__ = "issue_delivery"
    __table_args__ = (UniqueConstraint("issue_id", "number"),)

    id: Mapped[UUID] = key()
    issue_id: Mapped[UUID] = mapped_column(ForeignKey("issue.id"))
    number: Mapped[int]
    delivery: Mapped[Delivery] = mapped_column(one_of(Delivery))
    words: Mapped[str]
    day: Mapped[date | None]
    url: Mapped[str | None]
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID | None]
