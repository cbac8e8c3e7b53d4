"""What happens while a consultation is set up; ids and enum values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from consultation.rules.events import ConsultationChanged, ConsultationMade
from consultation.rules.plans import Origin, Task
from foundation.base.events import Event


@dataclass(frozen=True, slots=True)
class PlanChanged(Event):
    """Who is to be heard, or the note on equality, was written."""

    kind: ClassVar[str] = "consultation.plan.changed"
    consultation_id: UUID


@dataclass(frozen=True, slots=True)
class PlanStarted(Event):
    """A consultation was started from a template or from an earlier one."""

    kind: ClassVar[str] = "consultation.plan.started"
    consultation_id: UUID
    origin: Origin
    copied_from_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TaskFinished(Event):
    """A task of setting up was saved or finished."""

    kind: ClassVar[str] = "consultation.plan.task_finished"
    consultation_id: UUID
    task: Task


AUTHORED = (ConsultationMade, ConsultationChanged, PlanChanged)
"""What somebody who wrote some of a consultation has done."""
