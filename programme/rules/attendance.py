"""Who came to a session, on both sides of the table, and who is about to be lost.

Source: programme-field.md §2.3 (Attendance) and §2.5 (retention). What nobody has written down
counts neither as there nor as absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say


class Came(StrEnum):
    """What is known of somebody at a session."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    ATTENDED = "attended"
    PARTIAL = "partial"
    ABSENT = "absent"
    EXCUSED = "excused"


_C = Came

MARKS = (_C.ATTENDED, _C.PARTIAL, _C.EXCUSED, _C.ABSENT)
"""What can be written down once a session has begun; each can be put right later."""

THERE = frozenset({_C.ATTENDED, _C.PARTIAL})
COUNTED = THERE | {_C.ABSENT}
"""Who was excused is left out of every share."""

_AHEAD = frozenset({_C.ACCEPTED, _C.EXCUSED})

NEXT: dict[Came, frozenset[Came]] = {
    _C.INVITED: frozenset({_C.ACCEPTED, *MARKS}),
    _C.ACCEPTED: frozenset(MARKS),
    **{mark: frozenset(MARKS) - {mark} for mark in MARKS},
}
"""State → the states that may follow it."""

LATE_DAYS = 7
"""Days that a milestone may be late before its firm is at risk."""


class WhyNot(StrEnum):
    """Why something is not written down."""

    NO_SUCH_STEP = "no_such_step"
    NOT_BEGUN = "not_begun"
    NOT_ASKED = "not_asked"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("That does not follow from what is written down."),
    WhyNot.NOT_BEGUN: say("The session has not begun. Who came is written down from then on."),
    WhyNot.NOT_ASKED: say("Somebody on the list was not asked to this session."),
}


@dataclass(frozen=True, slots=True)
class SessionPlanned(Event):
    """A session of a cohort was put into its plan."""

    kind: ClassVar[str] = "programme.cohort_session.planned"
    cohort_id: UUID


@dataclass(frozen=True, slots=True)
class AttendanceTaken(Event):
    """It was written down who came to a session."""

    kind: ClassVar[str] = "programme.cohort_session.taken"
    cohort_id: UUID


class Risk(StrEnum):
    """Why somebody may be lost."""

    ABSENT = "absent"
    TWICE_NOT_WHOLE = "twice_not_whole"
    LATE = "late"


RISKS: dict[Risk, str] = {
    Risk.ABSENT: say("Absent, no word. Call today."),
    Risk.TWICE_NOT_WHOLE: say("Not there for the whole of the last two sessions."),
    Risk.LATE: say("A milestone is more than a week late."),
}


def may_mark(before: Came, after: Came, *, starts_at: datetime, now: datetime) -> Decision:
    """Decide whether somebody's attendance may become *after*; the same again is nothing new."""
    if after is before:
        return YES
    if after not in NEXT[before]:
        return Decision(WhyNot.NO_SUCH_STEP)
    if after not in _AHEAD and now < starts_at:
        return Decision(WhyNot.NOT_BEGUN)
    return YES


def risk_of(marks: Sequence[Came], late_days: int = 0) -> Risk | None:
    """Return why somebody may be lost, or None.

    Args:
        marks: what was written down, the first session first.
        late_days: by how much the latest of their open milestones is late.
    """
    taken = [mark for mark in marks if mark in MARKS]
    if taken and taken[-1] is _C.ABSENT:
        return Risk.ABSENT
    if len(taken) > 1 and _C.ATTENDED not in taken[-2:] and _C.EXCUSED not in taken[-2:]:
        return Risk.TWICE_NOT_WHOLE
    return Risk.LATE if late_days > LATE_DAYS else None


def percent_there(marks: Sequence[Came]) -> int | None:
    """Return how many in 100 counted seats were filled, rounded down; None where none counts."""
    counted = [mark for mark in marks if mark in COUNTED]
    if not counted:
        return None
    return 100 * sum(mark in THERE for mark in counted) // len(counted)


def of_a_week(marks: Sequence[Came]) -> Came | None:
    """Return what one cell says of all the sessions of a week; None where nothing is known."""
    taken = [mark for mark in marks if mark in MARKS]
    if not taken:
        return None
    counted = [mark for mark in taken if mark in COUNTED]
    if not counted:
        return _C.EXCUSED
    if all(mark is _C.ATTENDED for mark in counted):
        return _C.ATTENDED
    return _C.PARTIAL if any(mark in THERE for mark in counted) else _C.ABSENT
