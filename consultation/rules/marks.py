"""The one sign by which a comment is known on the map and in the list."""

from __future__ import annotations

from enum import StrEnum

from consultation.rules.comments import Kind, Stance


class Mark(StrEnum):
    """What the drawing beside a comment says; each has a shape, a colour and a word."""

    SUPPORT = "support"
    SUPPORT_WITH_CHANGES = "support_with_changes"
    NEUTRAL = "neutral"
    OBJECT = "object"
    QUESTION = "question"
    IDEA = "idea"
    COMMENT = "comment"


def mark_of(kind: Kind, stance: Stance | None) -> Mark:
    """Return the sign of a comment: a question always shows as one, then the stance decides."""
    if kind is Kind.QUESTION or stance is None:
        return Mark(kind.value)
    return Mark(stance.value)
