"""What answers come to: counts, medians, and care with small numbers.

Sources: median and quartiles as in Hyndman and Fan (1996), definition 7, for sums of money;
small numbers after the Government Statistical Service's guidance on disclosure control: counts
below five are not shown, nor one that could be worked out from the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median, quantiles

from questions.rules.conditions import OTHER
from questions.rules.forms import Question
from questions.rules.values import Order, Picks, Shares, Value

SMALLEST = 5
"""A count below this is not shown where it could point at somebody."""


@dataclass(frozen=True, slots=True)
class LineFigure:
    """What people gave to one line of a budget, in pence; the middle half lies between the two."""

    code: str
    median: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """How often something was put first, and its mean place (1 is first; unplaced come after)."""

    code: str
    first: int
    mean: float


def counts(question: Question, values: Iterable[Value]) -> dict[str, int]:
    """Return how often each choice was picked, in the form's order, “something else” last."""
    picked: Counter[str] = Counter()
    for value in values:
        if isinstance(value, Picks):
            picked.update(value.codes)
            picked[OTHER] += bool(value.other)
    codes = [choice.code for choice in question.choices]
    return {code: picked[code] for code in [*codes, *([OTHER] if question.offers_other else [])]}


def shielded(numbers: Mapping[str, int]) -> dict[str, int | None]:
    """Return the counts without those that could point at somebody (None).

    One hidden count alone could be worked out from the sum; then the next smallest goes too.
    """
    shown: dict[str, int | None] = {
        name: None if 0 < number < SMALLEST else number for name, number in numbers.items()
    }
    hidden = [name for name, number in shown.items() if number is None]
    left = [(number, name) for name, number in shown.items() if number]
    if len(hidden) == 1 and left:
        shown[min(left)[1]] = None
    return shown


def medians(question: Question, values: Iterable[Value]) -> list[LineFigure]:
    """Return for each line of a budget what the middle person gave; none without answers."""
    given = [dict(value.pence) for value in values if isinstance(value, Shares)]
    if not given:
        return []
    found = []
    for line in question.choices:
        pence = sorted(shares.get(line.code, 0) for shares in given)
        low, high = _middle_half(pence)
        found.append(LineFigure(line.code, round(median(pence)), low, high))
    return found


def places(question: Question, values: Iterable[Value]) -> list[PlaceFigure]:
    """Return the choices of a ranking, best first; what is left out shares the last places."""
    orders = [value.codes for value in values if isinstance(value, Order)]
    if not orders:
        return []
    size = len(question.choices)
    found = [
        PlaceFigure(
            choice.code,
            sum(order[:1] == (choice.code,) for order in orders),
            sum(_place(choice.code, order, size) for order in orders) / len(orders),
        )
        for choice in question.choices
    ]
    return sorted(found, key=lambda figure: (figure.mean, -figure.first))


def mean(numbers: Sequence[Decimal]) -> Decimal | None:
    """Return the arithmetic mean, or None of nothing."""
    return sum(numbers, Decimal(0)) / len(numbers) if numbers else None


def _place(code: str, order: tuple[str, ...], size: int) -> float:
    if code in order:
        return order.index(code) + 1
    return (len(order) + 1 + size) / 2


def _middle_half(pence: Sequence[int]) -> tuple[int, int]:
    if len(pence) == 1:
        return pence[0], pence[0]
    low, _, high = quantiles(pence, n=4, method="inclusive")
    return round(low), round(high)
