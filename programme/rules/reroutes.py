"""Asking a firm whether its submission may also stand for a challenge with too few.

Source: programme-field.md §6, idea 8: nothing is moved without a yes; it is scored again, blind.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.challenges import ChallengeState
from programme.rules.rounds import RoundState
from programme.rules.shortages import NEEDED
from programme.rules.submissions import SubmissionState

_S = SubmissionState

CAN_BE_ASKED = frozenset({_S.SUBMITTED, _S.UNDER_ASSESSMENT, _S.RESERVE, _S.UNSUCCESSFUL})
"""States of a submission that has no place, and whose firm has not been told its result."""

TAKES = frozenset(
    {ChallengeState.RELEASED, ChallengeState.CLOSED_TO_APPLICATIONS, ChallengeState.ASSESSING}
)
"""States of a challenge that another submission can still reach."""

BEFORE_SCORING = frozenset({RoundState.SETUP, RoundState.FROZEN})
"""States of a round in which another submission can still be scored."""


class RerouteState(StrEnum):
    """What a firm said when it was asked."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


NEXT: dict[RerouteState, frozenset[RerouteState]] = {
    RerouteState.ASKED: frozenset({RerouteState.AGREED, RerouteState.DECLINED}),
    RerouteState.AGREED: frozenset(),
    RerouteState.DECLINED: frozenset(),
}
"""State → the states that may follow it; the firm's first answer counts."""


class WhyNot(StrEnum):
    """Why a firm is not asked, or its answer is not taken."""

    ANSWERED = "answered"
    ASKED_BEFORE = "asked_before"
    IS_THERE = "is_there"
    HAS_RESULT = "has_result"
    SAME_CHALLENGE = "same_challenge"
    NOT_CROWDED = "not_crowded"
    ENOUGH = "enough"
    TOO_LATE = "too_late"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.ANSWERED: say("This is answered already."),
    WhyNot.ASKED_BEFORE: say("This firm was asked before."),
    WhyNot.IS_THERE: say("This firm has answered that challenge itself."),
    WhyNot.HAS_RESULT: say("This submission has a place or its result, or was taken out."),
    WhyNot.SAME_CHALLENGE: say("It was sent to this challenge."),
    WhyNot.NOT_CROWDED: say("Its own challenge has no more submissions than it needs."),
    WhyNot.ENOUGH: say("This challenge has enough submissions."),
    WhyNot.TOO_LATE: say("Scoring has begun, so nothing can be added to this challenge."),
}


@dataclass(frozen=True, slots=True)
class RerouteMoved(Event):
    """A firm was asked whether its submission may stand for another challenge, or has answered."""

    kind: ClassVar[str] = "programme.reroute.moved"
    submission_id: UUID
    challenge_id: UUID
    after: RerouteState


@dataclass(frozen=True, slots=True)
class Facts:
    """What a re-routing is judged by; numbers are of submissions that were sent."""

    state: SubmissionState
    is_same: bool
    was_asked: bool
    firm_is_there: bool
    sent_here: int
    sent_there: int
    challenge: ChallengeState
    round_state: RoundState | None


def may_ask(facts: Facts) -> Decision:
    """Decide whether a firm may be asked to let its submission stand for a challenge."""
    if facts.is_same:
        return Decision(WhyNot.SAME_CHALLENGE)
    if facts.was_asked:
        return Decision(WhyNot.ASKED_BEFORE)
    if facts.sent_there <= NEEDED:
        return Decision(WhyNot.NOT_CROWDED)
    if facts.sent_here >= NEEDED:
        return Decision(WhyNot.ENOUGH)
    return may_reach(facts)


def may_answer(state: RerouteState, facts: Facts, *, agrees: bool) -> Decision:
    """Decide whether a firm may answer; a yes has to be of use still."""
    if state is not RerouteState.ASKED:
        return Decision(WhyNot.ANSWERED)
    return may_reach(facts) if agrees else YES


def may_reach(facts: Facts) -> Decision:
    """Decide whether a submission can still reach a challenge."""
    if facts.state not in CAN_BE_ASKED:
        return Decision(WhyNot.HAS_RESULT)
    if facts.firm_is_there:
        return Decision(WhyNot.IS_THERE)
    takes_more = facts.round_state is None or facts.round_state in BEFORE_SCORING
    return YES if facts.challenge in TAKES and takes_more else Decision(WhyNot.TOO_LATE)
