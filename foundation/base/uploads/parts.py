"""What comes out when a file is made anew, or why nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WhyUnreadable(StrEnum):
    """Why a file could not be made anew."""

    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    LOCKED = "locked"
    ACTIVE = "active"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_HARD = "too_hard"


class Unreadable(Exception):
    """A file is not taken as it is."""

    def __init__(self, reason: WhyUnreadable) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Part:
    """One file made anew; a document has no size in pixels."""

    content: bytes
    width: int | None = None
    height: int | None = None
