"""A vote is open between its two instants, each group weighs what it was given, few are hidden."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from foundation.base.errors import Invalid
from programme.rules.ballots import (
    HIGHEST,
    LONGEST_DAYS,
    LOWEST,
    NEXT,
    QUORUM,
    WEIGHTS,
    BallotState,
    Group,
    WhyNot,
    checked_marks,
    checked_weights,
    may_move,
    may_open,
    may_read,
    may_vote,
    shuffled,
    state_at,
    voter_name,
)
from programme.rules.tallies import Paper, tally
from tests.clock import NOW
from tests.programme.rules.squares import steps

MOVES = """
setup > open
open > closed
closed > revealed
"""
A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
S = BallotState
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(("before", "after"), [*product(S, S)])
def test_a_vote_moves_only_by_its_table(before: BallotState, after: BallotState) -> None:
    follows = (before, after) in steps(S, MOVES)
    assert (after in NEXT[before]) is follows
    assert bool(may_move(before, after)) is follows


@pytest.mark.parametrize(("state", "group"), [*product(S, (*Group, None))])
def test_only_groups_vote_and_only_while_it_is_open(
    state: BallotState, group: Group | None
) -> None:
    may = may_vote(state, group, WEIGHTS)
    assert bool(may) is (state is S.OPEN and group is not None)
    assert bool(may_read(state)) is (state is S.REVEALED)


def test_a_group_without_weight_is_not_asked() -> None:
    weights = {**WEIGHTS, Group.PEERS: 0}
    assert may_vote(S.OPEN, Group.PEERS, weights).reason is WhyNot.NO_RIGHT


@pytest.mark.parametrize(
    ("after", "state"), [(-MOMENT, S.OPEN), (timedelta(0), S.CLOSED), (MOMENT, S.CLOSED)]
)
def test_the_very_instant_of_its_end_is_too_late(after: timedelta, state: BallotState) -> None:
    found = state_at(opened_at=NOW, closes_at=NOW, revealed_at=None, now=NOW + after)
    assert found is state


@pytest.mark.parametrize(
    ("prototypes", "days", "reason"),
    [
        (2, 1, None),
        (1, 1, WhyNot.TOO_FEW),
        (2, 0, WhyNot.TOO_SOON),
        (2, LONGEST_DAYS + 1, WhyNot.TOO_SOON),
    ],
)
def test_a_vote_opens_on_two_prototypes_and_ends_within_reach(
    prototypes: int, days: int, reason: WhyNot | None
) -> None:
    assert may_open(prototypes, NOW + timedelta(days=days), NOW).reason is reason


@pytest.mark.parametrize(
    ("marks", "linked"),
    [
        ({}, set()),
        ({A: 0}, set()),
        ({A: 6}, set()),
        ({C: 3}, set()),
        ({A: 3, B: 4}, {B}),
    ],
    ids=["none", "zero", "six", "of another vote", "a link with the firm"],
)
def test_marks_that_cannot_be_are_refused(marks: dict[UUID, int], linked: set[UUID]) -> None:
    with pytest.raises(Invalid):
        checked_marks(marks, shown={A, B}, linked=linked)


@pytest.mark.parametrize(
    ("weights", "quorum", "slug", "field"),
    [
        ({**WEIGHTS, Group.PEERS: 999}, 5, "x", "weights"),
        ({Group.OWNERS: 10_100, Group.PEERS: -100}, 5, "x", "weights"),
        (WEIGHTS, 2, "x", "quorum"),
        (WEIGHTS, None, "x", "quorum"),
        (WEIGHTS, 5, None, "consultation"),
    ],
    ids=["sum", "negative", "low", "missing", "nowhere"],
)
def test_weights_add_up_and_a_quorum_hides_who_voted_what(
    weights: dict[Group, int], quorum: int | None, slug: str | None, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        checked_weights(weights, quorum, slug)
    assert [*refused.value.fields] == [field]


def test_a_name_is_another_one_in_each_vote_and_the_order_of_cards_another_for_each_voter() -> None:
    names = {voter_name(b"secret", salt, key) for salt, key in product("ab", (A, B))}
    assert len(names) == 4
    cards = [UUID(int=number) for number in range(8)]
    orders = {tuple(shuffled(cards, name)) for name in names}
    assert len(orders) > 1
    assert all(sorted(order) == cards for order in orders)


def _papers(group: Group, *marks: int) -> list[Paper]:
    return [Paper(group, {A: mark}) for mark in marks]


def test_a_group_below_the_quorum_drops_out_and_the_others_share_its_weight() -> None:
    papers = [
        *_papers(Group.OWNERS, 4, 4, 4, 4, 4),
        *_papers(Group.RESIDENTS, 2, 2, 2, 2, 2),
        *_papers(Group.PEERS, 1, 1, 1, 1),
    ]
    found = tally(papers, WEIGHTS, QUORUM)
    assert found.dropped == (Group.WIDER, Group.PEERS)
    assert found.results[A] == Fraction(5_000 * 4 + 2_000 * 2, 7_000)


def test_a_prototype_that_too_few_of_a_group_saw_has_no_mean_there() -> None:
    papers = [Paper(Group.OWNERS, {A: 5} | ({B: 1} if number else {})) for number in range(5)]
    found = tally(papers, WEIGHTS, QUORUM)
    assert found.results == {A: Fraction(5)}


papers = some.lists(
    some.builds(
        Paper,
        some.sampled_from(Group),
        some.dictionaries(some.sampled_from((A, B, C)), some.integers(LOWEST, HIGHEST)),
    ),
    max_size=40,
)


@given(papers)
def test_no_result_leaves_the_scale_and_none_comes_of_too_few(given_papers: list[Paper]) -> None:
    found = tally(given_papers, WEIGHTS, QUORUM)
    assert all(LOWEST <= value <= HIGHEST for value in found.results.values())
    for each in found.groups:
        assert each.counts is (each.voters >= QUORUM)
        assert all(each.counts for _mean in each.means)
