"""Things that have happened, as rules describe them.

An event holds ids, numbers, dates and enum values, never a name or a person's words, so that
erasing somebody never breaks the trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened; children are named in the past tense.

    ``kind`` reads ``feature.noun.happened``; ``subject_id`` is what it happened to.
    """

    kind: ClassVar[str]
    subject_id: UUID
