"""From marks to totals in percent: raw, normalised and moderated.

Source: programme-field.md §4.1, §4.3 and §4.5. Everything is counted in exact fractions as far as
it can be, so that a tie is a tie; only normalising takes a square root.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import mean, pstdev
from uuid import UUID

from programme.rules.criteria import Criterion

Sheet = Mapping[str, int | None]
"""One assessor's marks of one submission by the code of the criterion; None: does not apply."""

Sheets = Mapping[UUID, Mapping[UUID, Sheet]]
"""Submission → assessor → sheet; an assessor who did not see a submission has none."""

Agreed = Mapping[UUID, Mapping[str, int]]
"""Submission → code of a criterion → the mark agreed in moderation."""

Totals = Mapping[UUID, Mapping[UUID, Fraction]]
"""Submission → assessor → percent."""


def percent(sheet: Sheet, criteria: Sequence[Criterion]) -> Fraction:
    """Return the weighted score of one sheet, from 0 to 100.

    The weight of what does not apply is shared out among the rest.

    Raises:
        ValueError: a mark is missing or off its scale, or nothing applies.
    """
    earned, weights = Fraction(0), 0
    for criterion in criteria:
        if criterion.code not in sheet:
            raise ValueError("a mark is missing")
        mark = sheet[criterion.code]
        if mark is None:
            continue
        if not 0 <= mark <= criterion.top_mark:
            raise ValueError("a mark is off its scale")
        earned += Fraction(criterion.weight * mark, criterion.top_mark)
        weights += criterion.weight
    if not weights:
        raise ValueError("nothing applies")
    return 100 * earned / weights


def is_renormalised(sheet: Sheet) -> bool:
    """Tell whether something did not apply, so that the other weights count for more."""
    return None in sheet.values()


def totals_of(sheets: Sheets, criteria: Sequence[Criterion]) -> Totals:
    """Return the percent of every sheet."""
    return {
        submission: {who: percent(sheet, criteria) for who, sheet in panel.items()}
        for submission, panel in sheets.items()
    }


def raw(totals: Totals) -> dict[UUID, Fraction]:
    """Return the mean percent of every submission; each has at least one sheet."""
    return {submission: mean(panel.values()) for submission, panel in totals.items()}


def moderated(
    sheets: Sheets, criteria: Sequence[Criterion], agreed: Agreed
) -> dict[UUID, Fraction]:
    """Return the mean percent with every agreed mark in the place of the marks it stands beside.

    What the assessors gave is not touched; without an agreed mark this is the raw mean.
    """
    settled = {
        submission: {who: {**sheet, **agreed.get(submission, {})} for who, sheet in panel.items()}
        for submission, panel in sheets.items()
    }
    return raw(totals_of(settled, criteria))


def normalised(totals: Totals) -> dict[UUID, float]:
    """Return mean percents as if every assessor were as strict and as bold as the panel.

    Mean and population deviation of each assessor are brought to those of the panel. Somebody
    with fewer than two sheets, or the same total on all, says nothing of how strict they are: they
    count as the mean of the panel. Within one round only.
    """
    everything = [total for panel in totals.values() for total in panel.values()]
    if not everything:
        return {}
    middle, width = float(mean(everything)), float(pstdev(everything))
    habits = _habits(totals)
    return {
        submission: middle
        + width * mean(_distance(total, *habits[who]) for who, total in panel.items())
        for submission, panel in totals.items()
    }


def saw_different_sets(totals: Totals) -> bool:
    """Tell whether assessors saw different submissions; if not, normalising is a check only."""
    return len({frozenset(panel) for panel in totals.values()}) > 1


def settled_mark(
    panel: Mapping[UUID, Sheet], code: str, agreed: Mapping[str, int]
) -> Fraction | None:
    """Return the agreed mark, or else the mean of those given; None where it does not apply."""
    if code in agreed:
        return Fraction(agreed[code])
    marks = [Fraction(mark) for sheet in panel.values() if (mark := sheet[code]) is not None]
    return mean(marks) if marks else None


def below_least(
    panel: Mapping[UUID, Sheet], criteria: Sequence[Criterion], agreed: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the codes of the criteria a submission fails on, whatever its total."""
    marks = ((each, settled_mark(panel, each.code, agreed)) for each in criteria)
    return tuple(each.code for each, mark in marks if mark is not None and mark < each.least)


def _habits(totals: Totals) -> dict[UUID, tuple[float, float]]:
    """Assessor → mean and population deviation of their totals; 0 where that says nothing."""
    given: dict[UUID, list[Fraction]] = {}
    for panel in totals.values():
        for who, total in panel.items():
            given.setdefault(who, []).append(total)
    return {who: (float(mean(each)), float(pstdev(each))) for who, each in given.items()}


def _distance(total: Fraction, middle: float, width: float) -> float:
    return (float(total) - middle) / width if width else 0.0
