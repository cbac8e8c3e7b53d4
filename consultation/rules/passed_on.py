"""A councillor passes a resident's question on to the desk, without taking a side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from consultation.rules.comments import Channel
from foundation.base.events import Event

CHANNELS = (Channel.EMAIL, Channel.PHONE, Channel.LETTER, Channel.SESSION)
"""How a question can have reached a councillor."""


@dataclass(frozen=True, slots=True)
class QuestionPassedOn(Event):
    """A councillor gave the desk a question that a resident had asked them."""

    kind: ClassVar[str] = "consultation.question.passed_on"
    consultation_id: UUID
    channel: Channel
