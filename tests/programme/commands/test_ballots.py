"""One voter has one paper, nobody reads before the end, and afterwards no paper is anybody's."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.eventlog import LoggedEvent
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.ballots import BallotDraft, Voter, cast, open_ballot, reveal
from programme.commands.cohorts import pair_mentor, seat_person
from programme.models.ballots import Ballot, BallotMark, BallotPaper
from programme.queries.ballots import ballot_of, paper_of, seat_of_voter
from programme.queries.tallies import result_of
from programme.rules.ballots import QUORUM, WEIGHTS, Group
from programme.rules.cohorts import Side
from tests.clock import NOW
from tests.make import a_person, an_authority
from tests.programme.ballots import CLOSES, Vote, a_cited_consultation, a_vote
from tests.programme.cohorts import a_cohort
from tests.programme.make import Crew, a_crew
from tests.programme.prototypes import a_checked


@pytest.fixture
def vote(session: Session, crew: Crew, challenge: UUID) -> Vote:
    return a_vote(session, crew, challenge)


def _cast(session: Session, crew: Crew, vote: Vote, name: str, mark: int, **more: object) -> None:
    voter = Voter(name, Group.RESIDENTS, **more)  # type: ignore[arg-type]
    with work(session, crew.manager, NOW) as unit:
        cast(unit, vote.challenge_id, voter, {vote.prototypes[0]: mark}, f"Advice {name}")


def _count(session: Session, what: type[Ballot | BallotPaper | BallotMark | LoggedEvent]) -> int:
    return session.scalars(select(func.count()).select_from(what)).one()


def test_who_votes_twice_has_changed_their_vote_and_leaves_no_event(
    session: Session, crew: Crew, vote: Vote
) -> None:
    before = _count(session, LoggedEvent)
    for mark in (2, 5, 5):
        _cast(session, crew, vote, "one", mark)
    assert (_count(session, BallotPaper), _count(session, BallotMark)) == (1, 1)
    own = paper_of(session, vote.challenge_id, "one")
    assert own
    assert own.marks == {vote.prototypes[0]: 5}
    assert _count(session, LoggedEvent) == before
    assert {column.name for column in BallotPaper.__table__.columns} == {
        "id",
        "challenge_id",
        "voter",
        "party",
        "advice",
    }


def test_a_link_with_a_firm_closes_its_card_and_no_other(
    session: Session, crew: Crew, vote: Vote
) -> None:
    linked = frozenset({vote.prototypes[0]})
    with pytest.raises(Invalid):
        _cast(session, crew, vote, "one", 5, linked=linked)
    assert _count(session, BallotPaper) == 0


def test_nobody_reads_before_the_end_and_showing_the_result_destroys_whose_it_was(
    session: Session, crew: Crew, vote: Vote
) -> None:
    for number in range(QUORUM):
        _cast(session, crew, vote, f"voter {number}", 4)
    for early in (NOW, CLOSES - timedelta(microseconds=1)):
        row = ballot_of(session, vote.challenge_id, early)
        assert row
        assert result_of(session, row) is None
        with pytest.raises(Conflict), work(session, crew.manager, early) as unit:
            reveal(unit, vote.challenge_id)
    closed = ballot_of(session, vote.challenge_id, CLOSES)
    assert closed
    assert result_of(session, closed) is None
    with pytest.raises(Conflict), work(session, crew.manager, CLOSES) as unit:
        cast(unit, vote.challenge_id, Voter("late", Group.WIDER), {vote.prototypes[0]: 1})
    with work(session, crew.manager, CLOSES) as unit:
        reveal(unit, vote.challenge_id)
    session.expire_all()
    shown = ballot_of(session, vote.challenge_id, CLOSES)
    assert shown
    assert shown.salt is None
    assert {row.voter for row in session.scalars(select(BallotPaper))} == {None}
    result = result_of(session, shown)
    assert result
    assert result.tally.results == {vote.prototypes[0]: 4}
    assert len(result.advice) == QUORUM
    with pytest.raises(Conflict), work(session, crew.manager, CLOSES) as unit:
        reveal(unit, vote.challenge_id)


def test_a_person_votes_in_one_group_and_links_are_known(
    session: Session, crew: Crew, vote: Vote
) -> None:
    council, challenge = crew.manager.authority_id, vote.challenge_id
    mentor = a_person(session, council, Role.MENTOR).id
    with work(session, crew.manager, NOW) as unit:
        seat_person(unit, vote.cohort.id, mentor, Side.MENTOR)
        pair_mentor(unit, vote.cohort.seats[1], mentor)
    first, second = vote.prototypes
    writer = vote.cohort.firms[0].first.person_id
    assert writer
    for person, roles, group, linked in (
        (crew.id(Role.CHALLENGE_OWNER), {Role.CHALLENGE_OWNER}, Group.OWNERS, ()),
        (crew.id(Role.FINANCE_OFFICER), {Role.FINANCE_OFFICER}, Group.WIDER, ()),
        (writer, {Role.SME_MEMBER}, Group.PEERS, (first,)),
        (mentor, {Role.MENTOR}, None, (second,)),
        (uuid4(), {Role.RESIDENT}, None, ()),
    ):
        seat = seat_of_voter(session, challenge, person, roles)
        assert (seat.group, seat.linked) == (group, frozenset(linked))


def test_a_vote_is_opened_once_on_two_checked_prototypes_and_a_cited_consultation(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    cohort = a_cohort(session, crew, challenge)
    a_cited_consultation(session, crew.manager, challenge)
    draft = BallotDraft({Group.OWNERS: 10_000}, QUORUM, CLOSES)
    a_checked(session, crew, cohort, 0)
    with pytest.raises(Conflict), work(session, crew.manager, NOW) as unit:
        open_ballot(unit, challenge, draft)
    a_checked(session, crew, cohort, 1)
    elsewhere = BallotDraft(WEIGHTS, QUORUM, CLOSES, "some-other-consultation")
    with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
        open_ballot(unit, challenge, elsewhere)
    others = a_crew(session, an_authority(session, "leeds").id)
    with pytest.raises(NotFound), work(session, others.manager, NOW) as unit:
        open_ballot(unit, challenge, draft)
    with work(session, crew.manager, NOW) as unit:
        open_ballot(unit, challenge, draft)
    with pytest.raises(Conflict), work(session, crew.manager, NOW) as unit:
        open_ballot(unit, challenge, draft)
    with pytest.raises(Conflict), work(session, crew.manager, NOW) as unit:
        cast(unit, challenge, Voter("x", Group.WIDER), {})
