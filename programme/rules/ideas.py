"""What becomes of an idea from the box."""

from __future__ import annotations

from enum import StrEnum

from programme.rules.challenges import ChallengeState, Standing, is_public


class IdeaFate(StrEnum):
    """What became of an idea."""

    OPEN = "open"
    WORKED_ON = "worked_on"
    CHALLENGE = "challenge"
    NOT_TAKEN_UP = "not_taken_up"


def fate(at: Standing) -> IdeaFate:
    """Return what became of an idea that stands there now."""
    stood = at.stood_at or at.state
    if at.state is ChallengeState.IDEA or (
        stood is ChallengeState.IDEA and at.state is ChallengeState.ON_HOLD
    ):
        return IdeaFate.OPEN
    if is_public(at):
        return IdeaFate.CHALLENGE
    if at.state is ChallengeState.WITHDRAWN:
        return IdeaFate.NOT_TAKEN_UP
    return IdeaFate.WORKED_ON
