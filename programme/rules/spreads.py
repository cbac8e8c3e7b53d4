"""What assessors have to talk about before anything is decided.

Source: programme-field.md §4.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import pstdev
from uuid import UUID

from programme.rules.criteria import Criterion
from programme.rules.scoring import Sheet, Sheets, Totals, raw

WIDE = 2
"""Marks so far apart are talked about, on a scale from 0 to 5."""


class Why(StrEnum):
    """What stands out."""

    MARKS_APART = "marks_apart"
    ABOUT_THE_LEAST = "about_the_least"
    TOTALS_APART = "totals_apart"


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to talk about; ``code`` and ``marks`` (lowest first) where it is a criterion."""

    submission_id: UUID
    why: Why
    code: str | None = None
    marks: tuple[int, ...] = ()


def flags_of(
    sheets: Sheets, totals: Totals, criteria: Sequence[Criterion], *, wide: int = WIDE
) -> tuple[Flag, ...]:
    """Return what to talk about, by submission and criterion in the order given.

    A least mark that some reach and others do not is named beside the spread. Totals are apart
    when they differ more within one submission than submissions differ from each other.
    """
    between = pstdev(raw(totals).values()) if totals else 0
    return tuple(
        flag
        for submission_id, panel in sheets.items()
        for flag in (
            *_marks_apart(submission_id, panel, criteria, wide),
            *_totals_apart(submission_id, totals[submission_id], float(between)),
        )
    )


def _marks_apart(
    submission_id: UUID, panel: Mapping[UUID, Sheet], criteria: Sequence[Criterion], wide: int
) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    for each in criteria:
        given = (sheet[each.code] for sheet in panel.values())
        marks = tuple(sorted(mark for mark in given if mark is not None))
        if not marks:
            continue
        if marks[-1] - marks[0] >= wide:
            flags.append(Flag(submission_id, Why.MARKS_APART, each.code, marks))
        if marks[0] < each.least <= marks[-1]:
            flags.append(Flag(submission_id, Why.ABOUT_THE_LEAST, each.code, marks))
    return tuple(flags)


def _totals_apart(
    submission_id: UUID, panel: Mapping[UUID, Fraction], between: float
) -> tuple[Flag, ...]:
    within = float(pstdev(panel.values()))
    return (Flag(submission_id, Why.TOTALS_APART),) if within > between else ()
