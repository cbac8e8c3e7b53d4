"""Note what was said at a workshop, give somebody something to do, and say how it stands."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.errors import NotFound
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.people import checked_person
from programme.commands.workshops import own_workshop
from programme.models.actions import WorkshopAction, WorkshopNote
from programme.rules.access import Can
from programme.rules.actions import (
    REFUSALS,
    ActionDraft,
    ActionMoved,
    ActionState,
    NoteKind,
    NoteTaken,
    checked_action,
    checked_note,
    may_move,
    may_touch,
)


def take_note(work: Work, workshop_id: UUID, kind: NoteKind | None, text: str) -> UUID:
    """Note something at a workshop; return the id of the note.

    Raises:
        NotFound: no such workshop.
        Invalid: it says nothing, or not what it is.
    """
    held = own_workshop(work, workshop_id)
    text = checked_note(text, kind)
    assert kind  # noqa: S101  checked just now
    last = select(func.max(WorkshopNote.position)).where(WorkshopNote.workshop_id == held.id)
    made = WorkshopNote(
        id=uuid4(),
        workshop_id=held.id,
        position=(work.session.scalar(last) or 0) + 1,
        kind=kind,
        words=text,
        noted_by_id=work.actor.person_id,
        noted_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record(NoteTaken(made.id, workshop_id=held.id, note=kind))
    return made.id


def give_action(work: Work, workshop_id: UUID, draft: ActionDraft) -> UUID:
    """Give somebody of the council something to do; return its id.

    Raises:
        NotFound: no such workshop.
        Invalid: it says nothing, or has no owner here, or no day.
    """
    held = own_workshop(work, workshop_id)
    draft = checked_action(draft)
    assert draft.owner_id and draft.due_on  # noqa: S101, PT018  checked just now
    last = select(func.max(WorkshopAction.position)).where(WorkshopAction.workshop_id == held.id)
    made = WorkshopAction(
        id=uuid4(),
        workshop_id=held.id,
        position=(work.session.scalar(last) or 0) + 1,
        words=draft.words,
        owner_id=checked_person(work, draft.owner_id, "owner"),
        due_on=draft.due_on,
        state=ActionState.OPEN,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record(ActionMoved(made.id, workshop_id=held.id, state=made.state))
    return made.id


def move_action(work: Work, action_id: UUID, after: ActionState, reason: str = "") -> None:
    """Say that an action is done, given up or open again.

    Raises:
        NotFound: no such action that is the actor's to touch.
        Conflict: it stands elsewhere by now, or is given up without a reason.
    """
    found = work.session.scalars(
        select(WorkshopAction)
        .where(WorkshopAction.id == action_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such action.")
    own_workshop(work, found.workshop_id)
    is_owner = found.owner_id == work.actor.person_id
    if not may_touch(is_owner=is_owner, runs_workshops=work.actor.may(Can.WORKSHOP_RUN)):
        raise NotFound("There is no such action.")
    agree(may_move(found.state, after, reason), REFUSALS)
    is_open = after is ActionState.OPEN
    found.state, found.closed_at = after, None if is_open else work.now
    found.closed_because = reason if after is ActionState.DROPPED else None
    work.session.flush()
    work.record(ActionMoved(found.id, workshop_id=found.workshop_id, state=after))
