"""Whether a step on the way to a contract can have been done, or can be expected, on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.steps import ENTERED, NEEDS, TITLES, Step
from programme.rules.timetable import Way, day_of, earliest_of


class Clock(StrEnum):
    """Which of its days is meant: as promised, as expected now, as it came."""

    PLANNED = "planned"
    FORECAST = "forecast"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class RouteDated(Event):
    """A step on the way to the contract was planned, forecast or done."""

    kind: ClassVar[str] = "programme.route.dated"
    programme_id: UUID
    step: Step


@dataclass(frozen=True, slots=True)
class StepDays:
    """The days of one step that somebody entered."""

    planned: date | None = None
    forecast: date | None = None
    done: date | None = None


def checked_done(way: Way, step: Step, day: date, today: date) -> None:
    """Go on where a step can have been done on *day*.

    Raises:
        Invalid: it is in the future, a step before it is not done, or it was not lawful yet.
    """
    if step not in ENTERED or step not in way.steps:
        raise _wrong(say("This step has no day of its own on this route."))
    if day > today:
        raise _wrong(say("This day has not come yet. Enter it as a forecast."))
    others = {each: on for each, on in way.done.items() if each is not step}
    for before in way.steps:
        if before in NEEDS.get(step, frozenset()) and before not in others:
            raise _wrong(say("First enter when this was done: {step}.", step=TITLES[before]))
    _not_before(replace(way, done=others), step, day, day)


def checked_forecast(way: Way, step: Step, day: date, today: date) -> None:
    """Go on where a step could lawfully come on *day*.

    Raises:
        Invalid: it is before its earliest lawful day; the sentence shows the working.
    """
    if step not in way.steps:
        raise _wrong(say("This step has no day of its own on this route."))
    _not_before(way, step, day, today)


def _not_before(way: Way, step: Step, day: date, start: date) -> None:
    first = earliest_of(way, step, start)
    facts = {"day": f"{day_of(first.day)} {first.day.year}", "working": first.working}
    if step is Step.DETAILS:
        if day > first.day:
            raise _wrong(say("It is due by {day}. {working}", **facts))
        if day < way.done.get(Step.CONTRACT, start):
            raise _wrong(say("It comes after the contract is signed."))
    elif day < first.day:
        raise _wrong(say("The first lawful day is {day}. {working}", **facts))


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"day": sentence})
