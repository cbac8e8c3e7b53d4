"""The answer clock: by which day a council has promised to answer what it was told.

A council sets its own targets in working days. The day on which something is said never counts;
it is the day that a London calendar shows, also in the nights in which clocks change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from consultation.rules.comments import Kind
from consultation.rules.feedback import FeedbackStatus
from foundation.base.clock import london_day
from foundation.base.working_days import MONDAY_TO_FRIDAY, working_days_after

TARGETS: Mapping[Kind, int] = {Kind.COMMENT: 20, Kind.QUESTION: 10, Kind.IDEA: 20}
"""Kind → working days within which a council answers that has set nothing else."""

WAITING = frozenset({FeedbackStatus.RECEIVED, FeedbackStatus.BEING_CONSIDERED})
"""States in which an answer is still owed."""


@dataclass(frozen=True, slots=True)
class Promise:
    """How soon a council answers.

    Args:
        week: the days on which it works, Monday = 1.
        days: kind of comment → working days.
    """

    week: frozenset[int] = MONDAY_TO_FRIDAY
    days: Mapping[Kind, int] = field(default_factory=lambda: TARGETS)


def promise(working_days: str, comment: int, question: int, idea: int) -> Promise:
    """Return what a council's settings promise; *working_days* are digits, Monday = 1."""
    week = frozenset(int(day) for day in working_days)
    return Promise(week, {Kind.COMMENT: comment, Kind.QUESTION: question, Kind.IDEA: idea})


def due_on(kind: Kind, said_at: datetime, promised: Promise) -> date:
    """Return the last day on which something of *kind*, said at *said_at*, is answered in time."""
    return working_days_after(london_day(said_at), promised.days[kind], promised.week)


def days_late(due: date | None, status: FeedbackStatus, today: date) -> int:
    """Return by how many days an answer is overdue, 0 where none is owed or it has time."""
    if due is None or status not in WAITING:
        return 0
    return max(0, (today - due).days)
