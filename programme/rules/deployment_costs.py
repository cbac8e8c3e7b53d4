"""What it would cost to put a prototype to use: low, likely and high, once and each year.

Source: programme-field.md §2.4 (DeploymentCost), §1 row 19, and gate G4 of §2.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import in_one_line, says_something

LONGEST_WORDS = 120
MOST_COSTS = 20
MOST_PENCE = 100_000_000_00


class CostKind(StrEnum):
    """How often a cost comes back."""

    ONE_OFF = "one_off"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Cost:
    """What using it would cost, in pence: low, likely and high."""

    kind: CostKind | None
    words: str
    low_p: int | None
    likely_p: int | None
    high_p: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """Sums of costs in pence."""

    low: int = 0
    likely: int = 0
    high: int = 0

    def __add__(self, other: Span) -> Span:
        """Add each of the three."""
        return Span(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def times(self, years: int) -> Span:
        """Return the costs of some years."""
        return Span(self.low * years, self.likely * years, self.high * years)


def is_costed(costs: Sequence[Cost]) -> bool:
    """Tell whether there is something that is paid once and something that is paid each year."""
    return {cost.kind for cost in costs} == set(CostKind)


def span_of(costs: Sequence[Cost], kind: CostKind) -> Span:
    """Return the sums of one kind of cost."""
    ours = [cost for cost in costs if cost.kind is kind]
    return Span(
        sum(cost.low_p or 0 for cost in ours),
        sum(cost.likely_p or 0 for cost in ours),
        sum(cost.high_p or 0 for cost in ours),
    )


def over_years(costs: Sequence[Cost], years: int) -> Span:
    """Return what it costs to use a prototype for some years, all of it."""
    return span_of(costs, CostKind.ONE_OFF) + span_of(costs, CostKind.YEARLY).times(years)


def checked_cost(cost: Cost) -> Cost:
    """Return a cost as it will be stored.

    Raises:
        Invalid: a sum is none, or low, likely and high are not in this order.
    """
    words = in_one_line(cost.words)
    fields: dict[str, str] = {}
    if cost.kind is None:
        fields["kind"] = say("Choose whether it is paid once or each year.")
    if not says_something(words) or len(words) > LONGEST_WORDS:
        fields["words"] = say("Say what it is for, in at most {most} letters.", most=LONGEST_WORDS)
    sums = (cost.low_p, cost.likely_p, cost.high_p)
    known = [each for each in sums if each is not None and 0 <= each <= MOST_PENCE]
    if len(known) < len(sums):
        fields["likely"] = say("Enter three sums in pounds, such as 30,000.")
    elif known != sorted(known):
        fields["likely"] = say("Low is at most likely, and likely is at most high.")
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return Cost(cost.kind, words, *sums)
