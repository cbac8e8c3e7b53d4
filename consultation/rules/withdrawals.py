"""Taking back what one has said: what its author may always do, and what then is left."""

from __future__ import annotations

from consultation.rules.comments import Lane
from consultation.rules.feedback import FeedbackStatus

NOTHING_LEFT = "-"
"""What stands in place of words that were erased; no page shows it."""


def keeps_words(lane: Lane) -> bool:
    """Tell whether the council keeps the words of a comment that was taken back.

    An informal comment is its author's and is erased. A formal one was received by the council as
    part of a decision: the public loses it, the file of the decision does not.
    """
    return lane is Lane.REPRESENTATION


def are_public(status: FeedbackStatus) -> bool:
    """Tell whether the words of a comment in this state can be shown to anybody but officers."""
    return status is not FeedbackStatus.WITHDRAWN
