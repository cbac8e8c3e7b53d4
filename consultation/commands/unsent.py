"""Keep what somebody has answered so far, and forget it once it is sent or no longer wanted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from consultation.commands.journey import note_step
from consultation.commands.voices import insert_once
from consultation.models.consultations import Consultation
from consultation.models.unsent import UnsentView
from consultation.rules.comments import Lane
from consultation.rules.representations import first_lane
from consultation.rules.unsent import Step, Unsent, answered, as_text, from_text
from foundation.base.errors import Conflict, NotFound
from foundation.base.work import Work


def begin(work: Work, consultation_id: UUID, owner: str, lane: Lane | None = None) -> bool:
    """Begin a contribution, and tell whether it is new: one that was begun stays as it is.

    It begins in *lane*, or in the one that its kind of consultation begins with.

    Raises:
        NotFound: the council has no such consultation.
    """
    here = select(Consultation.kind).where(
        Consultation.id == consultation_id, Consultation.authority_id == work.actor.authority_id
    )
    kind = work.session.scalar(here)
    if kind is None:
        raise NotFound("There is no such consultation.")
    row = {
        "id": uuid4(),
        "authority_id": work.actor.authority_id,
        "consultation_id": consultation_id,
        "owner": owner,
        "answers": as_text(Unsent(lane=lane or first_lane(kind))),
        "revision": 0,
        "made_at": work.now,
        "touched_at": work.now,
    }
    new = insert_once(work.session, UnsentView).values(row).returning(UnsentView.id)
    return work.session.scalar(new) is not None


def keep(
    work: Work, consultation_id: UUID, owner: str, step: Step, answers: dict[str, Any]
) -> Unsent:
    """Keep the answers to one question, in what *owner* has begun or in a new one."""
    row = _own(work, consultation_id, owner)
    if row is None:
        begin(work, consultation_id, owner)
        row = _own(work, consultation_id, owner)
    if row is None:
        raise NotFound("Your answers are no longer here.")
    before = from_text(row.answers)
    if step not in before.done:
        note_step(work, consultation_id, step)
    unsent = answered(before, step, answers)
    row.answers = as_text(unsent)
    row.revision += 1
    row.touched_at = work.now
    return unsent


def forget(work: Work, consultation_id: UUID, owner: str) -> None:
    """Delete what *owner* has begun, if anything."""
    work.session.execute(
        delete(UnsentView).where(
            UnsentView.authority_id == work.actor.authority_id,
            UnsentView.consultation_id == consultation_id,
            UnsentView.owner == owner,
        )
    )


def take(work: Work, unsent_id: UUID, owner: str, revision: int) -> timedelta:
    """Take out what is about to be sent, exactly as its owner has last seen it.

    Returns how long ago it was begun.

    Raises:
        Conflict: it was changed since, or sent.
    """
    taken = work.session.execute(
        delete(UnsentView)
        .where(
            UnsentView.id == unsent_id,
            UnsentView.authority_id == work.actor.authority_id,
            UnsentView.owner == owner,
            UnsentView.revision == revision,
        )
        .returning(UnsentView.made_at)
    ).one_or_none()
    if taken is None:
        raise Conflict("Your answers have changed since you checked them. Check them again.")
    made_at: datetime = taken.made_at
    return work.now - made_at


def _own(work: Work, consultation_id: UUID, owner: str) -> UnsentView | None:
    return work.session.scalars(
        select(UnsentView)
        .where(
            UnsentView.authority_id == work.actor.authority_id,
            UnsentView.consultation_id == consultation_id,
            UnsentView.owner == owner,
        )
        .with_for_update()
    ).one_or_none()
