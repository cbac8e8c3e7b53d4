"""Keep what somebody has answered so far, and forget it once it is sent or no longer wanted."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from consultation.commands.voices import insert_once
from consultation.models.consultations import Consultation
from consultation.models.unsent import UnsentView
from consultation.rules.unsent import Step, Unsent, answered, as_text, from_text
from foundation.base.errors import Conflict, NotFound
from foundation.base.work import Work


def begin(work: Work, consultation_id: UUID, owner: str) -> None:
    """Begin a contribution; one that *owner* has begun already stays as it is.

    Raises:
        NotFound: the council has no such consultation.
    """
    here = select(Consultation.id).where(
        Consultation.id == consultation_id, Consultation.authority_id == work.actor.authority_id
    )
    if work.session.scalar(here) is None:
        raise NotFound("There is no such consultation.")
    row = {
        "id": uuid4(),
        "authority_id": work.actor.authority_id,
        "consultation_id": consultation_id,
        "owner": owner,
        "answers": as_text(Unsent()),
        "revision": 0,
        "made_at": work.now,
        "touched_at": work.now,
    }
    work.session.execute(insert_once(work.session, UnsentView).values(row))


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
    unsent = answered(from_text(row.answers), step, answers)
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


def take(work: Work, unsent_id: UUID, owner: str, revision: int) -> None:
    """Take out what is about to be sent, exactly as its owner has last seen it.

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
        .returning(UnsentView.id)
    ).one_or_none()
    if taken is None:
        raise Conflict("Your answers have changed since you checked them. Check them again.")


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
