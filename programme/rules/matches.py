"""The life of a match: at most three firms a challenge, one identified, the next in reserve.

Source: programme-field.md §2.4 and gate G3 of §2.5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.ranking import Place
from programme.rules.rounds import RoundState

MOST = 3
"""Firms matched to one challenge."""


class MatchState(StrEnum):
    """Where a match stands."""

    PROPOSED = "proposed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ACTIVE = "active"
    IDENTIFIED = "identified"
    NOT_SELECTED = "not_selected"
    WITHDREW = "withdrew"


_S = MatchState

NEXT: dict[MatchState, frozenset[MatchState]] = {
    _S.PROPOSED: frozenset({_S.OFFERED, _S.WITHDREW}),
    _S.OFFERED: frozenset({_S.ACCEPTED, _S.DECLINED, _S.WITHDREW}),
    _S.ACCEPTED: frozenset({_S.ACTIVE, _S.WITHDREW}),
    _S.DECLINED: frozenset(),
    _S.ACTIVE: frozenset({_S.IDENTIFIED, _S.NOT_SELECTED, _S.WITHDREW}),
    _S.IDENTIFIED: frozenset(),
    _S.NOT_SELECTED: frozenset(),
    _S.WITHDREW: frozenset(),
}
"""State → the states that may follow it."""

FREES_ITS_PLACE = frozenset({_S.DECLINED, _S.WITHDREW})
"""States after which the next firm of the reserve list can be matched."""

TAKEN_UP = frozenset({_S.ACCEPTED, _S.ACTIVE, _S.IDENTIFIED, _S.NOT_SELECTED})
"""States of a firm that has accepted its offer and has not left."""


class Shortfall(StrEnum):
    """What is decided where fewer firms than three can be matched."""

    EXTEND = "extend"
    REROUTE = "reroute"
    PROCEED = "proceed"


class WhyNot(StrEnum):
    """Why a firm is not matched, or a match stays where it is."""

    NO_SUCH_STEP = "no_such_step"
    NOT_AGREED = "not_agreed"
    NOT_RANKED = "not_ranked"
    FAILS = "fails"
    MATCHED_BEFORE = "matched_before"
    FULL = "full"
    NOT_NEXT = "not_next"
    IDENTIFIED_ALREADY = "identified_already"
    ENOUGH = "enough"
    NO_CONSENT = "no_consent"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("This cannot be done with the match as it is now."),
    WhyNot.NOT_AGREED: say("The panel has not agreed its scores yet."),
    WhyNot.NOT_RANKED: say("This submission was not scored in the round."),
    WhyNot.FAILS: say("This submission is below the least mark of a criterion."),
    WhyNot.MATCHED_BEFORE: say("This firm was matched to the challenge before."),
    WhyNot.FULL: say("Three firms are matched. A fourth can follow only if one of them leaves."),
    WhyNot.NOT_NEXT: say("Another submission comes first in the published order."),
    WhyNot.IDENTIFIED_ALREADY: say("One firm is identified for this challenge already."),
    WhyNot.ENOUGH: say("Enough firms are matched, so there is nothing to decide."),
    WhyNot.NO_CONSENT: say("The firms have to agree before they are asked to another challenge."),
}


@dataclass(frozen=True, slots=True)
class Match:
    """One match of a challenge; ``position`` counts from 1."""

    submission_id: UUID
    position: int
    state: MatchState


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a round came to: the published order, and who is below a least mark."""

    round_state: RoundState
    order: tuple[Place, ...] = ()
    failing: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class MatchMade(Event):
    """A firm was proposed for a challenge."""

    kind: ClassVar[str] = "programme.match.proposed"
    challenge_id: UUID
    position: int


@dataclass(frozen=True, slots=True)
class MatchMoved(Event):
    """A match went from one state to another."""

    kind: ClassVar[str] = "programme.match.moved"
    challenge_id: UUID
    before: MatchState
    after: MatchState


@dataclass(frozen=True, slots=True)
class ShortfallDecided(Event):
    """What to do with too few firms was decided."""

    kind: ClassVar[str] = "programme.match.shortfall_decided"
    choice: Shortfall


def may_match(
    submission_id: UUID,
    *,
    round_state: RoundState,
    order: Sequence[Place],
    failing: Set[UUID],
    matches: Sequence[Match],
) -> Decision:
    """Decide whether a submission may be matched now; *order* is the published one."""
    if round_state not in {RoundState.AGREED, RoundState.RELEASED}:
        return Decision(WhyNot.NOT_AGREED)
    if submission_id not in {place.submission_id for place in order}:
        return Decision(WhyNot.NOT_RANKED)
    if submission_id in failing:
        return Decision(WhyNot.FAILS)
    if submission_id in {each.submission_id for each in matches}:
        return Decision(WhyNot.MATCHED_BEFORE)
    if free_position(matches) is None:
        return Decision(WhyNot.FULL)
    first = reserve(order, failing, matches)[0]
    return YES if first == submission_id else Decision(WhyNot.NOT_NEXT)


def may_move(before: Match, after: MatchState, matches: Sequence[Match]) -> Decision:
    """Decide whether one of the *matches* of a challenge may go to another state."""
    if after not in NEXT[before.state]:
        return Decision(WhyNot.NO_SUCH_STEP)
    if after is _S.IDENTIFIED and any(each.state is _S.IDENTIFIED for each in matches):
        return Decision(WhyNot.IDENTIFIED_ALREADY)
    return YES


def may_decide_shortfall(
    choice: Shortfall, matches: Sequence[Match], consents: Mapping[UUID, bool]
) -> Decision:
    """Decide whether a shortfall may be met by *choice*; *consents* are of firms to re-route."""
    if free_position(matches) is None:
        return Decision(WhyNot.ENOUGH)
    if choice is Shortfall.REROUTE and not (consents and all(consents.values())):
        return Decision(WhyNot.NO_CONSENT)
    return YES


def free_position(matches: Sequence[Match]) -> int | None:
    """Return the first position from 1 that nobody holds, or None where three do."""
    held = {each.position for each in matches if each.state not in FREES_ITS_PLACE}
    return next((place for place in range(1, MOST + 1) if place not in held), None)


def reserve(
    order: Sequence[Place], failing: Set[UUID], matches: Sequence[Match]
) -> tuple[UUID, ...]:
    """Return the submissions that could still be matched, the next one first."""
    gone = {each.submission_id for each in matches} | failing
    return tuple(place.submission_id for place in order if place.submission_id not in gone)
