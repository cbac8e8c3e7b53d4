"""A cohort, a seat or a session of the actor's own council, held still until the commit."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.work import Work
from programme.models.cohorts import Cohort, CohortSeat, CohortSession
from programme.models.firms import FirmMember
from programme.rules.cohorts import HERE


def own_cohort(work: Work, cohort_id: UUID) -> Cohort:
    """Return a cohort of the actor's council, locked.

    Raises:
        NotFound: there is none.
    """
    found = work.session.scalars(
        select(Cohort)
        .where(Cohort.id == cohort_id, Cohort.authority_id == work.actor.authority_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such cohort.")
    return found


def own_seat(work: Work, seat_id: UUID) -> tuple[Cohort, CohortSeat]:
    """Return a seat with its cohort, locked.

    Raises:
        NotFound: the actor's council has none.
    """
    seat = work.session.get(CohortSeat, seat_id, populate_existing=True)
    if seat is None:
        raise NotFound("There is no such seat.")
    return own_cohort(work, seat.cohort_id), seat


def own_session(work: Work, session_id: UUID) -> tuple[Cohort, CohortSession]:
    """Return a session with its cohort, locked.

    Raises:
        NotFound: the actor's council has none.
    """
    found = work.session.get(CohortSession, session_id, populate_existing=True)
    if found is None:
        raise NotFound("There is no such session.")
    return own_cohort(work, found.cohort_id), found


def written_for(work: Work, seat_id: UUID) -> CohortSeat:
    """Return the seat of a firm for which the actor writes, and that has not left.

    Raises:
        NotFound: there is none; a rival's seat is none.
    """
    _cohort, seat = own_seat(work, seat_id)
    writes = select(FirmMember.firm_id).where(
        FirmMember.firm_id == seat.firm_id, FirmMember.person_id == work.actor.person_id
    )
    if seat.state not in HERE or work.session.scalar(writes) is None:
        raise NotFound("There is no such seat.")
    return seat
