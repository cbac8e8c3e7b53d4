"""A prototype that the actor writes, or that the council reads, with its challenge held."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.commands.own_cohort import written_for
from programme.models.cohorts import CohortSeat
from programme.models.prototypes import Prototype
from programme.rules.prototypes import REFUSALS, SEEN, PrototypeMoved, PrototypeState, may_write

NONE = "There is no such prototype."


def of_seat(work: Work, seat: CohortSeat) -> Prototype | None:
    """Return what the firm of a seat builds, locked, or None."""
    asked = select(Prototype).where(Prototype.seat_id == seat.id)
    held = asked.with_for_update().execution_options(populate_existing=True)
    return work.session.scalars(held).one_or_none()


def writable(work: Work, seat_id: UUID) -> Prototype:
    """Return what the actor's firm builds, to be changed.

    Raises:
        NotFound: the actor does not write for such a seat, or nothing is written yet.
        Conflict: it was handed in.
    """
    found = of_seat(work, written_for(work, seat_id))
    if found is None:
        raise NotFound(NONE)
    agree(may_write(found.state), REFUSALS)
    found.changed_at = work.now
    return found


def handed_in(work: Work, prototype_id: UUID) -> Prototype:
    """Return a prototype that the council may read, locked.

    Raises:
        NotFound: there is none; what a firm still writes is nobody's but its own.
    """
    asked = select(Prototype).where(Prototype.id == prototype_id, Prototype.state.in_(SEEN))
    held = asked.with_for_update().execution_options(populate_existing=True)
    found = work.session.scalars(held).one_or_none()
    if found is None:
        raise NotFound(NONE)
    own_challenge(work, found.challenge_id)
    return found


def move(work: Work, found: Prototype, after: PrototypeState) -> None:
    """Take a prototype to another state."""
    before, found.state, found.changed_at = found.state, after, work.now
    work.session.flush()
    moved = PrototypeMoved(found.id, challenge_id=found.challenge_id, before=before, after=after)
    work.record(moved)
