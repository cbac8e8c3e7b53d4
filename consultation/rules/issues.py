"""An issue: what several people say, numbered for good, and what may be done with it when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.words import in_one_line, says_something
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict, Invalid
from foundation.base.events import Event

LONGEST_TITLE = 120
MOST_AT_ONCE = 500
"""Points that one press of a button may move."""


class IssueStatus(StrEnum):
    """Where an issue stands; settled means that an outcome is written down."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"
    MERGED = "merged"


class Deed(StrEnum):
    """What was done with an issue; nothing of it is ever deleted."""

    MADE = "made"
    JOINED = "joined"
    LEFT = "left"
    MERGED = "merged"
    SPLIT = "split"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    SETTLED = "settled"
    TOLD = "told"
    REOPENED = "reopened"
    UNDONE = "undone"


class WhyNot(StrEnum):
    """Every way in which something with issues is refused."""

    ANOTHER_CONSULTATION = "another_consultation"
    ITSELF = "itself"
    MERGED_AWAY = "merged_away"
    IS_SETTLED = "is_settled"
    NOTHING_LEFT = "nothing_left"
    NOT_UNDOABLE = "not_undoable"
    UNDONE_ALREADY = "undone_already"
    MOVED_ON = "moved_on"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.ANOTHER_CONSULTATION: "Both have to belong to the same consultation.",
    WhyNot.ITSELF: "Choose another issue: this is the same one.",
    WhyNot.MERGED_AWAY: "This issue was joined to another one. Work on that one, or undo it first.",
    WhyNot.IS_SETTLED: "The outcome of this issue is written down. Reopen it first.",
    WhyNot.NOTHING_LEFT: "Leave at least one point in the issue, or join it to another one.",
    WhyNot.NOT_UNDOABLE: "This cannot be undone: people have been told.",
    WhyNot.UNDONE_ALREADY: "This was undone before.",
    WhyNot.MOVED_ON: "Some of these points have moved on since. Undo the later step first.",
}

_S = IssueStatus

NEXT: dict[IssueStatus, frozenset[IssueStatus]] = {
    _S.OPEN: frozenset({_S.ANSWERED, _S.SETTLED, _S.MERGED}),
    _S.ANSWERED: frozenset({_S.OPEN, _S.SETTLED, _S.MERGED}),
    _S.SETTLED: frozenset({_S.OPEN}),
    _S.MERGED: frozenset({_S.OPEN, _S.ANSWERED}),
}
"""Settled leads back to open with a reason; merged to where it stood, when that is undone."""

UNDOABLE = frozenset({Deed.JOINED, Deed.LEFT, Deed.MERGED, Deed.SPLIT})
"""Deeds that only move points between issues."""


@dataclass(frozen=True, slots=True)
class IssueChanged(Event):
    """Something was done with an issue; *step_id* says what, *other_id* with which other."""

    kind: ClassVar[str] = "consultation.issue.changed"
    consultation_id: UUID
    deed: Deed
    step_id: UUID
    other_id: UUID | None
    before: IssueStatus
    after: IssueStatus


def step(before: IssueStatus, after: IssueStatus) -> None:
    """Agree that *after* may follow *before*.

    Raises:
        Conflict: it may not.
    """
    if after not in NEXT[before]:
        raise Conflict(f"An issue that is {before.value} cannot become {after.value}.")


def may_merge(
    one: IssueStatus, other: IssueStatus, *, same: bool, same_consultation: bool
) -> Decision:
    """Decide whether issue *one* may go into *other*."""
    if same:
        return Decision(WhyNot.ITSELF)
    if not same_consultation:
        return Decision(WhyNot.ANOTHER_CONSULTATION)
    if _S.MERGED in {one, other}:
        return Decision(WhyNot.MERGED_AWAY)
    return Decision(WhyNot.IS_SETTLED) if one is _S.SETTLED else YES


def may_take(status: IssueStatus) -> Decision:
    """Decide whether points may join an issue; in a settled one they share its outcome."""
    return Decision(WhyNot.MERGED_AWAY) if status is _S.MERGED else YES


def may_lose(status: IssueStatus, points: int, leaving: int) -> Decision:
    """Decide whether *leaving* of its *points* may leave an issue."""
    if status is _S.MERGED:
        return Decision(WhyNot.MERGED_AWAY)
    if status is _S.SETTLED:
        return Decision(WhyNot.IS_SETTLED)
    return YES if leaving < points else Decision(WhyNot.NOTHING_LEFT)


def may_undo(deed: Deed, *, is_undone: bool, has_moved_on: bool) -> Decision:
    """Decide whether a deed may be taken back."""
    if deed not in UNDOABLE:
        return Decision(WhyNot.NOT_UNDOABLE)
    if is_undone:
        return Decision(WhyNot.UNDONE_ALREADY)
    return Decision(WhyNot.MOVED_ON) if has_moved_on else YES


def checked_title(title: str) -> str:
    """Return the title of an issue as it is kept.

    Raises:
        Invalid: it says nothing, or far too much.
    """
    title = in_one_line(title[: 4 * LONGEST_TITLE])
    if not says_something(title):
        raise _wrong("Give the issue a title in the words that residents use.")
    if len(title) > LONGEST_TITLE:
        raise _wrong(f"Shorten the title to at most {LONGEST_TITLE} characters.")
    return title


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"title": sentence})
