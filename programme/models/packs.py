"""What is said about the items of a handover pack, and what the check of the chain found."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, one_of
from programme.rules.packs import Item


class PackItem(Model):
    """What a person says of one item: its words, or why it is not there."""

    __tablename__ = "pack_item"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    item: Mapped[Item] = mapped_column(one_of(Item), primary_key=True)
    words: Mapped[str]
    written_by_id: Mapped[UUID | None]
    written_at: Mapped[datetime]


class PackCheck(Model):
    """What the latest check of the council's event chain found, with its last digest."""

    __tablename__ = "pack_check"

    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), primary_key=True)
    chain_holds: Mapped[bool]
    head: Mapped[str]
    checked_at: Mapped[datetime]
