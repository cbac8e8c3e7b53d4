"""Set up a cohort, give seats in it, and say who left."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.accounts.models.people import PersonRole
from foundation.base.clock import london_day
from foundation.base.errors import Conflict, Invalid
from foundation.base.guards import guarded_by
from foundation.base.refusals import agree
from foundation.base.roles import STAFF, Role
from foundation.base.words import say
from foundation.base.work import Work
from foundation.base.written import in_one_line
from programme.commands.own import own_challenge, own_programme
from programme.commands.own_cohort import own_cohort, own_seat
from programme.commands.people import NOBODY, checked_person
from programme.models.cohorts import Cohort, CohortSeat, CohortSession, SessionSeat
from programme.models.firms import FirmMember
from programme.models.submissions import Submission
from programme.rules.attendance import Came
from programme.rules.cohorts import (
    HERE,
    LONGEST_REASON,
    REFUSALS,
    CohortDraft,
    CohortMade,
    SeatGiven,
    SeatMoved,
    SeatState,
    Side,
    checked_cohort,
    may_move,
    may_seat,
)
from programme.rules.sessions import WITH_ONE
from programme.rules.submissions import SENT, SubmissionState

ONE_EACH = say("This programme has a cohort already.")
NOT_SENT = say("This firm has sent no submission to the challenge.")
OUT = frozenset({SubmissionState.INELIGIBLE, SubmissionState.INELIGIBLE_INFORMED})


def make_cohort(work: Work, programme: UUID | str, draft: CohortDraft) -> UUID:
    """Set up the cohort of a programme; return its id.

    Raises:
        NotFound: no such programme.
        Invalid: something in the draft cannot stay as it is.
        Conflict: the programme has a cohort.
    """
    owner = own_programme(work, programme)
    draft = checked_cohort(draft)
    made = Cohort(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        programme_id=owner.id,
        title=draft.title,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        made_at=work.now,
    )
    taken = Conflict(ONE_EACH)
    with guarded_by({"uq_cohort_programme_id": taken, "cohort.programme_id": taken}):
        work.session.add(made)
        work.session.flush()
    work.record(CohortMade(made.id, programme_id=owner.id))
    return made.id


def seat_firm(work: Work, cohort_id: UUID, challenge: UUID | str, firm_id: UUID) -> UUID:
    """Give a firm a seat for a challenge to which it sent a submission; return the seat's id.

    Raises:
        NotFound: no such cohort or challenge.
        Invalid: the firm has sent none.
        Conflict: it has a seat, three firms have one, or the cohort is over.
    """
    cohort, asked = own_cohort(work, cohort_id), own_challenge(work, challenge)
    sent = select(Submission.id).where(
        Submission.challenge_id == asked.id,
        Submission.firm_id == firm_id,
        Submission.state.in_(SENT - OUT),
    )
    if asked.programme_id != cohort.programme_id or work.session.scalar(sent) is None:
        raise Invalid(NOT_SENT, fields={"firm": NOT_SENT})
    return _seat(work, cohort, CohortSeat(side=Side.FIRM, challenge_id=asked.id, firm_id=firm_id))


def seat_person(
    work: Work, cohort_id: UUID, person_id: UUID, side: Side, challenge: UUID | str | None = None
) -> UUID:
    """Give a person of the council, a sponsor or a mentor a seat; return its id.

    Raises:
        NotFound: no such cohort or challenge.
        Invalid: the person does not hold a role of that side.
        Conflict: they have a seat, or the cohort is over.
    """
    cohort = own_cohort(work, cohort_id)
    asked = own_challenge(work, challenge) if challenge else None
    checked_person(work, person_id, "person", _ROLE.get(side))
    if side not in _ROLE:
        _checked_staff(work, person_id)
    seat = CohortSeat(side=side, challenge_id=asked.id if asked else None, person_id=person_id)
    return _seat(work, cohort, seat)


def move_seat(work: Work, seat_id: UUID, after: SeatState, reason: str = "") -> None:
    """Take a seat on board, let it complete, or say that it left and why.

    Raises:
        NotFound: no such seat.
        Conflict: it does not follow, or a reason is missing.
    """
    cohort, seat = own_seat(work, seat_id)
    reason = in_one_line(reason)[:LONGEST_REASON]
    agree(may_move(seat.state, after, reason), REFUSALS)
    before, seat.state = seat.state, after
    if after is SeatState.DROPPED:
        seat.left_on, seat.left_because = london_day(work.now), reason
    work.session.flush()
    work.record(SeatMoved(seat.id, cohort_id=cohort.id, before=before, after=after))


def pair_mentor(work: Work, seat_id: UUID, mentor_id: UUID | None) -> None:
    """Say who mentors a firm, or nobody.

    Raises:
        NotFound: no such seat.
        Invalid: the mentor has no seat here, or writes for a firm of this challenge.
    """
    cohort, seat = own_seat(work, seat_id)
    if mentor_id is not None:
        has_seat = select(CohortSeat.id).where(
            CohortSeat.cohort_id == cohort.id,
            CohortSeat.person_id == mentor_id,
            CohortSeat.side == Side.MENTOR,
            CohortSeat.state.in_(HERE),
        )
        rivals = select(FirmMember.firm_id).where(
            FirmMember.person_id == mentor_id,
            FirmMember.firm_id.in_(
                select(CohortSeat.firm_id).where(CohortSeat.challenge_id == seat.challenge_id)
            ),
        )
        if work.session.scalar(has_seat) is None or work.session.scalar(rivals) is not None:
            apart = say("A mentor has a seat here, and writes for no firm of this challenge.")
            raise Invalid(apart, fields={"mentor": apart})
    seat.mentor_id = mentor_id
    work.session.flush()


_ROLE = {Side.EXECUTIVE: Role.EXECUTIVE_SPONSOR, Side.MENTOR: Role.MENTOR}


def _checked_staff(work: Work, person_id: UUID) -> None:
    held = select(PersonRole.role).where(
        PersonRole.person_id == person_id, PersonRole.agreed_at.is_not(None)
    )
    if not STAFF & set(work.session.scalars(held)):
        raise Invalid(NOBODY, fields={"person": NOBODY})


def _seat(work: Work, cohort: Cohort, seat: CohortSeat) -> UUID:
    of_challenge = select(func.count()).where(
        CohortSeat.cohort_id == cohort.id, CohortSeat.challenge_id == seat.challenge_id
    )
    there = select(func.count()).where(
        CohortSeat.cohort_id == cohort.id,
        CohortSeat.firm_id.is_not_distinct_from(seat.firm_id),
        CohortSeat.person_id.is_not_distinct_from(seat.person_id),
        CohortSeat.challenge_id.is_not_distinct_from(seat.challenge_id),
    )
    firms = of_challenge.where(CohortSeat.side == Side.FIRM, CohortSeat.state.in_(HERE))
    today = london_day(work.now)
    agree(
        may_seat(
            is_there=bool(work.session.scalar(there)),
            firms=work.session.scalar(firms) or 0,
            side=seat.side,
            is_over=today > cohort.ends_on,
        ),
        REFUSALS,
    )
    seat.id, seat.cohort_id, seat.state = uuid4(), cohort.id, SeatState.INVITED
    seat.joined_on = max(today, cohort.starts_on)
    work.session.add(seat)
    work.session.flush()
    _ask_to_what_is_planned(work, cohort, seat)
    work.record(SeatGiven(seat.id, cohort_id=cohort.id, side=seat.side))
    return seat.id


def _ask_to_what_is_planned(work: Work, cohort: Cohort, seat: CohortSeat) -> None:
    ahead = select(CohortSession).where(
        CohortSession.cohort_id == cohort.id,
        CohortSession.starts_at > work.now,
        CohortSession.kind.not_in(WITH_ONE),
    )
    for planned in work.session.scalars(ahead):
        if seat.challenge_id is None or planned.challenge_id in {None, seat.challenge_id}:
            asked = SessionSeat(session_id=planned.id, seat_id=seat.id, came=Came.INVITED)
            work.session.add(asked)
    work.session.flush()
