"""The round whose figures are known: four submissions, three assessors, four criteria.

Source of marks and figures: programme-field.md §4, golden data.
"""

from __future__ import annotations

from uuid import UUID

from programme.rules.criteria import Criterion

ANCHORS = ("Nothing to score", "Weak", "Some", "Fair", "Good", "Very good")
CRITERIA = (
    Criterion("fit", "Fit to the challenge", 4_000, ANCHORS),
    Criterion("innovation", "Innovation", 2_500, ANCHORS),
    Criterion("commercial", "Commercial sense", 2_000, ANCHORS),
    Criterion("delivery", "Delivery", 1_500, ANCHORS),
)
A1, A2, A3, A4 = SUBMISSIONS = tuple(UUID(int=number) for number in range(1, 5))
R1, R2, R3 = ASSESSORS = tuple(UUID(int=number) for number in range(101, 104))

_MARKS = {
    A1: ((5, 4, 3, 4), (4, 4, 3, 3), (5, 5, 4, 4)),
    A2: ((4, 3, 4, 4), (3, 2, 3, 3), (4, 4, 4, 5)),
    A3: ((2, 3, 2, 3), (1, 2, 2, 2), (5, 3, 3, 3)),
    A4: ((4, 4, 3, 3), (4, 3, 3, 3), (4, 4, 3, 4)),
}


def sheet_of(marks: tuple[int | None, ...]) -> dict[str, int | None]:
    """Return a sheet with *marks* in the order of the criteria."""
    return {each.code: mark for each, mark in zip(CRITERIA, marks, strict=True)}


SHEETS = {
    submission: {who: sheet_of(marks) for who, marks in zip(ASSESSORS, panel, strict=True)}
    for submission, panel in _MARKS.items()
}
