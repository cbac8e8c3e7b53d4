"""The life of a firm's submission, and who may do what to it until when.

Source: programme-field.md §2.4. "Reopened" and "reinstated" are moves, not states of their own:
back to draft before the deadline, and back among those submitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.windows import has_passed
from questions.rules.forms import Owner


class SubmissionState(StrEnum):
    """Where a submission stands."""

    DRAFT = "draft"
    READY = "ready"
    AWAITING_SIGN_OFF = "awaiting_sign_off"
    SUBMITTED = "submitted"
    INELIGIBLE = "ineligible"
    INELIGIBLE_INFORMED = "ineligible_informed"
    UNDER_ASSESSMENT = "under_assessment"
    MATCHED = "matched"
    RESERVE = "reserve"
    UNSUCCESSFUL = "unsuccessful"
    INFORMED = "informed"
    WITHDRAWN = "withdrawn"


_S = SubmissionState

NEXT: dict[SubmissionState, frozenset[SubmissionState]] = {
    _S.DRAFT: frozenset({_S.READY, _S.WITHDRAWN}),
    _S.READY: frozenset({_S.DRAFT, _S.AWAITING_SIGN_OFF, _S.WITHDRAWN}),
    _S.AWAITING_SIGN_OFF: frozenset({_S.DRAFT, _S.SUBMITTED, _S.WITHDRAWN}),
    _S.SUBMITTED: frozenset({_S.DRAFT, _S.INELIGIBLE, _S.UNDER_ASSESSMENT, _S.WITHDRAWN}),
    _S.INELIGIBLE: frozenset({_S.INELIGIBLE_INFORMED, _S.WITHDRAWN}),
    _S.INELIGIBLE_INFORMED: frozenset({_S.SUBMITTED, _S.WITHDRAWN}),
    _S.UNDER_ASSESSMENT: frozenset({_S.MATCHED, _S.RESERVE, _S.UNSUCCESSFUL, _S.WITHDRAWN}),
    _S.MATCHED: frozenset({_S.INFORMED, _S.WITHDRAWN}),
    _S.RESERVE: frozenset({_S.MATCHED, _S.INFORMED, _S.WITHDRAWN}),
    _S.UNSUCCESSFUL: frozenset({_S.INFORMED, _S.WITHDRAWN}),
    _S.INFORMED: frozenset({_S.WITHDRAWN}),
    _S.WITHDRAWN: frozenset(),
}
"""State → the states that may follow it."""

BY_THE_DEADLINE = frozenset({_S.DRAFT, _S.READY, _S.AWAITING_SIGN_OFF, _S.SUBMITTED})
"""States that a firm's own people bring a submission to, and only until the deadline."""

SENT = frozenset(_S) - {_S.DRAFT, _S.READY, _S.AWAITING_SIGN_OFF, _S.WITHDRAWN}
"""States in which the council may read a submission."""

OUT = frozenset({_S.INELIGIBLE, _S.INELIGIBLE_INFORMED})
"""States into which the formal check puts what it does not let through."""

SCORED = SENT - OUT
"""States in which a submission counts in an assessment round."""

AS_TOLD = {
    _S.INELIGIBLE: _S.SUBMITTED,
    _S.MATCHED: _S.UNDER_ASSESSMENT,
    _S.RESERVE: _S.UNDER_ASSESSMENT,
    _S.UNSUCCESSFUL: _S.UNDER_ASSESSMENT,
}
"""What a firm reads of its submission until the council tells it what it decided."""

FORMS_OF = "challenge"
"""The word under which the questions to firms are known to ``questions``."""


def form_owner(challenge_id: UUID) -> Owner:
    """Return whose form the questions to firms are."""
    return Owner(FORMS_OF, challenge_id)


class WhyNot(StrEnum):
    """Why something cannot be done to a submission."""

    NOT_OPEN_YET = "not_open_yet"
    TOO_LATE = "too_late"
    NOT_THERE = "not_there"
    SAME_PERSON = "same_person"
    FIXED = "fixed"
    NOT_CHECKABLE = "not_checkable"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NOT_OPEN_YET: say("This challenge does not take submissions yet."),
    WhyNot.TOO_LATE: say("The deadline has passed. Nothing can be changed or sent any more."),
    WhyNot.NOT_THERE: say("This cannot be done with the submission as it is now."),
    WhyNot.SAME_PERSON: say("Somebody else than the person who certified it has to submit it."),
    WhyNot.FIXED: say("It is being signed off or was sent. Take it back to change it."),
    WhyNot.NOT_CHECKABLE: say("Only a submission that was sent can be checked."),
}


@dataclass(frozen=True, slots=True)
class Window:
    """From *opens_at* up to, not including, *closes_at* (UTC); to the microsecond."""

    opens_at: datetime | None
    closes_at: datetime | None


def may_move(
    before: SubmissionState, after: SubmissionState, window: Window, now: datetime
) -> Decision:
    """Decide whether a firm may bring its submission from one state to another at *now*."""
    if after not in NEXT[before]:
        return Decision(WhyNot.NOT_THERE)
    if after is _S.WITHDRAWN:
        return YES
    return in_time(window, now)


def in_time(window: Window, now: datetime) -> Decision:
    """Decide whether firms may write and send at *now*."""
    if window.opens_at is None or now < window.opens_at:
        return Decision(WhyNot.NOT_OPEN_YET)
    if window.closes_at is None or has_passed(window.closes_at, now):
        return Decision(WhyNot.TOO_LATE)
    return YES


def may_write(state: SubmissionState, window: Window, now: datetime) -> Decision:
    """Decide whether answers may be changed."""
    if state not in {_S.DRAFT, _S.READY}:
        return Decision(WhyNot.FIXED)
    return in_time(window, now)


def may_submit(
    state: SubmissionState,
    certified_by: UUID | None,
    who: UUID | None,
    window: Window,
    now: datetime,
) -> Decision:
    """Decide whether *who* may submit what *certified_by* has certified."""
    decision = may_move(state, _S.SUBMITTED, window, now)
    if not decision:
        return decision
    if state is not _S.AWAITING_SIGN_OFF:
        return Decision(WhyNot.NOT_THERE)
    if who is None or who == certified_by:
        return Decision(WhyNot.SAME_PERSON)
    return YES


def move(before: SubmissionState, after: SubmissionState) -> SubmissionState:
    """Return *after*, or refuse.

    Raises:
        Conflict: it does not follow *before*.
    """
    if after not in NEXT[before]:
        raise Conflict(REFUSALS[WhyNot.NOT_THERE], facts={"reason": WhyNot.NOT_THERE.value})
    return after


@dataclass(frozen=True, slots=True)
class SubmissionMoved(Event):
    """A submission went from one state to another."""

    kind: ClassVar[str] = "programme.submission.moved"
    challenge_id: UUID
    before: SubmissionState
    after: SubmissionState


@dataclass(frozen=True, slots=True)
class DeadlineExtended(Event):
    """Firms have more time; everybody is told."""

    kind: ClassVar[str] = "programme.challenge.extended"
    extension_id: UUID
