"""Quarters of a year, and when the consultations that ended in one are pooled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

MONTHS = 3

SETTLED_AFTER = timedelta(days=28)
"""So long after a quarter its figures are pooled: late answers are in by then."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter, numbered from 1; written like ``2026-Q3``."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the quarter in which *day* lies."""
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @property
    def first_day(self) -> date:
        """The day with which it begins."""
        return date(self.year, (self.number - 1) * MONTHS + 1, 1)

    @property
    def last_day(self) -> date:
        """The day with which it ends."""
        after = self.first_day + timedelta(days=31 * MONTHS)
        return after.replace(day=1) - timedelta(days=1)

    def is_settled(self, today: date) -> bool:
        """Tell whether its consultations may be pooled."""
        return today >= self.last_day + SETTLED_AFTER

    def __str__(self) -> str:
        """Return it as it stands in addresses and files."""
        return f"{self.year}-Q{self.number}"
