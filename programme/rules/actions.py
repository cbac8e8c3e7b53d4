"""What a workshop leaves behind: notes of what was said, and actions with an owner and a day.

Source: programme-field.md §2.3 (SessionNote, Action).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line, says_something
from programme.rules.drafts import missing_or_long, refuse

LONGEST_NOTE = 2_000
LONGEST_ACTION = 300
LONGEST_REASON = 300


class NoteKind(StrEnum):
    """What a note of a workshop is."""

    SEEN = "seen"
    IDEA = "idea"
    QUESTION = "question"
    AGREED = "agreed"


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


_S = ActionState

NEXT: dict[ActionState, frozenset[ActionState]] = {
    _S.OPEN: frozenset({_S.DONE, _S.DROPPED}),
    _S.DONE: frozenset({_S.OPEN}),
    _S.DROPPED: frozenset({_S.OPEN}),
}
"""State → the states that may follow it: what was closed by mistake is opened again."""


class WhyNot(StrEnum):
    """Why an action stays where it is."""

    NO_SUCH_STEP = "no_such_step"
    NO_REASON = "no_reason"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("Somebody has changed this action since. Look at it again."),
    WhyNot.NO_REASON: say("Say why it is given up."),
}


def may_move(before: ActionState, after: ActionState, reason: str = "") -> Decision:
    """Decide whether an action may go to another state; giving it up needs a reason."""
    if after not in NEXT[before]:
        return Decision(WhyNot.NO_SUCH_STEP)
    if after is _S.DROPPED and not says_something(reason):
        return Decision(WhyNot.NO_REASON)
    return YES


def may_touch(*, is_owner: bool, runs_workshops: bool) -> bool:
    """Tell whether somebody may say how an action stands: its owner, or who runs workshops."""
    return is_owner or runs_workshops


def days_late(state: ActionState, due_on: date, today: date) -> int:
    """Return by how many days an open action is late, or 0."""
    return max(0, (today - due_on).days) if state is _S.OPEN else 0


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """Something that somebody has to do, until a day."""

    words: str
    owner_id: UUID | None
    due_on: date | None


def checked_action(draft: ActionDraft) -> ActionDraft:
    """Return an action as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    words = in_one_line(draft.words)
    refuse(
        {
            "words": missing_or_long(words, LONGEST_ACTION),
            "owner": None if draft.owner_id else say("Choose who does it."),
            "due": None if draft.due_on else say("Enter the day until which it is done."),
        }
    )
    return ActionDraft(words, draft.owner_id, draft.due_on)


def checked_note(text: str, kind: NoteKind | None) -> str:
    """Return a note as it will be stored.

    Raises:
        Invalid: it says nothing or too much, or not what it is.
    """
    text = cleaned(text)
    refuse(
        {
            "note": missing_or_long(text, LONGEST_NOTE),
            "note_kind": None if kind else say("Choose what this note is."),
        }
    )
    return text


@dataclass(frozen=True, slots=True)
class NoteTaken(Event):
    """Something was noted at a workshop."""

    kind: ClassVar[str] = "programme.workshop.noted"
    workshop_id: UUID
    note: NoteKind


@dataclass(frozen=True, slots=True)
class ActionMoved(Event):
    """An action was given to somebody, done, given up or opened again."""

    kind: ClassVar[str] = "programme.action.moved"
    workshop_id: UUID
    state: ActionState
