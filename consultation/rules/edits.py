"""Changing what one has said: until when nobody need know, and who may at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from consultation.rules.comments import Moderation, Speaker
from consultation.rules.feedback import FeedbackStatus
from foundation.base.decisions import YES, Decision
from foundation.base.words import say

SILENT_FOR = timedelta(minutes=30)
"""How long a slip can be put right without a trace, while nobody has reacted to it."""


class WhyNotEdit(StrEnum):
    """Why the words of a comment stay as they are."""

    NOT_YOURS = "not_yours"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"
    CLOSED = "closed"


REFUSALS: dict[WhyNotEdit, str] = {
    WhyNotEdit.NOT_YOURS: say("Only who wrote this can change it."),
    WhyNotEdit.WITHDRAWN: say("This comment was taken back. It cannot be changed."),
    WhyNotEdit.HIDDEN: say("A moderator has hidden this comment. Write to the council about it."),
    WhyNotEdit.CLOSED: say("Comments are closed. What was said stays as it is."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as far as changing it goes.

    Args:
        is_listening: whether its consultation takes comments now.
        reactions: how many replied, agreed or answered.
    """

    speaker: Speaker
    status: FeedbackStatus
    moderation: Moderation
    is_listening: bool
    posted_at: datetime
    version: int
    reactions: int


def may_edit(said: Said) -> Decision:
    """Decide whether the author of *said* may change its words."""
    if said.speaker is not Speaker.PUBLIC:
        return Decision(WhyNotEdit.NOT_YOURS)
    if said.status is FeedbackStatus.WITHDRAWN:
        return Decision(WhyNotEdit.WITHDRAWN)
    if said.moderation is Moderation.HIDDEN:
        return Decision(WhyNotEdit.HIDDEN)
    return YES if said.is_listening else Decision(WhyNotEdit.CLOSED)


def is_silent(said: Said, now: datetime) -> bool:
    """Tell whether a change made at *now* leaves no earlier version behind.

    Nobody's answer or agreement is ever left standing below words that they never read.
    """
    untouched = said.version == 1 and not said.reactions
    return (
        untouched and said.status is FeedbackStatus.RECEIVED and now < said.posted_at + SILENT_FOR
    )
