"""What an officer finds first: which consultation needs them today, and for what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from consultation.rules.access import Can
from consultation.rules.consultations import ConsultationStatus

SOON = timedelta(days=7)
"""Within which a consultation closes soon."""


class Need(StrEnum):
    """What waits for somebody, the most pressing first."""

    OVERDUE = "overdue"
    HELD = "held"
    SIGN_OFF = "sign_off"
    SECOND_LOOK = "second_look"
    STEP_LATE = "step_late"
    SET_UP = "set_up"
    REPORT = "report"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a consultation stands for one officer.

    *is_own*: the officer has worked on it; *has_written*: some of its words, or asked for the
    sign-off.
    """

    status: ConsultationStatus
    is_own: bool = False
    has_written: bool = False
    closes_at: datetime | None = None
    overdue: int = 0
    held: int = 0
    second_looks: int = 0
    late_step: date | None = None


May = Callable[[Can], bool]

_S = ConsultationStatus
BEING_WORKED_ON = frozenset({_S.CLOSED, _S.CONSIDERING})


def needs_of(standing: Standing, may: May) -> tuple[Need, ...]:
    """Return what the consultation needs of somebody with these rights, in the order of `Need`.

    Whoever wrote some of it does not sign it off.
    """
    status, signs = standing.status, may(Can.CONSULTATION_SIGN_OFF)
    waits = {
        Need.OVERDUE: standing.overdue > 0 and may(Can.ANSWER_WRITE),
        Need.HELD: standing.held > 0 and may(Can.COMMENT_MODERATE),
        Need.SIGN_OFF: status is _S.AWAITING_SIGN_OFF and signs and not standing.has_written,
        Need.SECOND_LOOK: standing.second_looks > 0 and may(Can.ENTRY_CHECK),
        Need.STEP_LATE: standing.late_step is not None and may(Can.CONSULTATION_WRITE),
        Need.SET_UP: status is _S.DRAFT and standing.is_own and may(Can.CONSULTATION_WRITE),
        Need.REPORT: status in BEING_WORKED_ON and standing.is_own and may(Can.REPORT_WRITE),
        Need.DECISION: status is _S.REPORTED and may(Can.CONSULTATION_WRITE),
    }
    return tuple(need for need in Need if waits[need])


def closes_soon(standing: Standing, now: datetime) -> bool:
    """Tell whether it is open for a week at most."""
    if standing.status is not _S.OPEN or standing.closes_at is None:
        return False
    return now < standing.closes_at <= now + SOON
