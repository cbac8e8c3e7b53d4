"""What a firm of a cohort is to have done by when: as promised, as expected now, as it came.

Source: programme-field.md §1 (baseline, forecast, actual and slip in days). Who is late is at risk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import in_one_line, says_something
from programme.rules.stages import Dates

LONGEST_TITLE = 120
MOST = 20
"""Milestones of one firm."""

FULL = say("A firm can have {most} milestones at most.", most=MOST)


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """What is to be done, and by which day it is promised."""

    title: str
    baseline_on: date | None


@dataclass(frozen=True, slots=True)
class MilestoneSet(Event):
    """A firm of a cohort got a milestone."""

    kind: ClassVar[str] = "programme.cohort_milestone.set"
    cohort_id: UUID


@dataclass(frozen=True, slots=True)
class MilestoneMoved(Event):
    """A milestone is expected on another day, or was reached."""

    kind: ClassVar[str] = "programme.cohort_milestone.moved"
    cohort_id: UUID
    is_reached: bool


def checked_milestone(draft: MilestoneDraft) -> MilestoneDraft:
    """Return a milestone as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    title = in_one_line(draft.title)
    fields: dict[str, str] = {}
    if not says_something(title) or len(title) > LONGEST_TITLE:
        fields["milestone"] = say(
            "Name what is to be done in at most {most} characters.", most=LONGEST_TITLE
        )
    if draft.baseline_on is None:
        fields["baseline_on"] = say("Enter the day by which it is promised, such as 24 1 2027.")
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return MilestoneDraft(title, draft.baseline_on)


def checked_actual(day: date | None, today: date) -> date | None:
    """Return the day on which a milestone was reached, if it was.

    Raises:
        Invalid: it is still to come.
    """
    if day is not None and day > today:
        sentence = say("It was reached today at the latest. For a later day, enter it as expected.")
        raise Invalid(sentence, fields={"actual_on": sentence})
    return day


def slip(dates: Dates, today: date) -> int:
    """Return by how many days a milestone is later than promised; below 0 where it is earlier.

    One that is still open is held against the later of what is expected and today.
    """
    if dates.baseline_on is None:
        return 0
    when = dates.actual_on or max(dates.forecast_on or dates.baseline_on, today)
    return (when - dates.baseline_on).days


def late_days(milestones: Iterable[Dates], today: date) -> int:
    """Return by how many days the latest of a firm's open milestones is late."""
    open_ones = (each for each in milestones if each.actual_on is None)
    return max((each.days_late(today) for each in open_ones), default=0)
