"""What happens to forms; who owns a form knows what that means to its readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.base.events import Event


@dataclass(frozen=True, slots=True)
class FormFrozen(Event):
    """A version can be answered from now on, and changed no more."""

    kind: ClassVar[str] = "questions.form.frozen"
    owner_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class QuestionRetired(Event):
    """A question is no longer asked; its answers stay."""

    kind: ClassVar[str] = "questions.question.retired"
    owner_id: UUID
    question_id: UUID
