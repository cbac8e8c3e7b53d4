"""Three firms a challenge in the published order, one identified, and each answers its offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.clock import london_instant
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.mail import Mail
from foundation.base.outgoing import OutgoingMail
from foundation.base.work import work
from programme.commands.matches import begin_matches, move_match, propose_match
from programme.commands.offers import answer_offer, lapse_offers, offer_match
from programme.commands.shortfalls import decide_shortfall
from programme.commands.submissions import withdraw
from programme.jobs.offers import lapse
from programme.models.challenges import Challenge
from programme.models.matches import ChallengeMatch, MatchMove
from programme.models.submissions import Submission
from programme.queries.matches import match_facts, matches_of, own_matches, shortfalls_of
from programme.rules.challenges import ChallengeState
from programme.rules.matches import FREES_ITS_PLACE, MatchState, Ranked, Shortfall
from programme.rules.offers import NO_ANSWER
from programme.rules.ranking import Place
from programme.rules.rounds import RoundState
from programme.rules.snapshots import Matches
from programme.rules.submissions import SubmissionState
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.firms import Firm, a_firm, open_to_firms, sent
from tests.programme.make import Crew, a_crew

S, _T = MatchState, SubmissionState
LAST_DAY = NOW.date() + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Contest:
    """A challenge whose panel has agreed on the order of five submissions."""

    challenge: UUID
    firms: tuple[Firm, ...]
    submissions: tuple[UUID, ...]

    def rank(self, _session: Session, _challenge: UUID) -> Ranked:
        places = tuple(Place(each, rank, None) for rank, each in enumerate(self.submissions, 1))
        return Ranked(RoundState.AGREED, places)


@pytest.fixture
def contest(session: Session, crew: Crew, challenge: UUID) -> Contest:
    open_to_firms(session, crew.manager, challenge)
    firms = tuple(a_firm(session, crew.manager.authority_id, f"Firm {n}") for n in range(5))
    submissions = tuple(sent(session, challenge, firm) for firm in firms)
    for each in submissions:
        session.get_one(Submission, each).state = SubmissionState.UNDER_ASSESSMENT
    session.get_one(Challenge, challenge).state = ChallengeState.ASSESSING
    session.commit()
    return Contest(challenge, firms, submissions)


def _propose(session: Session, crew: Crew, contest: Contest, place: int) -> UUID:
    with work(session, crew.manager, NOW) as unit:
        return propose_match(unit, contest.challenge, contest.submissions[place], contest.rank)


def _move(session: Session, crew: Crew, contest: Contest, match: UUID, after: MatchState) -> None:
    with work(session, crew.manager, NOW) as unit:
        if after is S.OFFERED:
            offer_match(unit, match, LAST_DAY, _write)
        else:
            move_match(unit, match, after, "It has to go home.", contest.rank)


def _answer(
    session: Session, contest: Contest, who: Actor, match: UUID, *, accepts: bool = True
) -> None:
    with work(session, who, NOW) as unit:
        answer_offer(unit, match, contest.rank, _write, accepts=accepts)


def _write(to: str) -> Mail:
    return Mail(to, "A place", "For your firm.")


def _states(session: Session, challenge: UUID) -> list[MatchState]:
    session.expire_all()
    asked = select(ChallengeMatch.state).where(ChallengeMatch.challenge_id == challenge)
    return list(session.scalars(asked.order_by(ChallengeMatch.position)))


def test_three_are_matched_and_a_fourth_follows_only_when_one_leaves(
    session: Session, crew: Crew, contest: Contest
) -> None:
    first, second, _third = (_propose(session, crew, contest, place) for place in range(3))
    with pytest.raises(Conflict, match="A fourth can follow"):
        _propose(session, crew, contest, 3)
    _move(session, crew, contest, first, S.OFFERED)
    _answer(session, contest, contest.firms[0].first, first, accepts=False)
    rows = matches_of(session, crew.manager.authority_id, contest.challenge)
    assert [(each.firm, each.position) for each in rows] == [
        ("Firm 0", 1),
        ("Firm 3", 1),
        ("Firm 1", 2),
        ("Firm 2", 3),
    ]
    kinds = [_T.INFORMED, *[_T.MATCHED] * 3, _T.UNDER_ASSESSMENT]
    assert _kinds(session, contest) == kinds
    _move(session, crew, contest, second, S.WITHDREW)
    rows = matches_of(session, crew.manager.authority_id, contest.challenge)
    assert [each.reason for each in rows if each.state is S.WITHDREW] == ["It has to go home."]
    assert session.get_one(Challenge, contest.challenge).state is ChallengeState.MATCHED


def _kinds(session: Session, contest: Contest) -> list[SubmissionState]:
    return [session.get_one(Submission, each).state for each in contest.submissions]


def test_an_offer_that_nobody_answers_in_time_goes_to_the_next(
    session: Session, crew: Crew, contest: Contest
) -> None:
    first, *_rest = (_propose(session, crew, contest, place) for place in range(3))
    for wrong in (None, NOW.date(), NOW.date() + timedelta(days=61)):
        with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
            offer_match(unit, first, wrong, _write)
    _move(session, crew, contest, first, S.OFFERED)
    until = session.get_one(ChallengeMatch, first).answer_by
    assert until == london_instant(LAST_DAY, time(17))

    def sweep(at: datetime) -> int:
        return lapse(session, lambda _: _write, at)

    assert sweep(until - timedelta(microseconds=1)) == 0
    own = contest.firms[0].first
    with pytest.raises(Conflict, match="has passed"), work(session, own, until) as unit:
        answer_offer(unit, first, contest.rank, _write, accepts=True)
    with work(session, Actor(crew.manager.authority_id), until) as unit:
        assert lapse_offers(unit, contest.rank, lambda _: _write) == 1
    assert sweep(until) == 0
    rows = matches_of(session, crew.manager.authority_id, contest.challenge)
    assert [each.firm for each in rows if each.position == 1] == ["Firm 0", "Firm 3"]
    assert rows[0].reason == NO_ANSWER
    told = session.scalars(select(OutgoingMail.recipient)).all()
    assert len(told) == 4
    assert len(set(told)) == 2


def test_whoever_writes_for_one_of_the_firms_matches_nobody(
    session: Session, crew: Crew, contest: Contest
) -> None:
    insider = contest.firms[4].first
    with pytest.raises(Conflict, match="interest"), work(session, insider, NOW) as unit:
        propose_match(unit, contest.challenge, contest.submissions[0], contest.rank)
    match = _propose(session, crew, contest, 0)
    with pytest.raises(Conflict, match="interest"), work(session, insider, NOW) as unit:
        offer_match(unit, match, LAST_DAY, _write)
    with pytest.raises(Conflict, match="interest"), work(session, insider, NOW) as unit:
        move_match(unit, match, S.WITHDREW, "Gone.", contest.rank)
    with pytest.raises(Conflict, match="interest"), work(session, insider, NOW) as unit:
        decide_shortfall(unit, contest.challenge, Shortfall.PROCEED, "Few.", {})


def test_a_firm_that_withdraws_its_submission_leaves_its_place(
    session: Session, crew: Crew, contest: Contest
) -> None:
    match = _propose(session, crew, contest, 0)
    with work(session, contest.firms[0].first, NOW) as unit:
        withdraw(unit, contest.submissions[0])
    session.expire_all()
    assert session.get_one(ChallengeMatch, match).state is S.WITHDREW
    own = contest.firms[0].first
    assert own.person_id
    assert own_matches(session, own.authority_id, own.person_id) == ()


def test_the_published_order_is_kept(session: Session, crew: Crew, contest: Contest) -> None:
    with pytest.raises(Conflict, match="comes first"):
        _propose(session, crew, contest, 1)


def test_the_database_holds_three_places_and_one_identified(
    session: Session, crew: Crew, contest: Contest
) -> None:
    def row(submission: UUID, position: int, state: MatchState) -> ChallengeMatch:
        return ChallengeMatch(
            id=uuid4(),
            authority_id=crew.manager.authority_id,
            challenge_id=contest.challenge,
            submission_id=submission,
            position=position,
            state=state,
            proposed_at=NOW,
        )

    one, two, *_ = contest.submissions
    wrong: list[tuple[ChallengeMatch, ...]] = [
        (row(one, 4, S.PROPOSED),),
        (row(one, 0, S.PROPOSED),),
        (row(one, 1, S.ACTIVE), row(two, 1, S.ACTIVE)),
        (row(one, 1, S.DECLINED), row(one, 2, S.PROPOSED)),
        (row(one, 1, S.IDENTIFIED), row(two, 2, S.IDENTIFIED)),
        (row(uuid4(), 1, S.PROPOSED),),
    ]
    for rows in wrong:
        session.add_all(rows)
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


def test_only_people_of_the_firm_answer_its_offer_and_only_once(
    session: Session, crew: Crew, contest: Contest
) -> None:
    match = _propose(session, crew, contest, 0)
    own, rival = contest.firms[0].second, contest.firms[1].first
    assert own.person_id
    assert rival.person_id
    assert own_matches(session, own.authority_id, own.person_id) == ()
    with pytest.raises(NotFound):
        _answer(session, contest, own, match)
    _move(session, crew, contest, match, S.OFFERED)
    assert [each.id for each in own_matches(session, own.authority_id, own.person_id)] == [match]
    assert own_matches(session, rival.authority_id, rival.person_id) == ()
    for stranger in (rival, crew.manager):
        with pytest.raises(NotFound):
            _answer(session, contest, stranger, match)
    with pytest.raises(Conflict):
        _move(session, crew, contest, match, S.ACCEPTED)
    _answer(session, contest, own, match)
    with pytest.raises(Conflict):
        _answer(session, contest, own, match, accepts=False)
    assert session.scalars(select(MatchMove.after).order_by(MatchMove.moved_at)).all()


def test_a_match_of_another_council_is_not_there(
    session: Session, crew: Crew, contest: Contest
) -> None:
    match = _propose(session, crew, contest, 0)
    stranger = a_crew(session, an_authority(session, slug="leeds").id)
    with pytest.raises(NotFound):
        _move(session, stranger, contest, match, S.OFFERED)
    with pytest.raises(NotFound):
        _propose(session, stranger, contest, 1)


def test_too_few_firms_need_a_decision_with_a_reason(
    session: Session, crew: Crew, contest: Contest
) -> None:
    def decide(choice: Shortfall, consents: dict[UUID, bool], reason: str = "Few.") -> None:
        with work(session, crew.manager, NOW) as unit:
            decide_shortfall(unit, contest.challenge, choice, reason, consents)

    with pytest.raises(Invalid):
        decide(Shortfall.PROCEED, {}, " ")
    with pytest.raises(Conflict, match="have to agree"):
        decide(Shortfall.REROUTE, {contest.submissions[0]: False})
    decide(Shortfall.REROUTE, {contest.submissions[0]: True})
    decide(Shortfall.PROCEED, {})
    assert {each.choice for each in shortfalls_of(session, contest.challenge)} == {
        Shortfall.REROUTE,
        Shortfall.PROCEED,
    }
    assert match_facts(session, contest.challenge) == Matches(0, 0, shortfall_decided=True)
    for place in range(3):
        _propose(session, crew, contest, place)
    with pytest.raises(Conflict, match="nothing to decide"):
        decide(Shortfall.PROCEED, {})


def test_gate_three_lets_the_work_begin_and_one_firm_is_identified(
    session: Session, crew: Crew, contest: Contest
) -> None:
    matches = [_propose(session, crew, contest, place) for place in range(3)]
    for match, firm in zip(matches, contest.firms, strict=False):
        _move(session, crew, contest, match, S.OFFERED)
        _answer(session, contest, firm.first, match)
    assert match_facts(session, contest.challenge) == Matches(3, 3, shortfall_decided=False)
    with work(session, crew.manager, NOW) as unit:
        begin_matches(unit, contest.challenge)
    _move(session, crew, contest, matches[1], S.IDENTIFIED)
    with pytest.raises(Conflict, match="identified"):
        _move(session, crew, contest, matches[0], S.IDENTIFIED)
    _move(session, crew, contest, matches[0], S.NOT_SELECTED)
    assert _states(session, contest.challenge) == [S.NOT_SELECTED, S.IDENTIFIED, S.ACTIVE]


Act = tuple[str, int]
ACTS = st.tuples(
    st.sampled_from(["propose", "begin", "accept", "decline", *(state.value for state in S)]),
    st.integers(0, 4),
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=5, max_size=25))
def test_whatever_is_tried_three_are_matched_at_most_and_one_is_identified(
    session: Session, crew: Crew, contest: Contest, acts: Sequence[Act]
) -> None:
    session.execute(delete(MatchMove))
    session.execute(delete(ChallengeMatch))
    for each in contest.submissions:
        session.get_one(Submission, each).state = SubmissionState.UNDER_ASSESSMENT
    session.commit()
    for act, number in acts:
        with suppress(Conflict, NotFound):
            _try(session, crew, contest, act, number)
        states = _states(session, contest.challenge)
        assert sum(state not in FREES_ITS_PLACE for state in states) <= 3
        assert states.count(S.IDENTIFIED) <= 1


def _try(session: Session, crew: Crew, contest: Contest, act: str, number: int) -> None:
    rows = matches_of(session, crew.manager.authority_id, contest.challenge)
    by_submission = {each.submission_id: each.id for each in rows}
    match = by_submission.get(contest.submissions[number], uuid4())
    firm = contest.firms[number].first
    others: dict[str, Callable[[], object]] = {
        "propose": lambda: _propose(session, crew, contest, number),
        "accept": lambda: _answer(session, contest, firm, match),
        "decline": lambda: _answer(session, contest, firm, match, accepts=False),
    }
    if act in others:
        others[act]()
    elif act == "begin":
        with work(session, crew.manager, NOW) as unit:
            begin_matches(unit, contest.challenge)
    else:
        _move(session, crew, contest, match, MatchState(act))
