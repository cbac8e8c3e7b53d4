"""The feedback loop: what may follow what after a resident has spoken.

Source: DIPS Planning challenge brief (residents hear what became of what they said); no step is
ever skipped, so that each one can be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.errors import Conflict
from foundation.base.events import Event


class FeedbackStatus(StrEnum):
    """Where a comment stands, as its author sees it."""

    RECEIVED = "received"
    BEING_CONSIDERED = "being_considered"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


NEXT: dict[FeedbackStatus, frozenset[FeedbackStatus]] = {
    FeedbackStatus.RECEIVED: frozenset({FeedbackStatus.BEING_CONSIDERED, FeedbackStatus.WITHDRAWN}),
    FeedbackStatus.BEING_CONSIDERED: frozenset(
        {FeedbackStatus.ANSWERED, FeedbackStatus.CLOSED, FeedbackStatus.WITHDRAWN}
    ),
    FeedbackStatus.ANSWERED: frozenset(
        {FeedbackStatus.BEING_CONSIDERED, FeedbackStatus.CLOSED, FeedbackStatus.WITHDRAWN}
    ),
    FeedbackStatus.CLOSED: frozenset({FeedbackStatus.BEING_CONSIDERED, FeedbackStatus.WITHDRAWN}),
    FeedbackStatus.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True, slots=True)
class FeedbackMoved(Event):
    """A comment took one step along the loop."""

    kind: ClassVar[str] = "consultation.feedback.moved"
    consultation_id: UUID
    before: FeedbackStatus
    after: FeedbackStatus


def step(before: FeedbackStatus, after: FeedbackStatus) -> None:
    """Agree that *after* may follow *before*.

    Raises:
        Conflict: it may not.
    """
    if after not in NEXT[before]:
        raise Conflict(f"A comment that is {words(before)} cannot become {words(after)}.")


def way(before: FeedbackStatus, after: FeedbackStatus) -> tuple[FeedbackStatus, ...]:
    """Return the fewest steps that lead from *before* to *after*, none skipped.

    Raises:
        Conflict: no steps lead there.
    """
    ways: dict[FeedbackStatus, tuple[FeedbackStatus, ...]] = {before: ()}
    ahead = [before]
    for state in ahead:
        for new in sorted(NEXT[state] - ways.keys() - {FeedbackStatus.WITHDRAWN}):
            ways[new] = (*ways[state], new)
            ahead.append(new)
    if after not in ways:
        step(before, after)
    return ways[after]


def steps_to_answer(before: FeedbackStatus) -> tuple[FeedbackStatus, ...]:
    """Return the steps by which an answer takes a comment from *before* to answered.

    Raises:
        Conflict: a comment in this state cannot be answered.
    """
    if before is FeedbackStatus.WITHDRAWN:
        raise Conflict("This comment was withdrawn by its author. It cannot be answered.")
    return way(before, FeedbackStatus.ANSWERED)


def words(status: FeedbackStatus) -> str:
    """Return *status* as it stands in a sentence."""
    return status.value.replace("_", " ")
