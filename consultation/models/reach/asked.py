"""Which questions about people a consultation asks, and of which wards it hopes to hear."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.reach.traits import Trait
from foundation.base.db import Model, one_of


class AskedTrait(Model):
    """One question that is asked, and why: data protection law wants a reason for each."""

    __tablename__ = "asked_trait"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    trait: Mapped[Trait] = mapped_column(one_of(Trait), primary_key=True)
    reason: Mapped[str]


class CatchmentWard(Model):
    """One of the wards whose residents a consultation is about."""

    __tablename__ = "catchment_ward"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("ward.id"), primary_key=True)
