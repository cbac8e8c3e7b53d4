"""Move the counters of how people take part by what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from consultation.commands.voices import insert_once
from consultation.models.activity import ActivityCount, ActivityPart
from consultation.rules.activity import Cell, Measure

Whose = tuple[UUID, UUID]
"""A comment or a voice, and its consultation."""


def keep_parts(session: Session, parts: Mapping[Whose, frozenset[Cell]]) -> None:
    """Let each part add *parts* from now on; what it added before is taken back.

    Whoever calls sees to it that one part is looked at by one at a time.
    """
    before = {
        row.of_id: frozenset((Measure(measure), cell) for measure, cell in row.cells)
        for row in session.execute(
            select(ActivityPart.of_id, ActivityPart.cells).where(
                ActivityPart.of_id.in_([of_id for of_id, _ in parts])
            )
        )
    }
    moved: Counter[tuple[UUID, Cell]] = Counter()
    for (of_id, consultation_id), cells in parts.items():
        moved.update((consultation_id, cell) for cell in cells)
        moved.subtract((consultation_id, cell) for cell in before.get(of_id, frozenset()))
    session.execute(delete(ActivityPart).where(ActivityPart.of_id.in_(list(before))))
    rows = [
        {"of_id": of_id, "consultation_id": consultation_id, "cells": sorted(map(list, cells))}
        for (of_id, consultation_id), cells in parts.items()
        if cells
    ]
    if rows:
        session.execute(insert(ActivityPart), rows)
    for (consultation_id, (measure, cell)), amount in sorted(moved.items()):
        if amount:
            add_to(session, consultation_id, measure, cell, amount)


def add_to(session: Session, consultation_id: UUID, measure: Measure, cell: str, by: int) -> None:
    """Add to a counter, which need not be there yet; less where *by* is below zero."""
    place = {"consultation_id": consultation_id, "measure": measure, "cell": cell}
    session.execute(insert_once(session, ActivityCount).values(**place, amount=0))
    session.execute(
        update(ActivityCount)
        .where(
            ActivityCount.consultation_id == consultation_id,
            ActivityCount.measure == measure,
            ActivityCount.cell == cell,
        )
        .values(amount=ActivityCount.amount + by)
    )
