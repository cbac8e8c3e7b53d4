"""Plan the sessions of a cohort, and write down who came."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import or_, select

from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.attendance import answer_asking, mark_attendance
from programme.commands.own_cohort import own_cohort, own_session, written_for
from programme.commands.settling import settle_seats
from programme.models.challenges import Challenge
from programme.models.cohorts import Cohort, CohortSeat, CohortSession, SessionSeat
from programme.rules.attendance import AttendanceTaken, Came, SessionPlanned
from programme.rules.cohorts import HERE
from programme.rules.sessions import SessionDraft, checked_session

NOT_HERE = say("Choose a challenge and a firm of this cohort.")


def plan_session(work: Work, cohort_id: UUID, draft: SessionDraft) -> UUID:
    """Put a session into the plan, and ask everybody to it who is concerned; return its id.

    Raises:
        NotFound: no such cohort.
        Invalid: something in the draft cannot stay as it is.
    """
    cohort = own_cohort(work, cohort_id)
    draft = checked_session(draft)
    asked = _asked(work, cohort, draft)
    made = CohortSession(
        id=uuid4(),
        cohort_id=cohort.id,
        challenge_id=draft.challenge_id,
        kind=draft.kind,
        title=draft.title,
        starts_at=draft.starts_at,
        minutes=draft.minutes,
    )
    work.session.add(made)
    work.session.flush()
    for seat_id in asked:
        work.session.add(SessionSeat(session_id=made.id, seat_id=seat_id, came=Came.INVITED))
    work.session.flush()
    work.record(SessionPlanned(made.id, cohort_id=cohort.id))
    return made.id


def take_attendance(work: Work, session_id: UUID, marks: Mapping[UUID, Came]) -> None:
    """Write down who came; seats that are not in *marks* stay as they are.

    Raises:
        NotFound: no such session.
        Conflict: it has not begun, or somebody was not asked to it.
    """
    cohort, held = own_session(work, session_id)
    rows = {
        row.seat_id: row
        for row in work.session.scalars(
            select(SessionSeat).where(SessionSeat.session_id == held.id)
        )
    }
    mark_attendance(rows, marks, starts_at=held.starts_at, now=work.now)
    if work.now >= held.starts_at:
        held.taken_at = work.now
    work.session.flush()
    settle_seats(work, cohort.id, marks.keys())
    work.record(AttendanceTaken(held.id, cohort_id=cohort.id))


def answer_invitation(work: Work, session_id: UUID, seat_id: UUID, *, comes: bool) -> None:
    """Let a firm say that it comes, or excuse itself.

    Raises:
        NotFound: the actor does not write for such a seat, or it was not asked.
        Conflict: it was written down already who came.
    """
    seat = written_for(work, seat_id)
    _cohort, held = own_session(work, session_id)
    row = work.session.get(SessionSeat, (held.id, seat.id))
    answer_asking(row, comes=comes, starts_at=held.starts_at, taken_at=held.taken_at, now=work.now)
    work.session.flush()


def _asked(work: Work, cohort: Cohort, draft: SessionDraft) -> list[UUID]:
    """Return the seats that a session concerns: people of all challenges come to each."""
    here = (CohortSeat.cohort_id == cohort.id, CohortSeat.state.in_(HERE))
    if draft.seat_id is not None:
        asked = select(CohortSeat.id).where(*here, CohortSeat.id == draft.seat_id)
    elif draft.challenge_id is not None:
        ours = select(Challenge.id).where(
            Challenge.id == draft.challenge_id, Challenge.programme_id == cohort.programme_id
        )
        if work.session.scalar(ours) is None:
            raise Invalid(NOT_HERE, fields={"challenge": NOT_HERE})
        concerned = or_(
            CohortSeat.challenge_id.is_(None), CohortSeat.challenge_id == draft.challenge_id
        )
        asked = select(CohortSeat.id).where(*here, concerned)
    else:
        asked = select(CohortSeat.id).where(*here)
    found = list(work.session.scalars(asked))
    if draft.seat_id is not None and not found:
        raise Invalid(NOT_HERE, fields={"seat": NOT_HERE})
    return found
