"""A cohort of matched firms: its weeks, who has a seat in it, and how a seat moves on.

Source: programme-field.md §2.4 (CohortMember) and §2.3; the pilot lost people on both sides, so
firms, council staff, executives and mentors each have seats.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import in_one_line, says_something

LONGEST_TITLE = 120
LONGEST_REASON = 300
MOST_WEEKS = 52


class Side(StrEnum):
    """From which side of the table somebody comes."""

    FIRM = "firm"
    COUNCIL = "council"
    EXECUTIVE = "executive"
    MENTOR = "mentor"


class SeatState(StrEnum):
    """Where a seat stands; *at risk* and back follows from attendance and milestones."""

    INVITED = "invited"
    ONBOARDED = "onboarded"
    ACTIVE = "active"
    AT_RISK = "at_risk"
    COMPLETED = "completed"
    DROPPED = "dropped"


_S = SeatState

NEXT: dict[SeatState, frozenset[SeatState]] = {
    _S.INVITED: frozenset({_S.ONBOARDED, _S.DROPPED}),
    _S.ONBOARDED: frozenset({_S.ACTIVE, _S.DROPPED}),
    _S.ACTIVE: frozenset({_S.AT_RISK, _S.COMPLETED, _S.DROPPED}),
    _S.AT_RISK: frozenset({_S.ACTIVE, _S.COMPLETED, _S.DROPPED}),
    _S.COMPLETED: frozenset(),
    _S.DROPPED: frozenset(),
}
"""State → the states that may follow it."""

HERE = frozenset({_S.INVITED, _S.ONBOARDED, _S.ACTIVE, _S.AT_RISK})
"""States in which somebody is still asked to sessions and told what others are told."""

STAYS = HERE | {_S.COMPLETED}
"""States of a seat whose firm shows what it built, or has shown it."""

BY_HAND = frozenset({_S.ONBOARDED, _S.COMPLETED, _S.DROPPED})
"""States that somebody sets; *active* and *at risk* follow from what happens."""


class WhyNot(StrEnum):
    """Why a seat stays as it is, or is not given."""

    NO_SUCH_STEP = "no_such_step"
    BY_ITSELF = "by_itself"
    NO_REASON = "no_reason"
    SEATED_ALREADY = "seated_already"
    FULL = "full"
    OVER = "over"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("That does not follow from where this seat stands now."),
    WhyNot.BY_ITSELF: say("This follows from attendance and milestones. Nobody sets it by hand."),
    WhyNot.NO_REASON: say("Say why they left, in words that they agreed to."),
    WhyNot.SEATED_ALREADY: say("They have a seat in this cohort already."),
    WhyNot.FULL: say("Three firms of this challenge have a seat. One has to leave first."),
    WhyNot.OVER: say("This cohort is over. Nothing can be added to it."),
}

MOST_FIRMS = 3
"""Firms of one challenge that can be in a cohort at a time, as many as can be matched."""


@dataclass(frozen=True, slots=True)
class CohortMade(Event):
    """A cohort was set up."""

    kind: ClassVar[str] = "programme.cohort.made"
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class SeatGiven(Event):
    """Somebody was asked to join a cohort."""

    kind: ClassVar[str] = "programme.cohort_seat.given"
    cohort_id: UUID
    side: Side


@dataclass(frozen=True, slots=True)
class SeatMoved(Event):
    """A seat went from one state to another."""

    kind: ClassVar[str] = "programme.cohort_seat.moved"
    cohort_id: UUID
    before: SeatState
    after: SeatState


@dataclass(frozen=True, slots=True)
class CohortDraft:
    """What a cohort is called, its launch day and its showcase day."""

    title: str
    starts_on: date | None
    ends_on: date | None


def checked_cohort(draft: CohortDraft) -> CohortDraft:
    """Return a cohort as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    title = in_one_line(draft.title)
    fields: dict[str, str] = {}
    if not says_something(title) or len(title) > LONGEST_TITLE:
        fields["title"] = say("Name the cohort in at most {most} characters.", most=LONGEST_TITLE)
    if draft.starts_on is None:
        fields["starts_on"] = say("Enter the launch day, such as 24 1 2027.")
    if draft.ends_on is None:
        fields["ends_on"] = say("Enter the day of the showcase, such as 27 3 2027.")
    elif draft.starts_on and not 0 < weeks_between(draft.starts_on, draft.ends_on) <= MOST_WEEKS:
        fields["ends_on"] = say("The showcase is after the launch, and within a year of it.")
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return CohortDraft(title, draft.starts_on, draft.ends_on)


def week_of(starts_on: date, day: date) -> int:
    """Return the week of a cohort in which a day lies; the launch day is in week 1."""
    return (day - starts_on).days // 7 + 1


def weeks_between(starts_on: date, ends_on: date) -> int:
    """Return in which week a cohort ends; 0 or less where that is before it begins."""
    return week_of(starts_on, ends_on) if ends_on > starts_on else 0


def may_move(before: SeatState, after: SeatState, reason: str = "") -> Decision:
    """Decide whether somebody may take a seat to another state; leaving needs a reason."""
    if after not in NEXT[before]:
        return Decision(WhyNot.NO_SUCH_STEP)
    if after not in BY_HAND:
        return Decision(WhyNot.BY_ITSELF)
    if after is _S.DROPPED and not says_something(reason):
        return Decision(WhyNot.NO_REASON)
    return YES


def may_seat(*, is_there: bool, firms: int, side: Side, is_over: bool) -> Decision:
    """Decide whether somebody may have a seat; *firms* of the same challenge have one now."""
    if is_over:
        return Decision(WhyNot.OVER)
    if is_there:
        return Decision(WhyNot.SEATED_ALREADY)
    if side is Side.FIRM and firms >= MOST_FIRMS:
        return Decision(WhyNot.FULL)
    return YES


def settled(state: SeatState, *, has_come: bool, is_at_risk: bool) -> SeatState:
    """Return where a seat stands by itself, once attendance is taken.

    Who comes for the first time is active from then on, and becomes so through being on board.
    """
    if state in {_S.INVITED, _S.ONBOARDED}:
        return _S.ACTIVE if has_come else state
    if state in {_S.ACTIVE, _S.AT_RISK}:
        return _S.AT_RISK if is_at_risk else _S.ACTIVE
    return state
