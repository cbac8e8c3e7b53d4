"""Writing marks: each with a reason, alone, and never again once they are locked.

Source: programme-field.md §4.3.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import says_something
from programme.rules.assessors import AT_WORK, OUT, AssignmentState
from programme.rules.conflicts import ConflictState, is_clear
from programme.rules.criteria import Criterion
from programme.rules.pathways import checked_reason
from programme.rules.rounds import AFTER_SCORING, RoundState


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on one criterion, or None where it does not apply; the firm reads the reason."""

    value: int | None
    reason: str


class WhyNot(StrEnum):
    """Why a mark is not written, a sheet not sent, or others' marks not shown."""

    LOCKED = "locked"
    NOT_OPEN = "not_open"
    NOT_AT_WORK = "not_at_work"
    MARK_MISSING = "mark_missing"
    REASON_MISSING = "reason_missing"
    NOTHING_APPLIES = "nothing_applies"
    OWN_NOT_IN = "own_not_in"
    NOT_ASSIGNED = "not_assigned"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.LOCKED: say("These scores were sent and are locked. They cannot be changed."),
    WhyNot.NOT_OPEN: say("Scoring is not open in this round."),
    WhyNot.NOT_AT_WORK: say("Start scoring first."),
    WhyNot.MARK_MISSING: say("Give every criterion a mark, or say that it does not apply."),
    WhyNot.REASON_MISSING: say("Give a reason for every mark. The firm will read it."),
    WhyNot.NOTHING_APPLIES: say("At least one criterion has to apply."),
    WhyNot.OWN_NOT_IN: say("You see what others gave once all your own scores are in."),
    WhyNot.NOT_ASSIGNED: say("You have no submission to score in this round."),
}


def may_write(
    state: AssignmentState,
    *,
    round_state: RoundState,
    conflict: ConflictState | None,
    locked_at: datetime | None,
) -> Decision:
    """Decide whether an assessor may write a mark of their own."""
    if locked_at is not None or state is AssignmentState.SUBMITTED:
        return Decision(WhyNot.LOCKED)
    if round_state is not RoundState.OPEN:
        return Decision(WhyNot.NOT_OPEN)
    clear = is_clear(conflict)
    if not clear:
        return clear
    return YES if state in AT_WORK else Decision(WhyNot.NOT_AT_WORK)


def is_complete(marks: Mapping[str, Mark], criteria: Sequence[Criterion]) -> Decision:
    """Decide whether a sheet says enough to be sent and locked."""
    if any(each.code not in marks for each in criteria):
        return Decision(WhyNot.MARK_MISSING)
    counted = [marks[each.code] for each in criteria]
    if not all(says_something(mark.reason) for mark in counted):
        return Decision(WhyNot.REASON_MISSING)
    if all(mark.value is None for mark in counted):
        return Decision(WhyNot.NOTHING_APPLIES)
    return YES


def may_see_others(own: Collection[AssignmentState], round_state: RoundState) -> Decision:
    """Decide whether an assessor may see others' marks: once *own*, all in the round, are in."""
    counted = [state for state in own if state not in OUT]
    if not counted:
        return Decision(WhyNot.NOT_ASSIGNED)
    if round_state in AFTER_SCORING or all(s is AssignmentState.SUBMITTED for s in counted):
        return YES
    return Decision(WhyNot.OWN_NOT_IN)


def checked_mark(draft: Mark, criterion: Criterion) -> Mark:
    """Return *draft* as it will be stored.

    Raises:
        Invalid: the mark is off the scale, or the reason says nothing or too much.
    """
    if draft.value is not None and not 0 <= draft.value <= criterion.top_mark:
        wrong = say("Choose a mark from 0 to {top}.", top=criterion.top_mark)
        raise Invalid(wrong, fields={"value": wrong})
    return replace(draft, reason=checked_reason(draft.reason))
