"""The pathways of a programme: rows made from a template, its own from then on."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.challenges import PathwayKind
from programme.rules.stages import GateCode, Stage


class Pathway(Model):
    """One way from a problem to a contract."""

    __tablename__ = "pathway"
    __table_args__ = (UniqueConstraint("programme_id", "kind"),)

    id: Mapped[UUID] = key()
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[PathwayKind] = mapped_column(one_of(PathwayKind))
    title: Mapped[str]


class PathwayStep(Model):
    """One step: the gate in front of it and what it leaves behind."""

    __tablename__ = "pathway_step"
    __table_args__ = (
        UniqueConstraint("pathway_id", "position"),
        UniqueConstraint("pathway_id", "gate"),
    )

    id: Mapped[UUID] = key()
    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathway.id"))
    position: Mapped[int]
    title: Mapped[str]
    meaning: Mapped[str]
    stage: Mapped[Stage] = mapped_column(one_of(Stage))
    gate: Mapped[GateCode | None] = mapped_column(one_of(GateCode))
    artefact: Mapped[str]
    seed_words: Mapped[str | None]
