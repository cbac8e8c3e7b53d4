"""At most three firms a challenge, in the published order, and one identified, always."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules.matches import (
    FREES_ITS_PLACE,
    MOST,
    NEXT,
    REFUSALS,
    Match,
    MatchState,
    Shortfall,
    WhyNot,
    free_position,
    may_decide_shortfall,
    may_match,
    may_move,
    reserve,
)
from programme.rules.ranking import Place
from programme.rules.rounds import RoundState
from tests.programme.rules.squares import steps

S = MatchState
FIRMS = tuple(UUID(int=number) for number in range(1, 7))
ORDER = tuple(Place(each, rank, None) for rank, each in enumerate(FIRMS, start=1))
THREE = tuple(Match(each, place, S.ACTIVE) for place, each in enumerate(FIRMS[:3], start=1))
ALLOWED = steps(
    S,
    """
proposed > offered withdrew
offered > accepted declined withdrew
accepted > active withdrew
active > identified not_selected withdrew
""",
)


def _may(submission: UUID, matches: tuple[Match, ...] = (), **more: object) -> WhyNot | None:
    facts = {"round_state": RoundState.AGREED, "order": ORDER, "failing": frozenset(), **more}
    return may_match(submission, matches=matches, **facts).reason  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_the_whole_square(before: S, after: S) -> None:
    assert ((before, after) in ALLOWED) is (after in NEXT[before])
    match = Match(FIRMS[0], 1, before)
    assert bool(may_move(match, after, [])) is ((before, after) in ALLOWED)


@pytest.mark.parametrize("state", list(RoundState))
def test_nobody_is_matched_before_the_panel_agrees(state: RoundState) -> None:
    is_agreed = state in {RoundState.AGREED, RoundState.RELEASED}
    assert _may(FIRMS[0], round_state=state) is (None if is_agreed else WhyNot.NOT_AGREED)


def test_who_cannot_be_matched_and_why() -> None:
    assert _may(UUID(int=99)) is WhyNot.NOT_RANKED
    assert _may(FIRMS[0], failing=frozenset({FIRMS[0]})) is WhyNot.FAILS
    assert _may(FIRMS[1], failing=frozenset({FIRMS[0]})) is None
    assert _may(FIRMS[1]) is WhyNot.NOT_NEXT
    assert _may(FIRMS[0], THREE) is WhyNot.MATCHED_BEFORE
    assert _may(FIRMS[3], THREE) is WhyNot.FULL
    assert set(REFUSALS) == set(WhyNot)


@pytest.mark.parametrize("left", sorted(FREES_ITS_PLACE))
def test_the_next_in_reserve_takes_the_place_of_one_who_leaves(left: S) -> None:
    matches = (THREE[0], replace(THREE[1], state=left), THREE[2])
    assert free_position(matches) == 2
    assert reserve(ORDER, frozenset({FIRMS[3]}), matches) == FIRMS[4:]
    assert _may(FIRMS[3], matches) is None
    assert _may(FIRMS[4], matches) is WhyNot.NOT_NEXT


def test_a_second_firm_is_not_identified() -> None:
    matches = (replace(THREE[0], state=S.IDENTIFIED), *THREE[1:])
    assert may_move(matches[1], S.IDENTIFIED, matches).reason is WhyNot.IDENTIFIED_ALREADY
    assert may_move(matches[1], S.NOT_SELECTED, matches)


@pytest.mark.parametrize(
    ("choice", "matches", "consents", "reason"),
    [
        (Shortfall.EXTEND, THREE[:2], {}, None),
        (Shortfall.PROCEED, THREE[:2], {}, None),
        (Shortfall.EXTEND, THREE, {}, WhyNot.ENOUGH),
        (Shortfall.REROUTE, (), {}, WhyNot.NO_CONSENT),
        (Shortfall.REROUTE, (), {FIRMS[4]: True, FIRMS[5]: False}, WhyNot.NO_CONSENT),
        (Shortfall.REROUTE, (), {FIRMS[4]: True}, None),
    ],
)
def test_a_shortfall_is_decided_and_nobody_is_re_routed_unasked(
    choice: Shortfall,
    matches: tuple[Match, ...],
    consents: dict[UUID, bool],
    reason: WhyNot | None,
) -> None:
    assert may_decide_shortfall(choice, matches, consents).reason is reason


@given(st.lists(st.tuples(st.sampled_from(FIRMS), st.sampled_from(S))))
def test_whatever_is_tried_three_are_matched_and_one_is_identified_at_most(
    tried: list[tuple[UUID, S]],
) -> None:
    matches: dict[UUID, Match] = {}
    for firm, after in tried:
        now = tuple(matches.values())
        place = free_position(now)
        if firm in matches and may_move(matches[firm], after, now):
            matches[firm] = replace(matches[firm], state=after)
        elif place is not None and _may(firm, now) is None:
            matches[firm] = Match(firm, place, S.PROPOSED)
        held = [each for each in matches.values() if each.state not in FREES_ITS_PLACE]
        assert len(held) == len({each.position for each in held}) <= MOST
        assert all(1 <= each.position <= MOST for each in held)
        assert [each.state for each in held].count(S.IDENTIFIED) <= 1
