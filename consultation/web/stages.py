"""The steps of a consultation as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from consultation.queries.consultations import StageRow


@dataclass(frozen=True, slots=True)
class ShownStage:
    """A step of components/stages.html."""

    name: str
    state: Literal["done", "now", "later"]
    on: date | None = None
    is_by: bool = False
    until: date | None = None
    moved_because: str | None = None


def shown_stages(rows: Iterable[StageRow]) -> tuple[ShownStage, ...]:
    """Return the steps; a date that moved says why it did the last time."""
    return tuple(_shown(row) for row in rows)


def _shown(row: StageRow) -> ShownStage:
    reason = row.moves[-1].reason if row.moves else None
    if row.done_on:
        return ShownStage(row.name, "done", on=row.done_on, moved_because=reason)
    if row.is_current:
        return ShownStage(row.name, "now", until=row.expected_on, moved_because=reason)
    return ShownStage(row.name, "later", on=row.expected_on, is_by=True, moved_because=reason)
