"""What happens to the figures of who was heard; no event holds an answer of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.base.events import Event


@dataclass(frozen=True, slots=True)
class BenchmarksLoaded(Event):
    """Counts of a census were put in place; the subject is the council."""

    kind: ClassVar[str] = "consultation.benchmarks.loaded"
    counts: int


@dataclass(frozen=True, slots=True)
class TraitsChosen(Event):
    """It was decided which questions about people a consultation asks."""

    kind: ClassVar[str] = "consultation.reach.chosen"
    consultation_id: UUID
    traits: int


@dataclass(frozen=True, slots=True)
class ReachReleased(Event):
    """New figures of who was heard were published; the subject's id is made of them."""

    kind: ClassVar[str] = "consultation.reach.released"
    consultation_id: UUID
    number: int
    is_final: bool


@dataclass(frozen=True, slots=True)
class QuarterPooled(Event):
    """The consultations of a quarter were counted together; the subject is the council."""

    kind: ClassVar[str] = "consultation.reach.pooled"
    year: int
    quarter: int
    consultations: int
    pools: int
