"""The queue of the desk: what is shown of it, and what each part of it holds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from consultation.rules.clock import WAITING
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus

MOST_CHOSEN = 100
"""Comments that one press of a button may change."""


class Show(StrEnum):
    """Which comments of the public the queue shows."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    RECEIVED = "received"
    BEING_CONSIDERED = "being_considered"
    ANSWERED = "answered"
    CLOSED = "closed"
    HELD = "held"
    HIDDEN = "hidden"


STATES: Mapping[Show, frozenset[FeedbackStatus]] = {
    Show.WAITING: WAITING,
    Show.OVERDUE: WAITING,
    Show.RECEIVED: frozenset({FeedbackStatus.RECEIVED}),
    Show.BEING_CONSIDERED: frozenset({FeedbackStatus.BEING_CONSIDERED}),
    Show.ANSWERED: frozenset({FeedbackStatus.ANSWERED}),
    Show.CLOSED: frozenset({FeedbackStatus.CLOSED}),
}
"""Part of the queue → where a comment in it stands; what is kept back may stand anywhere."""

KEPT_BACK: Mapping[Show, Moderation] = {
    Show.HELD: Moderation.HELD,
    Show.HIDDEN: Moderation.HIDDEN,
}
"""Part of the queue that only moderators see → what the moderator has decided."""


class Deed(StrEnum):
    """What can be done with several comments at once."""

    CONSIDER = "consider"
    JOIN = "join"
    REFER = "refer"
    HOLD = "hold"
