"""Plan workshops and change them."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.own import own_programme
from programme.models.challenges import Challenge
from programme.models.departments import Department
from programme.models.programmes import Objective
from programme.models.workshops import DesignPhase, Workshop, WorkshopPrinciple
from programme.rules.programmes import ObjectiveKind, Origin
from programme.rules.workshops import (
    NOT_OURS,
    REFUSALS,
    WorkshopDraft,
    WorkshopPlanned,
    checked_workshop,
    may_change,
)


def own_workshop(work: Work, workshop_id: UUID) -> Workshop:
    """Return a workshop of the actor's council, locked.

    Raises:
        NotFound: there is none.
    """
    found = work.session.scalars(
        select(Workshop)
        .where(Workshop.id == workshop_id, Workshop.authority_id == work.actor.authority_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such workshop.")
    return found


def plan_workshop(
    work: Work,
    programme_id: UUID | str,
    draft: WorkshopDraft,
    *,
    origin: Origin = Origin.RECORDED,
) -> UUID:
    """Put a workshop into the plan of a programme; return its id.

    Raises:
        NotFound: no such programme.
        Invalid: something in the draft cannot stay as it is.
    """
    programme = own_programme(work, programme_id)
    made = Workshop(
        id=uuid4(),
        authority_id=programme.authority_id,
        programme_id=programme.id,
        origin=origin,
    )
    _write(work, made, draft)
    return made.id


def change_workshop(work: Work, workshop_id: UUID, draft: WorkshopDraft) -> None:
    """Change what a workshop is, while nobody has written down who came.

    Raises:
        NotFound: no such workshop.
        Conflict: it is written down who came.
        Invalid: something in the draft cannot stay as it is.
    """
    held = own_workshop(work, workshop_id)
    agree(may_change(is_taken=held.taken_at is not None), REFUSALS)
    _write(work, held, draft)


def _write(work: Work, row: Workshop, draft: WorkshopDraft) -> None:
    draft = checked_workshop(draft)
    _check_rows(work, row.programme_id, draft)
    said = asdict(draft)
    for name in set(said) - {"principle_ids"}:
        setattr(row, name, said[name])
    work.session.add(row)
    work.session.flush()
    work.session.execute(delete(WorkshopPrinciple).where(WorkshopPrinciple.workshop_id == row.id))
    work.session.add_all(
        WorkshopPrinciple(workshop_id=row.id, objective_id=each)
        for each in sorted(draft.principle_ids)
    )
    work.session.flush()
    work.record(WorkshopPlanned(row.id, programme_id=row.programme_id))


def _check_rows(work: Work, programme_id: UUID, draft: WorkshopDraft) -> None:
    """Refuse what is named and is not of this council and programme."""
    council = work.actor.authority_id
    asked = {
        "department": (draft.department_id, Department.authority_id == council, Department.id),
        "challenge": (draft.challenge_id, Challenge.programme_id == programme_id, Challenge.id),
        "phase": (draft.phase_id, DesignPhase.programme_id == programme_id, DesignPhase.id),
    }
    for field, (wanted, ours, column) in asked.items():
        found = select(column).where(column == wanted, ours)
        if wanted is not None and work.session.scalar(found) is None:
            raise Invalid(NOT_OURS, fields={field: NOT_OURS})
    principles = select(func.count(Objective.id)).where(
        Objective.programme_id == programme_id,
        Objective.kind == ObjectiveKind.PRINCIPLE,
        Objective.id.in_(draft.principle_ids),
    )
    if work.session.scalar(principles) != len(draft.principle_ids):
        raise Invalid(NOT_OURS, fields={"principles": NOT_OURS})
