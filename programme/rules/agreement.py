"""How far assessors agree: Krippendorff's alpha, Kendall's W and intraclass correlation.

Source: programme-field.md §4.6; Krippendorff, Content Analysis (interval metric); Shrout and
Fleiss 1979, cases (2,1) and (2,k). A figure is never shown without how many it was counted over
and a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean

from foundation.base.words import Said, say
from programme.rules.scoring import Totals

GOOD = 0.8
TENTATIVE = 0.667
ALIKE = 0.7
"""From this W on we say that assessors rank alike."""

FEW = 10
"""Below so many submissions every figure is a hint only."""

Marks = Sequence[Sequence[Fraction | int | None]]
"""Rows: submissions; columns: assessors, always in the same order; None: not seen or not fit."""

Table = Sequence[Sequence[Fraction | int]]
"""The same without gaps."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Four figures, each None where it cannot be counted, and what they mean."""

    submissions: int
    assessors: int
    alpha: float | None
    kendall_w: float | None
    icc_one: float | None
    icc_mean: float | None
    finding: Said
    basis: Said


def agreement_of(totals: Totals) -> Agreement:
    """Return how far the assessors of a round agree, over all that was scored.

    Never ask for a shortlist alone: where only good ones are left, agreement looks worse.
    """
    people = sorted({who for panel in totals.values() for who in panel})
    rows = [[panel.get(who) for who in people] for panel in totals.values()]
    alpha, table = krippendorff_alpha(rows), _without_gaps(rows)
    kendall = kendall_w(table)
    one, many = intraclass(table)
    counted = {"submissions": len(rows), "people": len(people)}
    basis = say("Counted over {submissions} submissions and {people} people.", **counted)
    if len(rows) < FEW:
        basis = say("With {submissions} submissions and {people} people it is a hint.", **counted)
    finding = _finding(rows, alpha, kendall)
    return Agreement(len(rows), len(people), alpha, kendall, one, many, finding, basis)


def krippendorff_alpha(rows: Marks) -> float | None:
    """Return alpha for the interval metric; gaps are allowed.

    None where no two people scored the same, or all marks are equal: chance cannot be told.
    """
    paired = _paired(rows)
    values = [value for row in paired for value in row]
    expected = _square_distances(values)
    if not expected:
        return None
    observed = sum((_square_distances(row) / (len(row) - 1) for row in paired), Fraction(0))
    return float(1 - observed * (len(values) - 1) / expected)


def kendall_w(table: Table) -> float | None:
    """Return how alike assessors rank, 0 to 1, not corrected for ties; None below two and two."""
    if not _is_big_enough(table):
        return None
    submissions, people = len(table), len(table[0])
    ranks = [_ranks([row[who] for row in table]) for who in range(people)]
    middle = Fraction(people * (submissions + 1), 2)
    apart = sum((sum(each) - middle) ** 2 for each in zip(*ranks, strict=True))
    return float(12 * apart / (people**2 * (submissions**3 - submissions)))


def intraclass(table: Table) -> tuple[float | None, float | None]:
    """Return ICC(2,1), of one assessor, and ICC(2,k), of the mean of all; None as for W."""
    if not _is_big_enough(table):
        return None, None
    n, k = len(table), len(table[0])
    of_rows = [mean(Fraction(mark) for mark in row) for row in table]
    of_people = [mean(Fraction(row[who]) for row in table) for who in range(k)]
    middle = mean(of_rows)
    between_rows = k * _squares(each - middle for each in of_rows) / (n - 1)
    between_people = n * _squares(each - middle for each in of_people) / (k - 1)
    rest = _squares(
        mark - of_row - of_person + middle
        for row, of_row in zip(table, of_rows, strict=True)
        for mark, of_person in zip(row, of_people, strict=True)
    ) / ((n - 1) * (k - 1))
    signal, bias = between_rows - rest, k * (between_people - rest) / n
    one = _share(signal, between_rows + (k - 1) * rest + bias)
    return one, _share(signal, between_rows + bias / k)


def _squares(values: Iterable[Fraction]) -> Fraction:
    return sum((value**2 for value in values), Fraction(0))


def _share(part: Fraction, whole: Fraction) -> float | None:
    return float(part / whole) if whole else None


def _paired(rows: Marks) -> list[list[Fraction]]:
    seen = ([Fraction(mark) for mark in row if mark is not None] for row in rows)
    return [row for row in seen if len(row) > 1]


def _square_distances(values: Sequence[Fraction]) -> Fraction:
    """The sum over all ordered pairs, without going through them."""
    return 2 * (len(values) * _squares(values) - sum(values, Fraction(0)) ** 2)


def _without_gaps(rows: Marks) -> list[list[Fraction | int]]:
    """The submissions that everybody scored."""
    full = ([mark for mark in row if mark is not None] for row in rows)
    return [marks for marks, row in zip(full, rows, strict=True) if len(marks) == len(row)]


def _is_big_enough(table: Table) -> bool:
    return len(table) > 1 and len(table[0]) > 1


def _ranks(marks: Sequence[Fraction | int]) -> list[Fraction]:
    """Rank 1 for the highest; equal marks share the mean of their ranks."""
    return [
        1 + sum(other > mark for other in marks) + Fraction(marks.count(mark) - 1, 2)
        for mark in marks
    ]


def _finding(rows: Marks, alpha: float | None, kendall: float | None) -> Said:
    if not _paired(rows):
        return say("Nothing to compare yet: two people have to score the same submission.")
    if alpha is None:
        return say("All totals are the same, so nothing can be said about agreement.")
    if alpha >= GOOD:
        return say("The assessors agree well.")
    if alpha >= TENTATIVE:
        return say("The assessors agree, with some doubt.")
    if kendall is not None and kendall >= ALIKE:
        return say("They rank alike, but their marks differ.")
    return say("The assessors differ. Talk before anything is decided.")
