"""Keep the figures of the feedback loop that were counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from consultation.commands.tallies import count
from consultation.models.loop import LoopCounted, LoopFigure
from consultation.rules.loop import LoopCount, Slice
from foundation.base.clock import london_day
from foundation.base.work import Work


def keep_loop(
    work: Work, consultation_id: UUID, version: int, counts: Mapping[Slice, LoopCount]
) -> None:
    """Keep *counts*, which were made when the tally stood at *version* or later.

    Figures that changed are shown at once: pages that were kept elsewhere are out of date then.
    """
    rows = [
        {"consultation_id": consultation_id, "part": part, "which": which, **asdict(figures)}
        for (part, which), figures in counts.items()
    ]
    if _kept(work, consultation_id) != {_fixed(row) for row in rows}:
        old = delete(LoopFigure).where(LoopFigure.consultation_id == consultation_id)
        work.session.execute(old)
        work.session.execute(insert(LoopFigure), rows)
        count(work.session, consultation_id)
        version += 1
    counted = work.session.get(LoopCounted, consultation_id)
    if counted is None:
        counted = LoopCounted(consultation_id=consultation_id)
        work.session.add(counted)
    counted.version = version
    counted.counted_on = london_day(work.now)
    counted.counted_at = work.now


def _kept(work: Work, consultation_id: UUID) -> set[frozenset[tuple[str, Any]]]:
    columns = LoopFigure.__table__.columns
    asked = select(*columns).where(LoopFigure.consultation_id == consultation_id)
    return {_fixed(dict(row)) for row in work.session.execute(asked).mappings()}


def _fixed(row: Mapping[str, Any]) -> frozenset[tuple[str, Any]]:
    return frozenset(row.items())
