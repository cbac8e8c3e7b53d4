"""Name the phases of design thinking, and what a programme means to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.refusals import refused
from foundation.base.work import Work
from programme.commands.own import own_programme
from programme.models.workshops import DesignPhase, Workshop, WorkshopAim
from programme.rules.workshops import (
    REFUSALS,
    WhyNot,
    WorkshopPlan,
    checked_phases,
    checked_plan,
)


def name_phases(work: Work, programme_id: UUID | str, titles: Sequence[str]) -> None:
    """Rename phases by their place, add those after the last, and take empty ones away.

    Raises:
        NotFound: no such programme.
        Invalid: a name cannot stay as it is.
        Conflict: a phase with a workshop in it would go.
    """
    programme = own_programme(work, programme_id)
    titles = checked_phases(titles)
    rows = work.session.scalars(
        select(DesignPhase)
        .where(DesignPhase.programme_id == programme.id)
        .order_by(DesignPhase.position)
    ).all()
    used = set(
        work.session.scalars(
            select(Workshop.phase_id).where(Workshop.programme_id == programme.id).distinct()
        )
    )
    for row, title in zip(rows, titles, strict=False):
        if title:
            row.title = title
        elif row.id in used:
            raise refused(WhyNot.PHASE_USED, REFUSALS)
        else:
            work.session.delete(row)
    kept = [row for row in rows if row not in work.session.deleted]
    added = [
        DesignPhase(id=uuid4(), programme_id=programme.id, title=title)
        for title in titles[len(rows) :]
        if title
    ]
    for position, row in enumerate([*kept, *added], 1):
        row.position = position
    work.session.add_all(added)
    work.session.flush()


def set_workshop_plan(work: Work, programme_id: UUID | str, plan: WorkshopPlan) -> None:
    """Say how many workshops each department is to have, and how long and how large they are.

    Raises:
        NotFound: no such programme.
        Invalid: a number is none that can be meant.
    """
    programme = own_programme(work, programme_id)
    said = asdict(checked_plan(plan))
    row = work.session.get(WorkshopAim, programme.id)
    if row is None:
        work.session.add(WorkshopAim(programme_id=programme.id, **said))
    else:
        for name, value in said.items():
            setattr(row, name, value)
    work.session.flush()
