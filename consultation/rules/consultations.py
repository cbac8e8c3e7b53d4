"""The life of a consultation: what may follow what, and when it listens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict
from foundation.base.events import Event
from foundation.base.words import say


class ConsultationStatus(StrEnum):
    """Where a consultation stands."""

    DRAFT = "draft"
    AWAITING_SIGN_OFF = "awaiting_sign_off"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    CONSIDERING = "considering"
    REPORTED = "reported"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class ConsultationKind(StrEnum):
    """What people are asked about."""

    PLANNING_APPLICATION = "planning_application"
    LOCAL_PLAN = "local_plan"
    POLICY = "policy"
    SERVICE = "service"
    PLACE = "place"


TAKES_FORMAL = frozenset({ConsultationKind.PLANNING_APPLICATION, ConsultationKind.LOCAL_PLAN})
"""Kinds on which the law lets people comment formally, and comments may be taken late."""


OPENS_FORMAL = frozenset({ConsultationKind.PLANNING_APPLICATION})
"""Kinds on which giving a view begins in the formal lane; the other lane is one tap away."""


class PlanningDecision(StrEnum):
    """How a planning application ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_S = ConsultationStatus

NEXT: dict[ConsultationStatus, frozenset[ConsultationStatus]] = {
    _S.DRAFT: frozenset({_S.AWAITING_SIGN_OFF, _S.WITHDRAWN}),
    _S.AWAITING_SIGN_OFF: frozenset({_S.DRAFT, _S.SCHEDULED, _S.WITHDRAWN}),
    _S.SCHEDULED: frozenset({_S.DRAFT, _S.OPEN, _S.WITHDRAWN}),
    _S.OPEN: frozenset({_S.CLOSED, _S.WITHDRAWN}),
    _S.CLOSED: frozenset({_S.OPEN, _S.CONSIDERING, _S.WITHDRAWN}),
    _S.CONSIDERING: frozenset({_S.OPEN, _S.REPORTED, _S.WITHDRAWN}),
    _S.REPORTED: frozenset({_S.CONSIDERING, _S.DECIDED, _S.WITHDRAWN}),
    _S.DECIDED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
"""Closed and considering can open again: an amended plan is consulted on once more."""

LISTENING = frozenset({_S.SCHEDULED, _S.OPEN, _S.CLOSED, _S.CONSIDERING, _S.REPORTED})
"""States in which comments may be taken; in the last three only late ones."""

PUBLIC = frozenset(_S) - {_S.DRAFT, _S.AWAITING_SIGN_OFF, _S.SCHEDULED}
"""States in which anybody may read a consultation."""


class WhyNot(StrEnum):
    """Every way a contribution can be turned away; each has a sentence in ``web/labels.py``."""

    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    PARENT_NOT_VISIBLE = "parent_not_visible"
    NO_FORMAL_COMMENTS = "no_formal_comments"
    REPLY_IS_NOT_FORMAL = "reply_is_not_formal"
    HIDDEN_IS_NOT_FORMAL = "hidden_is_not_formal"
    TAKEN_BACK = "taken_back"
    ONLY_QUESTIONS = "only_questions"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NOT_OPEN_YET: say("This consultation has not opened yet."),
    WhyNot.CLOSED: say("This consultation has closed. Nothing more can be said in it."),
    WhyNot.WITHDRAWN: say("This consultation was withdrawn."),
    WhyNot.PARENT_NOT_VISIBLE: say("What you answer to cannot be seen any more."),
    WhyNot.NO_FORMAL_COMMENTS: say("This consultation takes informal comments only."),
    WhyNot.REPLY_IS_NOT_FORMAL: say("A reply cannot be a formal comment. Send one of its own."),
    WhyNot.HIDDEN_IS_NOT_FORMAL: say("A hidden comment cannot become a formal one."),
    WhyNot.TAKEN_BACK: say("This comment was taken back. It cannot become a formal one."),
    WhyNot.ONLY_QUESTIONS: say("This consultation takes answers to its questions, no comments."),
}


def turned_away(decision: Decision) -> Conflict:
    """Return the error that says why *decision*, whose reason is a ``WhyNot``, is a no."""
    reason = WhyNot(str(decision.reason))
    return Conflict(REFUSALS[reason], facts={"reason": reason.value})


@dataclass(frozen=True, slots=True)
class Window:
    """When a consultation listens: from *opens_at* up to, not including, *closes_at* (UTC).

    Where it *takes_late* comments, it goes on listening until it is decided.
    """

    status: ConsultationStatus
    opens_at: datetime | None
    closes_at: datetime | None
    takes_late: bool = False


def takes_late(kind: ConsultationKind, *, late_comments: bool) -> bool:
    """Tell whether a consultation of this kind listens after its last day, if its council does."""
    return late_comments and kind in TAKES_FORMAL


def window_of(found: Any) -> Window:  # noqa: ANN401  a row of any select that has these columns
    """Return when a consultation listens, from the columns of it and of its council."""
    late = takes_late(found.kind, late_comments=found.late_comments)
    return Window(found.status, found.opens_at, found.closes_at, late)


def may_comment(window: Window, now: datetime) -> Decision:
    """Decide whether anybody may say something at *now*.

    The instants decide, not the job that moves the state: a consultation closes to the second.
    """
    if window.status is _S.WITHDRAWN:
        return Decision(WhyNot.WITHDRAWN)
    if window.status not in LISTENING:
        return Decision(WhyNot.CLOSED if window.status in PUBLIC else WhyNot.NOT_OPEN_YET)
    if window.opens_at is None or now < window.opens_at:
        return Decision(WhyNot.NOT_OPEN_YET)
    if is_over(window, now) and not window.takes_late:
        return Decision(WhyNot.CLOSED)
    return YES


def is_over(window: Window, now: datetime) -> bool:
    """Tell whether the last day has passed: what is still taken at *now* is late."""
    if window.status not in {_S.SCHEDULED, _S.OPEN}:
        return True
    return window.closes_at is not None and now >= window.closes_at


def is_public(window: Window, now: datetime) -> bool:
    """Tell whether anybody may read a consultation at *now*."""
    if window.status in PUBLIC:
        return True
    return window.status is _S.SCHEDULED and window.opens_at is not None and now >= window.opens_at


@dataclass(frozen=True, slots=True)
class ConsultationMoved(Event):
    """A consultation passed from one state to the next."""

    kind: ClassVar[str] = "consultation.consultation.moved"
    before: ConsultationStatus
    after: ConsultationStatus


def move(
    consultation_id: UUID, before: ConsultationStatus, after: ConsultationStatus
) -> ConsultationMoved:
    """Return the event for moving a consultation.

    Raises:
        Conflict: *after* does not follow *before*.
    """
    if after not in NEXT[before]:
        was, wanted = (state.value.replace("_", " ") for state in (before, after))
        raise Conflict(
            say("A consultation that is {was} cannot become {wanted}.", was=was, wanted=wanted)
        )
    return ConsultationMoved(consultation_id, before, after)
