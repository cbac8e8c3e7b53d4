"""The steps from an approved case to a contract, and the first day on which each is lawful.

Planned is what was promised, forecast what is now expected; earliest is the first day that the
rules allow from today, or from what has been done. It informs, and is no legal advice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.base.words import say
from foundation.base.working_days import (
    MONDAY_TO_FRIDAY,
    bank_holidays,
    is_working_day,
    working_days_after,
)
from programme.rules.law import Act, Figure, in_force
from programme.rules.routes import ABOUT, Route
from programme.rules.steps import COMES_OF_ITSELF, STEPS, Step

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Way:
    """A route with what was announced before it, and when each step was done.

    Args:
        announced_on: when a planned procurement notice (UK3) was published.
        is_engaged: firms were engaged, so that a notice of it comes before the tender.
    """

    route: Route
    done: Mapping[Step, date]
    announced_on: date | None = None
    is_engaged: bool = True

    @property
    def act(self) -> Act:
        """Return the law it follows."""
        return ABOUT[self.route].act

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return its steps in order."""
        skipped = frozenset() if self.is_engaged else frozenset({Step.ENGAGEMENT})
        return tuple(step for step in STEPS[self.route] if step not in skipped)


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first lawful day of a step and how it was worked out; the details are due *by* it."""

    step: Step
    day: date
    working: str


def earliest_days(way: Way, today: date) -> tuple[Earliest, ...]:
    """Return for each step of a way the first lawful day from *today*, in order.

    What has been done counts from the day on which it was.
    """
    found: list[Earliest] = []
    at: dict[Step, date] = {}
    for step in way.steps:
        day, working = _RULES[step](way, at, today)
        if step not in COMES_OF_ITSELF and step not in way.done:
            day = max(day, today)
        at[step] = way.done.get(step, day)
        found.append(Earliest(step, day, working))
    return tuple(found)


def earliest_of(way: Way, step: Step, today: date) -> Earliest:
    """Return the first lawful day of one step.

    Raises:
        LookupError: the way has no such step.
    """
    for each in earliest_days(way, today):
        if each.step is step:
            return each
    raise LookupError(step)


def first_contract_day(way: Way, today: date) -> date:
    """Return the first day on which a contract could lawfully be signed."""
    return earliest_of(way, Step.CONTRACT, today).day


def christmas_days(start: date, end: date) -> int:
    """Return how many days of a window, both ends with it, lie in 20 December to 3 January."""
    days = (start + DAY * each for each in range((end - start).days + 1))
    return sum((day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3) for day in days)


def tender_days(way: Way, out: date) -> int:
    """Return how long firms have at least after a notice of *out*; 0 where no law says."""
    if way.route not in {Route.FLEXIBLE, Route.INNOVATION_PARTNERSHIP}:
        return 0
    if way.act is Act.PA2023 and way.announced_on is not None:
        least = in_force(way.act, Figure.ANNOUNCED_DAYS_BEFORE, out).value
        most = in_force(way.act, Figure.ANNOUNCED_MONTHS_AT_MOST, out).value
        if way.announced_on + DAY * least <= out <= months_after(way.announced_on, most):
            return in_force(way.act, Figure.TENDER_DAYS_ANNOUNCED, out).value
    return in_force(way.act, Figure.TENDER_DAYS, out).value


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of its month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, last = day.year + years, day.day
    while True:
        try:
            return date(year, month + 1, last)
        except ValueError:
            last -= 1


At = Mapping[Step, date]
Found = tuple[date, str]


def _case(_way: Way, _at: At, today: date) -> Found:
    return today, say("Our own gate 5. The law sets no limit.")


def _engagement(_way: Way, _at: At, today: date) -> Found:
    return today, say("It must be out before the tender notice.")


def _conflicts(_way: Way, _at: At, today: date) -> Found:
    return today, say("It must be done before the tender notice.")


def _tender(_way: Way, at: At, _today: date) -> Found:
    before = max(at[step] for step in (Step.ENGAGEMENT, Step.CONFLICTS) if step in at)
    return before, say("The same day, once what comes before it is done.")


def _tenders_in(way: Way, at: At, _today: date) -> Found:
    out = at[Step.TENDER]
    days = tender_days(way, out)
    if not days:
        return out + DAY, say("The law sets no shortest time here. Give firms enough of it.")
    end = out + DAY * days
    working = say("{start} + {days} days.", days=days, start=day_of(out))
    quiet = christmas_days(out, end)
    if quiet:
        working = say(
            "{working} {quiet} of them lie between 20 December and 3 January: give more time.",
            working=working,
            quiet=quiet,
        )
    return end, working


def _award(_way: Way, at: At, _today: date) -> Found:
    came = at[Step.TENDERS_IN]
    working = say("First working day after {day}. Each firm gets its summary.", day=day_of(came))
    return working_days_after(came, 1, MONDAY_TO_FRIDAY), working


def _standstill(way: Way, at: At, _today: date) -> Found:
    told = at[Step.AWARD]
    days = in_force(way.act, Figure.STANDSTILL_DAYS, told).value
    if way.act is Act.PCR2015:
        end = told + DAY * days
        while not is_working_day(end, MONDAY_TO_FRIDAY):
            end += DAY
        return end, say("{days} days after {start}.", days=days, start=day_of(told))
    end = working_days_after(told - DAY, days, MONDAY_TO_FRIDAY)
    working = say("{days} working days from {start}, which counts.", days=days, start=day_of(told))
    closed = sorted(day for day in bank_holidays() if told <= day <= end)
    if closed:
        listed = ", ".join(map(day_of, closed))
        working = say("{working} Bank holidays: {listed}.", working=working, listed=listed)
    return end, working


def _contract(_way: Way, at: At, _today: date) -> Found:
    if Step.STANDSTILL in at:
        day = working_days_after(at[Step.STANDSTILL], 1, MONDAY_TO_FRIDAY)
        return day, say("First working day after the standstill.")
    if Step.AWARD in at:
        return at[Step.AWARD], say("The law asks for no standstill here.")
    return at[Step.CONFLICTS], say("Research needs no tender. What follows it may need one.")


def _details(way: Way, at: At, _today: date) -> Found:
    signed = at[Step.CONTRACT]
    days = in_force(way.act, Figure.DETAILS_DAYS, signed).value
    return signed + DAY * days, say("Within {days} days of signing.", days=days)


_RULES: Mapping[Step, Callable[[Way, At, date], Found]] = {
    Step.CASE: _case,
    Step.ENGAGEMENT: _engagement,
    Step.CONFLICTS: _conflicts,
    Step.TENDER: _tender,
    Step.TENDERS_IN: _tenders_in,
    Step.AWARD: _award,
    Step.STANDSTILL: _standstill,
    Step.CONTRACT: _contract,
    Step.DETAILS: _details,
}


def day_of(day: date) -> str:
    """Return a day without its year, as a sentence has it: 21 December."""
    return f"{day.day} {day:%B}"
