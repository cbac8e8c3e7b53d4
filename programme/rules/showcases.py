"""The showcase day: which prototype is shown when; nobody is shown twice or at the same time.

Source: programme-field.md §2.4 (ShowcaseSlot) and §1 row 17.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.prototypes import CHECKED, PrototypeState

SHORTEST, LONGEST = 5, 120
"""Minutes of a slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """From when and for how many minutes something is shown."""

    starts_at: datetime
    minutes: int

    @property
    def ends_at(self) -> datetime:
        """Return when it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def overlaps(self, other: Slot) -> bool:
        """Tell whether two are shown at the same time; one after the other is fine."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class WhyNot(StrEnum):
    """Why a prototype has no slot."""

    NOT_CHECKED = "not_checked"
    TOO_LONG = "too_long"
    OUTSIDE = "outside"
    TAKEN = "taken"
    OVER = "over"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NOT_CHECKED: say("The council has to check a prototype before it is shown."),
    WhyNot.TOO_LONG: say("A slot has {least} to {most} minutes.", least=SHORTEST, most=LONGEST),
    WhyNot.OUTSIDE: say("Choose a time within the showcase."),
    WhyNot.TAKEN: say("Another prototype is shown at that time."),
    WhyNot.OVER: say("It has been shown. What has happened is not planned again."),
}


@dataclass(frozen=True, slots=True)
class SlotGiven(Event):
    """A prototype has a time on the showcase day, or another one than before."""

    kind: ClassVar[str] = "programme.showcase_slot.given"
    challenge_id: UUID


@dataclass(frozen=True, slots=True)
class SlotTaken(Event):
    """A prototype is not shown at that time any more."""

    kind: ClassVar[str] = "programme.showcase_slot.taken"
    challenge_id: UUID


def may_show(
    state: PrototypeState,
    slot: Slot,
    day: Slot,
    others: Iterable[Slot],
    before: Slot | None,
    now: datetime,
) -> Decision:
    """Decide whether a prototype may have a slot.

    Args:
        state: of the prototype.
        slot: the one that is asked for.
        day: the session of the showcase.
        others: the slots of other prototypes.
        before: the slot that it has now, if it has one.
        now: a slot that has begun stays as it was.
    """
    if state not in CHECKED:
        return Decision(WhyNot.NOT_CHECKED)
    if before and before.starts_at <= now:
        return Decision(WhyNot.OVER)
    if not SHORTEST <= slot.minutes <= LONGEST:
        return Decision(WhyNot.TOO_LONG)
    if slot.starts_at < day.starts_at or slot.ends_at > day.ends_at:
        return Decision(WhyNot.OUTSIDE)
    return Decision(WhyNot.TAKEN) if any(slot.overlaps(each) for each in others) else YES
