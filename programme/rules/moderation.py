"""Talking about marks that lie apart: what is agreed stands beside the originals, with a reason.

Source: programme-field.md §4.3 and §4.4.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.criteria import Criterion
from programme.rules.marks import Mark, checked_mark
from programme.rules.rounds import RoundState
from programme.rules.spreads import Flag


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a talk came to: a mark, or None to leave the marks as scored; always with a reason."""

    submission_id: UUID
    code: str
    agreed: int | None
    reason: str
    present: frozenset[UUID]


class WhyNot(StrEnum):
    """Why nothing can be agreed."""

    NOT_IN_MODERATION = "not_in_moderation"
    NOT_THE_CHAIR = "not_the_chair"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NOT_IN_MODERATION: say("Marks are agreed after scoring is closed, in moderation."),
    WhyNot.NOT_THE_CHAIR: say("Only the chair records what was agreed."),
}


@dataclass(frozen=True, slots=True)
class TalkRecorded(Event):
    """What a talk about marks came to was written down."""

    kind: ClassVar[str] = "programme.moderation.recorded"
    submission_id: UUID


def may_settle(round_state: RoundState, *, is_chair: bool) -> Decision:
    """Decide whether the outcome of a talk may be recorded."""
    if round_state is not RoundState.MODERATION:
        return Decision(WhyNot.NOT_IN_MODERATION)
    return YES if is_chair else Decision(WhyNot.NOT_THE_CHAIR)


def checked_settlement(draft: Settlement, criterion: Criterion, assessors: Set[UUID]) -> Settlement:
    """Return *draft* as it will be stored; *assessors* are those who scored the submission.

    Raises:
        Invalid: the mark is off the scale, the reason says nothing, or too few were there.
    """
    reason = checked_mark(Mark(draft.agreed, draft.reason), criterion).reason
    if len(draft.present & assessors) < min(2, len(assessors)):
        wrong = say("Say who was there: at least two of those who scored it.")
        raise Invalid(wrong, fields={"present": wrong})
    return replace(draft, reason=reason)


def unsettled(flags: Sequence[Flag], settlements: Collection[Settlement]) -> tuple[Flag, ...]:
    """Return the flags on criteria that no talk was recorded about.

    A flag on totals settles itself: there is no mark to agree on.
    """
    talked = {(each.submission_id, each.code) for each in settlements}
    return tuple(
        flag for flag in flags if flag.code and (flag.submission_id, flag.code) not in talked
    )
