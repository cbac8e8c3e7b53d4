"""Give prototypes their time on the showcase day, or take it away."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own_cohort import own_cohort
from programme.commands.own_prototype import NONE, handed_in
from programme.models.cohorts import CohortSeat, CohortSession
from programme.models.prototypes import Prototype
from programme.models.showcases import ShowcaseSlot
from programme.rules.sessions import SessionKind
from programme.rules.showcases import (
    REFUSALS,
    Slot,
    SlotGiven,
    SlotTaken,
    WhyNot,
    may_show,
)

NO_DAY = say("Choose a showcase of the cohort in which this firm is.")


def give_slot(work: Work, session_id: UUID, prototype_id: UUID, slot: Slot) -> None:
    """Let a prototype be shown at a time of a showcase; it has one time at most.

    Raises:
        NotFound: no such prototype was handed in.
        Invalid: the session is no showcase of its cohort and challenge.
        Conflict: it is not checked, the time is taken, or it was shown.
    """
    cohort_id = _held_cohort(work, prototype_id)
    found = handed_in(work, prototype_id)
    day = work.session.get(CohortSession, session_id)
    is_ours = (
        day is not None
        and day.kind is SessionKind.SHOWCASE
        and day.cohort_id == cohort_id
        and day.challenge_id in {None, found.challenge_id}
    )
    if day is None or not is_ours:
        raise Invalid(NO_DAY, fields={"day": NO_DAY})
    rows = {
        row.prototype_id: row
        for row in work.session.scalars(
            select(ShowcaseSlot).where(ShowcaseSlot.session_id == day.id)
        )
    }
    mine = rows.pop(found.id, None) or work.session.get(ShowcaseSlot, found.id)
    others = [Slot(row.starts_at, row.minutes) for row in rows.values()]
    before = Slot(mine.starts_at, mine.minutes) if mine else None
    whole = Slot(day.starts_at, day.minutes)
    agree(may_show(found.state, slot, whole, others, before, work.now), REFUSALS)
    row = mine or ShowcaseSlot(prototype_id=found.id)
    row.session_id, row.starts_at, row.minutes = day.id, slot.starts_at, slot.minutes
    work.session.add(row)
    work.session.flush()
    work.record(SlotGiven(found.id, challenge_id=found.challenge_id))


def take_slot(work: Work, prototype_id: UUID) -> None:
    """Let a prototype not be shown at its time; the same again is nothing new.

    Raises:
        NotFound: no such prototype was handed in.
        Conflict: it was shown.
    """
    _held_cohort(work, prototype_id)
    found = handed_in(work, prototype_id)
    row = work.session.get(ShowcaseSlot, found.id)
    if row is None:
        return
    if row.starts_at <= work.now:
        raise refused(WhyNot.OVER, REFUSALS)
    work.session.delete(row)
    work.session.flush()
    work.record(SlotTaken(found.id, challenge_id=found.challenge_id))


def _held_cohort(work: Work, prototype_id: UUID) -> UUID:
    """Hold the cohort of a prototype first, as its firm does; two at once then never lock up."""
    asked = (
        select(CohortSeat.cohort_id)
        .join(Prototype, Prototype.seat_id == CohortSeat.id)
        .where(Prototype.id == prototype_id)
    )
    cohort_id = work.session.scalar(asked)
    if cohort_id is None:
        raise NotFound(NONE)
    return own_cohort(work, cohort_id).id
