"""Seats, sessions and the ledger through the commands, on both databases; and what rivals try."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.commands.cohorts import move_seat, pair_mentor, seat_firm, seat_person
from programme.commands.sessions import answer_invitation, take_attendance
from programme.commands.tellings import keep_private, note_telling, read_telling, share_telling
from programme.models.challenges import Challenge
from programme.models.cohorts import CohortSeat, Telling
from programme.queries.cohorts import cohort_page, cohorts_of
from programme.queries.sessions import own_sessions, session_page
from programme.queries.snapshots import look, snapshot_of
from programme.queries.tellings import ledger, own_seats, told_to
from programme.rules.attendance import Came, Risk
from programme.rules.cohorts import SeatState, Side
from programme.rules.lines import Line
from programme.rules.sessions import SessionKind
from programme.rules.snapshots import Cohort as CohortFacts
from programme.rules.stages import GateCode
from programme.rules.tellings import Means, TellingDraft, TellingState
from tests.clock import NOW
from tests.make import a_person, an_authority
from tests.programme.cohorts import Cohort, a_cohort, a_sent_submission, a_session
from tests.programme.firms import a_firm
from tests.programme.make import Crew, a_crew


@pytest.fixture
def cohort(session: Session, crew: Crew, challenge: UUID) -> Cohort:
    return a_cohort(session, crew, challenge)


def _take(session: Session, crew: Crew, held: UUID, marks: dict[UUID, Came]) -> None:
    with work(session, crew[Role.FACILITATOR], NOW) as unit:
        take_attendance(unit, held, marks)


def _state(session: Session, seat_id: UUID) -> SeatState:
    session.expire_all()
    return session.get_one(CohortSeat, seat_id).state


def _note(session: Session, crew: Crew, cohort: Cohort, seat: UUID | None) -> UUID:
    means = Means.ONE_TO_ONE if seat else Means.TOGETHER
    with work(session, crew[Role.FACILITATOR], NOW) as unit:
        draft = TellingDraft("The case system is called X.", means, NOW.date(), seat)
        return note_telling(unit, cohort.id, cohort.challenge_id, draft)


def test_who_comes_is_active_and_who_stays_away_is_at_risk_until_they_come_again(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    first, second = cohort.seats
    launch = a_session(session, crew.manager, cohort)
    _take(session, crew, launch, {first: Came.ATTENDED, second: Came.ATTENDED})
    assert (_state(session, first), _state(session, second)) == (SeatState.ACTIVE,) * 2
    later = a_session(session, crew.manager, cohort, days=-7)
    _take(session, crew, later, {first: Came.PARTIAL, second: Came.ABSENT})
    assert (_state(session, first), _state(session, second)) == (
        SeatState.ACTIVE,
        SeatState.AT_RISK,
    )
    (row,) = cohorts_of(session, crew.manager.authority_id)
    page = cohort_page(session, row, NOW)
    seats = {seat.id: seat for seat in page.seats}
    assert seats[second].risk is Risk.ABSENT
    assert seats[second].weeks == (Came.ATTENDED, Came.ABSENT, None)
    assert (page.week, page.weeks) == (3, 9)
    assert [point.still for point in page.firms] == [2, 2, 2]
    _take(session, crew, later, {second: Came.EXCUSED})
    assert _state(session, second) is SeatState.ACTIVE


def test_gate_4_reads_attendance_of_both_sides_and_open_lines(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    first, second = cohort.seats
    assert snapshot_of(session, cohort.challenge_id, NOW).cohort == CohortFacts(None, 0)
    held = a_session(session, crew.manager, cohort)
    marks = {first: Came.ATTENDED, second: Came.EXCUSED, cohort.officer: Came.ATTENDED}
    _take(session, crew, held, marks | {cohort.sponsor: Came.ABSENT})
    line = _note(session, crew, cohort, first)
    assert snapshot_of(session, cohort.challenge_id, NOW).cohort == CohortFacts(66, 1)
    results = {
        each.line: each.is_met
        for each in look(session, cohort.challenge_id, GateCode.G4, NOW).results
    }
    assert results[Line.ATTENDANCE_HIGH_ENOUGH]
    assert not results[Line.EQUAL_INFORMATION]
    with work(session, crew.manager, NOW) as unit:
        share_telling(unit, line)
    assert snapshot_of(session, cohort.challenge_id, NOW).cohort == CohortFacts(66, 0)


def test_what_one_firm_was_told_every_firm_reads_once_it_is_shared(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    line = _note(session, crew, cohort, cohort.seats[0])
    council = crew.manager.authority_id
    (seat,) = own_seats(session, council, _person(cohort, 1))
    assert told_to(session, seat) == ()
    with pytest.raises(Conflict), work(session, cohort.firms[1].first, NOW) as unit:
        read_telling(unit, line, seat.id)
    with work(session, crew.manager, NOW) as unit:
        share_telling(unit, line)
    for _ in range(2):
        with work(session, cohort.firms[1].first, NOW) as unit:
            read_telling(unit, line, seat.id)
    assert [told.is_read for told in told_to(session, seat)] == [True]
    (row,) = ledger(session, cohort.id)
    assert (row.firm, row.read, row.firms) == ("Firm 1", 1, 2)
    with pytest.raises(Conflict, match="taken back"), work(session, crew.manager, NOW) as unit:
        keep_private(unit, line, "It is their own design.")


def test_a_line_is_private_only_if_a_second_person_agrees(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    line = _note(session, crew, cohort, cohort.seats[0])
    with (
        pytest.raises(Conflict, match="Somebody else"),
        work(session, crew[Role.FACILITATOR], NOW) as unit,
    ):
        keep_private(unit, line, "It is their own design.")
    with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
        keep_private(unit, line, " ")
    with work(session, crew.manager, NOW) as unit:
        keep_private(unit, line, "It is their own design.")
    assert ledger(session, cohort.id)[0].state is TellingState.PRIVATE
    row = session.get_one(Telling, line)
    row.settled_by_id = row.noted_by_id
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_what_all_were_told_together_is_shared_at_once(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    _note(session, crew, cohort, None)
    (row,) = ledger(session, cohort.id)
    assert row.state is TellingState.SHARED


def test_a_rival_neither_reads_for_a_firm_nor_answers_for_it(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    line = _note(session, crew, cohort, None)
    ahead = a_session(session, crew.manager, cohort, days=7)
    theirs, rival = cohort.seats[0], cohort.firms[1].first
    with pytest.raises(NotFound), work(session, rival, NOW) as unit:
        read_telling(unit, line, theirs)
    with pytest.raises(NotFound), work(session, rival, NOW) as unit:
        answer_invitation(unit, ahead, theirs, comes=False)
    seats = own_seats(session, crew.manager.authority_id, _person(cohort, 1))
    assert [seat.id for seat in seats] == [cohort.seats[1]]
    with work(session, cohort.firms[0].second, NOW) as unit:
        answer_invitation(unit, ahead, theirs, comes=True)
    assert own_sessions(session, theirs)[-1].came is Came.ACCEPTED


def test_a_firm_that_left_is_told_nothing_more(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    with pytest.raises(Conflict, match="why"), work(session, crew.manager, NOW) as unit:
        move_seat(unit, cohort.seats[0], SeatState.DROPPED)
    with work(session, crew.manager, NOW) as unit:
        move_seat(unit, cohort.seats[0], SeatState.DROPPED, "Lost its lead developer.")
    assert own_seats(session, crew.manager.authority_id, _person(cohort, 0)) == ()
    (row,) = cohorts_of(session, crew.manager.authority_id)
    assert [point.still for point in cohort_page(session, row, NOW).firms] == [2, 2, 1]


def test_seats_are_for_who_sent_something_once_each_and_three_a_challenge(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    stranger = a_firm(session, crew.manager.authority_id, "Stranger")
    with pytest.raises(Invalid, match="no submission"), work(session, crew.manager, NOW) as unit:
        seat_firm(unit, cohort.id, cohort.challenge_id, stranger.id)
    with pytest.raises(Conflict, match="already"), work(session, crew.manager, NOW) as unit:
        seat_firm(unit, cohort.id, cohort.challenge_id, cohort.firms[0].id)
    others = [a_firm(session, crew.manager.authority_id, name) for name in ("Third", "Fourth")]
    for firm in others:
        a_sent_submission(session, cohort.challenge_id, firm)
    with work(session, crew.manager, NOW) as unit:
        seat_firm(unit, cohort.id, cohort.challenge_id, others[0].id)
    with pytest.raises(Conflict, match="Three firms"), work(session, crew.manager, NOW) as unit:
        seat_firm(unit, cohort.id, cohort.challenge_id, others[1].id)


def test_a_mentor_writes_for_no_firm_of_the_challenge(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    mentor = a_person(session, crew.manager.authority_id, Role.MENTOR).id
    with pytest.raises(Invalid, match="has a seat"), work(session, crew.manager, NOW) as unit:
        pair_mentor(unit, cohort.seats[0], mentor)
    with work(session, crew.manager, NOW) as unit:
        seat_person(unit, cohort.id, mentor, Side.MENTOR)
        pair_mentor(unit, cohort.seats[0], mentor)
    assert session.get_one(CohortSeat, cohort.seats[0]).mentor_id == mentor
    member = _person(cohort, 1)
    session.add(CohortSeat(**_mentor_seat(cohort, member)))
    session.commit()
    with pytest.raises(Invalid, match="no firm"), work(session, crew.manager, NOW) as unit:
        pair_mentor(unit, cohort.seats[0], member)


def test_nobody_is_marked_who_was_not_asked_and_nobody_before_it_begins(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    alone = a_session(
        session, crew.manager, cohort, kind=SessionKind.ONE_TO_ONE, seat_id=cohort.seats[0]
    )
    with pytest.raises(Conflict, match="not asked"):
        _take(session, crew, alone, {cohort.seats[1]: Came.ATTENDED})
    ahead = a_session(session, crew.manager, cohort, days=1)
    with pytest.raises(Conflict, match="not begun"):
        _take(session, crew, ahead, {cohort.seats[1]: Came.ATTENDED})


def test_another_council_finds_none_of_it(session: Session, crew: Crew, cohort: Cohort) -> None:
    held = a_session(session, crew.manager, cohort)
    line = _note(session, crew, cohort, cohort.seats[0])
    stranger = a_crew(session, an_authority(session, slug="leeds").id)
    attempts: tuple[Callable[[Work], None], ...] = (
        lambda unit: take_attendance(unit, held, {}),
        lambda unit: share_telling(unit, line),
        lambda unit: move_seat(unit, cohort.seats[0], SeatState.DROPPED, "No."),
        lambda unit: share_telling(unit, uuid4()),
    )
    for attempt in attempts:
        with pytest.raises(NotFound), work(session, stranger.manager, NOW) as unit:
            attempt(unit)
    assert session_page(session, stranger.manager.authority_id, held) is None
    assert cohorts_of(session, stranger.manager.authority_id) == ()
    assert session.get_one(Challenge, cohort.challenge_id).authority_id == crew.manager.authority_id


def _person(cohort: Cohort, firm: int) -> UUID:
    person_id = cohort.firms[firm].first.person_id
    assert person_id is not None
    return person_id


def _mentor_seat(cohort: Cohort, person_id: UUID) -> dict[str, object]:
    return {
        "cohort_id": cohort.id,
        "side": Side.MENTOR,
        "person_id": person_id,
        "state": SeatState.ACTIVE,
        "joined_on": (NOW - timedelta(days=3)).date(),
    }
