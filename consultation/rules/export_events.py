"""What is exported, and by whom; ids and enum values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from consultation.rules.exports import ExportFormat
from foundation.base.events import Event


@dataclass(frozen=True, slots=True)
class ExportTaken(Event):
    """Somebody of the council took a copy of a consultation out of the house."""

    kind: ClassVar[str] = "consultation.export.taken"
    consultation_id: UUID
    format: ExportFormat


@dataclass(frozen=True, slots=True)
class ArchiveAsked(Event):
    """Somebody asked for one file for each formal comment."""

    kind: ClassVar[str] = "consultation.export.archive_asked"
    consultation_id: UUID
