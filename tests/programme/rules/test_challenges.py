"""The full square of a challenge's states on each pathway, and the gates between them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.rules import challenges, gates, pathways
from programme.rules.challenges import (
    EDGES,
    HANDED_OVER,
    OVER,
    ChallengeState,
    PathwayKind,
    Standing,
    WhyNot,
    gates_ahead,
    gates_of,
    is_public,
    may_move,
    may_move_by_hand,
    stage_at,
)
from programme.rules.gates import Verdict, leads_to
from programme.rules.pathways import CONTINUES_IN, TEMPLATES, may_change
from programme.rules.stages import GateCode

S = ChallengeState
P = PathwayKind
G = GateCode

SQUARE = {
    P.SHOWCASE: """
idea > defining
defining > brief_review
brief_review > defining released
released > closed_to_applications
closed_to_applications > assessing
assessing > matched
matched > in_cohort
in_cohort > prototyping
prototyping > showcased
showcased > business_case
business_case > handover
handover > procured not_procured
""",
    P.DIRECT: """
idea > business_case
business_case > defining
defining > brief_review
brief_review > defining handover_ready
handover_ready > handover
handover > procured not_procured
""",
}

STOPPED = {S.ON_HOLD, S.WITHDRAWN}


def table(pathway: P) -> dict[S, set[S]]:
    lines = [line.split(" > ") for line in SQUARE[pathway].strip().splitlines()]
    return {S(before): {S(after) for after in rest.split()} for before, rest in lines}


@pytest.mark.parametrize(("pathway", "before", "after"), list(product(P, S, S)))
def test_a_challenge_takes_the_steps_of_its_pathway_and_no_other(
    pathway: P, before: S, after: S
) -> None:
    at = Standing(pathway, before, S.MATCHED if before in STOPPED else None)
    allowed = bool(may_move(at, after, frozenset(G)))
    if before in OVER:
        assert not allowed
    elif after is S.WITHDRAWN:
        assert allowed is (before not in HANDED_OVER)
    elif before is S.ON_HOLD:
        assert allowed is (after is S.MATCHED)
    elif after is S.ON_HOLD:
        assert allowed
    else:
        assert allowed is (after in table(pathway).get(before, set()))


@pytest.mark.parametrize("pathway", P)
def test_every_step_with_a_gate_waits_for_it(pathway: P) -> None:
    for (before, after), needed in EDGES[pathway].items():
        at = Standing(pathway, before)
        for missing in needed:
            refused = may_move(at, after, frozenset(G) - {missing})
            assert refused.reason is WhyNot.GATE_SHUT
        assert may_move(at, after, frozenset(needed))


@pytest.mark.parametrize("pathway", P)
def test_the_template_meets_the_gates_in_the_order_of_the_lifecycle(pathway: P) -> None:
    steps = [step.gate for step in TEMPLATES[pathway].steps if step.gate]
    assert tuple(steps) == gates_of(pathway)


def test_the_direct_pathway_begins_with_the_money() -> None:
    assert gates_of(P.DIRECT) == (G.G5, G.G0, G.G1, G.G6)
    assert gates_ahead(Standing(P.DIRECT, S.BUSINESS_CASE)) == (G.G5, G.G0)


@pytest.mark.parametrize(("pathway", "state", "verdict"), list(product(P, S, Verdict)))
def test_a_decision_leads_only_where_a_challenge_may_go(
    pathway: P, state: S, verdict: Verdict
) -> None:
    at = Standing(pathway, state)
    for gate in gates_ahead(at):
        after = leads_to(verdict, at, gate, frozenset(G))
        assert after is None or may_move(at, after, frozenset(G))


@pytest.mark.parametrize("pathway", P)
def test_gate_six_hands_over_and_only_an_outcome_says_what_was_bought(pathway: P) -> None:
    at = Standing(pathway, S.HANDOVER)
    for verdict in (Verdict.PASS, Verdict.PASS_WITH_CONDITIONS):
        assert leads_to(verdict, at, G.G6, frozenset(G)) is None
    for after in S:
        by_hand = may_move_by_hand(at, after, frozenset(G))
        assert bool(by_hand) is (after is S.ON_HOLD)
        assert (by_hand.reason is WhyNot.BY_OUTCOME) is (after in {S.PROCURED, S.NOT_PROCURED})


def test_a_step_with_two_gates_is_taken_when_the_second_is_passed() -> None:
    at = Standing(P.DIRECT, S.BUSINESS_CASE)
    assert leads_to(Verdict.PASS, at, G.G5, frozenset({G.G5})) is None
    assert leads_to(Verdict.PASS, at, G.G0, frozenset({G.G5, G.G0})) is S.DEFINING


@pytest.mark.parametrize(("before", "after", "state"), list(product(P, P, S)))
def test_a_pathway_changes_until_the_release(before: P, after: P, state: S) -> None:
    allowed = may_change(before, after, state)
    assert bool(allowed) is (before is not after and state in CONTINUES_IN[after])
    if allowed:
        goes_on = Standing(after, CONTINUES_IN[after][state])
        assert goes_on.state in {each for edge in EDGES[after] for each in edge}
        assert not is_public(goes_on)


@given(
    pathway=st.sampled_from(P),
    wanted=st.lists(st.tuples(st.sampled_from(S), st.sets(st.sampled_from(G))), max_size=40),
)
def test_no_walk_skips_a_gate_or_returns_from_the_end(
    pathway: P, wanted: list[tuple[S, set[G]]]
) -> None:
    at = Standing(pathway, S.IDEA)
    for after, passed in wanted:
        if not may_move(at, after, passed):
            continue
        assert at.state not in OVER
        assert set(EDGES[pathway].get((at.state, after), ())) <= passed
        stood = (at.stood_at or at.state) if after in STOPPED else None
        at = Standing(pathway, after, stood)
        assert stage_at(at)
        assert (at.stood_at is not None) is (at.state in STOPPED)


@pytest.mark.parametrize("pathway", P)
def test_nobody_outside_reads_what_was_never_released(pathway: P) -> None:
    hidden = {S.IDEA, S.DEFINING, S.BRIEF_REVIEW}
    for state in hidden:
        assert not is_public(Standing(pathway, state))
        assert not is_public(Standing(pathway, S.WITHDRAWN, state))
    assert is_public(Standing(pathway, S.ON_HOLD, S.RELEASED))
    assert is_public(Standing(pathway, S.BUSINESS_CASE)) is (pathway is P.SHOWCASE)


@pytest.mark.parametrize("module", [challenges, gates, pathways])
def test_every_refusal_has_its_sentence(module: object) -> None:
    refusals = vars(module)["REFUSALS"]
    assert set(refusals) == set(vars(module)["WhyNot"])
    assert all(sentence.endswith(".") for sentence in refusals.values())
