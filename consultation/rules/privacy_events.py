"""What happens to people's own records; ids and numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from consultation.rules.privacy import RetentionClass
from foundation.base.events import Event


@dataclass(frozen=True, slots=True)
class RecordsHandedOut(Event):
    """Somebody was given all that is kept of them."""

    kind: ClassVar[str] = "consultation.privacy.handed_out"
    comments: int


@dataclass(frozen=True, slots=True)
class RecordsErased(Event):
    """What was kept of somebody was erased; the subject is the tombstone."""

    kind: ClassVar[str] = "consultation.privacy.erased"
    comments: int
    formal: int


@dataclass(frozen=True, slots=True)
class RetentionChosen(Event):
    """Somebody chose how many years a class is kept; the subject is the council."""

    kind: ClassVar[str] = "consultation.privacy.retention_chosen"
    class_: RetentionClass
    years: int


@dataclass(frozen=True, slots=True)
class RetentionSwept(Event):
    """Rows that had been kept long enough were dropped or cut loose; the subject is the run."""

    kind: ClassVar[str] = "consultation.privacy.swept"
    class_: RetentionClass
    rows: int
    consultation_id: UUID | None = None
