"""What became of an idea, from every state in which it can stand."""

from __future__ import annotations

from itertools import product

import pytest

from programme.rules.challenges import ChallengeState, PathwayKind, Standing, is_public
from programme.rules.ideas import IdeaFate, fate

S = ChallengeState
STOPPED = {S.ON_HOLD, S.WITHDRAWN}
STANDINGS = [
    Standing(pathway, state, stood)
    for pathway, state, stood in product(PathwayKind, S, [None, *S])
    if (state in STOPPED) is (stood is not None) and stood not in STOPPED
]


@pytest.mark.parametrize("at", STANDINGS, ids=str)
def test_an_idea_waits_is_worked_on_is_a_challenge_or_not_taken_up(at: Standing) -> None:
    became = fate(at)
    assert (became is IdeaFate.CHALLENGE) is is_public(at)
    if at.state is S.IDEA:
        assert became is IdeaFate.OPEN
    if at.state is S.WITHDRAWN and not is_public(at):
        assert became is IdeaFate.NOT_TAKEN_UP
    if became is IdeaFate.OPEN:
        assert S.IDEA in {at.state, at.stood_at}
