"""Notes and actions of workshops, and the actions that are still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from programme.models.actions import WorkshopAction, WorkshopNote
from programme.models.workshops import Workshop
from programme.rules.actions import ActionState, NoteKind, days_late


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What was noted at a workshop."""

    kind: NoteKind
    words: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class ActionRow:
    """What somebody has to do, and where that was agreed."""

    id: UUID
    words: str
    owner_id: UUID
    owner: str
    due_on: date
    state: ActionState
    closed_because: str | None
    workshop_id: UUID
    workshop: str

    def late(self, today: date) -> int:
        """Return by how many days it is late, or 0."""
        return days_late(self.state, self.due_on, today)


def notes_of(session: Session, workshop_id: UUID) -> tuple[NoteRow, ...]:
    """Return the notes of a workshop that the caller asked for by its own authority, in order."""
    asked = (
        select(WorkshopNote.kind, WorkshopNote.words, WorkshopNote.noted_at)
        .where(WorkshopNote.workshop_id == workshop_id)
        .order_by(WorkshopNote.position)
    )
    return tuple(NoteRow(*row) for row in session.execute(asked))


def actions_of(session: Session, workshop_id: UUID) -> tuple[ActionRow, ...]:
    """Return the actions of a workshop that the caller asked for by its own authority, in order."""
    asked = _rows().where(WorkshopAction.workshop_id == workshop_id)
    return _read(session, asked.order_by(WorkshopAction.position))


def open_actions(
    session: Session, authority_id: UUID, owner_id: UUID | None = None
) -> tuple[ActionRow, ...]:
    """Return the open actions of a council, or those of one person, the one due first first."""
    asked = _rows().where(
        Workshop.authority_id == authority_id, WorkshopAction.state == ActionState.OPEN
    )
    if owner_id is not None:
        asked = asked.where(WorkshopAction.owner_id == owner_id)
    return _read(session, asked.order_by(WorkshopAction.due_on, WorkshopAction.id))


def workshop_of(session: Session, authority_id: UUID, action_id: UUID) -> UUID | None:
    """Return the workshop at which an action of a council was agreed, or None."""
    asked = (
        select(Workshop.id)
        .join(WorkshopAction, WorkshopAction.workshop_id == Workshop.id)
        .where(WorkshopAction.id == action_id, Workshop.authority_id == authority_id)
    )
    return session.scalar(asked)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            WorkshopAction.id,
            WorkshopAction.words,
            WorkshopAction.owner_id,
            func.coalesce(Person.name, Person.email, ""),
            WorkshopAction.due_on,
            WorkshopAction.state,
            WorkshopAction.closed_because,
            Workshop.id,
            Workshop.title,
        )
        .join(Workshop, Workshop.id == WorkshopAction.workshop_id)
        .outerjoin(Person, Person.id == WorkshopAction.owner_id)
    )


def _read(session: Session, asked: Select[*tuple[Any, ...]]) -> tuple[ActionRow, ...]:
    return tuple(ActionRow(*row) for row in session.execute(asked))
