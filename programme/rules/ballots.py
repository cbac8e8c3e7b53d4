"""An advisory ballot after a showcase: groups with weights, a quorum, nothing shown before the end.

It advises; it is never an award criterion, and nothing that scores or matches imports this.
Source: programme-field.md §4.9: a mean for each group, then weights; groups below the quorum drop
out and the others share their weight, with a notice.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned

WHOLE = 10_000
LOWEST, HIGHEST = 1, 5
QUORUM, LEAST_QUORUM = 5, 3
"""Voters that a group needs; with fewer than three its mean would tell who voted what."""

LONGEST_ADVICE = 1_000
LONGEST_DAYS = 60


class Group(StrEnum):
    """As whom somebody votes."""

    OWNERS = "owners"
    WIDER = "wider"
    RESIDENTS = "residents"
    PEERS = "peers"


WEIGHTS: dict[Group, int] = {
    Group.OWNERS: 5_000,
    Group.WIDER: 2_000,
    Group.RESIDENTS: 2_000,
    Group.PEERS: 1_000,
}
"""Where a ballot does not say otherwise, in basis points."""


class BallotState(StrEnum):
    """Where a ballot stands; *closed* comes by the clock."""

    SETUP = "setup"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


_S = BallotState

NEXT: dict[BallotState, frozenset[BallotState]] = {
    _S.SETUP: frozenset({_S.OPEN}),
    _S.OPEN: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset({_S.REVEALED}),
    _S.REVEALED: frozenset(),
}
"""State → the state that may follow it."""


class WhyNot(StrEnum):
    """Why somebody cannot vote, open, reveal or read."""

    NO_SUCH_STEP = "no_such_step"
    NOT_OPEN = "not_open"
    OVER = "over"
    NO_RIGHT = "no_right"
    CONFLICT = "conflict"
    NOT_CLOSED = "not_closed"
    TOO_FEW = "too_few"
    TOO_SOON = "too_soon"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("That is not the next step of this vote."),
    WhyNot.NOT_OPEN: say("The vote has not begun."),
    WhyNot.OVER: say("The vote is over. Thank you for coming."),
    WhyNot.NO_RIGHT: say(
        "This vote is for people of the council, firms in the cohort and residents who commented."
    ),
    WhyNot.CONFLICT: say("You have a link with this firm, so you cannot vote on its prototype."),
    WhyNot.NOT_CLOSED: say("Nobody sees votes or how many there are before the vote is over."),
    WhyNot.TOO_FEW: say("Two prototypes have to be checked before there is anything to compare."),
    WhyNot.TOO_SOON: say(
        "The vote has to end later than now, and within {days} days.", days=LONGEST_DAYS
    ),
}


@dataclass(frozen=True, slots=True)
class BallotOpened(Event):
    """A vote began; weights and quorum stand from now on."""

    kind: ClassVar[str] = "programme.ballot.opened"
    challenge_id: UUID


@dataclass(frozen=True, slots=True)
class BallotRevealed(Event):
    """What a vote came to can be read."""

    kind: ClassVar[str] = "programme.ballot.revealed"
    challenge_id: UUID


def state_at(
    *,
    opened_at: datetime | None,
    closes_at: datetime | None,
    revealed_at: datetime | None,
    now: datetime,
) -> BallotState:
    """Return where a ballot stands at *now*; at the very instant of its end it is closed."""
    if opened_at is None or closes_at is None:
        return _S.SETUP
    if now < closes_at:
        return _S.OPEN
    return _S.REVEALED if revealed_at else _S.CLOSED


def may_move(before: BallotState, after: BallotState) -> Decision:
    """Decide whether a ballot may go from one state to another."""
    if after in NEXT[before]:
        return YES
    too_soon = after is _S.REVEALED and before in {_S.SETUP, _S.OPEN}
    return Decision(WhyNot.NOT_CLOSED if too_soon else WhyNot.NO_SUCH_STEP)


def may_open(prototypes: int, closes_at: datetime | None, now: datetime) -> Decision:
    """Decide whether a vote may begin on so many checked prototypes."""
    if closes_at is None or not now < closes_at <= now + timedelta(days=LONGEST_DAYS):
        return Decision(WhyNot.TOO_SOON)
    return YES if prototypes > 1 else Decision(WhyNot.TOO_FEW)


def may_read(state: BallotState) -> Decision:
    """Decide whether votes, and how many there are, may be read."""
    return YES if state is _S.REVEALED else Decision(WhyNot.NOT_CLOSED)


def may_vote(
    state: BallotState, group: Group | None, weights: Mapping[Group, int] = WEIGHTS
) -> Decision:
    """Decide whether somebody may vote now; a group without weight is not asked."""
    if state is _S.SETUP:
        return Decision(WhyNot.NOT_OPEN)
    if state is not _S.OPEN:
        return Decision(WhyNot.OVER)
    return YES if group and weights.get(group) else Decision(WhyNot.NO_RIGHT)


def checked_marks(
    marks: Mapping[UUID, int], *, shown: Set[UUID], linked: Set[UUID]
) -> dict[UUID, int]:
    """Return the marks of a ballot as they are stored.

    Args:
        marks: prototype → mark, for those that were seen.
        shown: the prototypes of the vote.
        linked: those whose firm the voter has a link with.

    Raises:
        Invalid: there is none, one is not on the scale or of another vote, or of a linked firm.
    """
    wrong: str | None = None
    if not marks:
        wrong = say("Choose a number for at least one prototype that you saw.")
    elif marks.keys() - shown or any(not LOWEST <= mark <= HIGHEST for mark in marks.values()):
        wrong = say("Choose numbers from 1 to 5 for the prototypes of this vote.")
    elif marks.keys() & linked:
        wrong = REFUSALS[WhyNot.CONFLICT]
    if wrong:
        raise Invalid(wrong, fields={"marks": wrong})
    return dict(marks)


def checked_advice(text: str) -> str:
    """Return what somebody wants to be better, cut to what can be kept."""
    return cleaned(text[: 2 * LONGEST_ADVICE])[:LONGEST_ADVICE]


def checked_weights(
    weights: Mapping[Group, int], quorum: int | None, consultation_slug: str | None
) -> dict[Group, int]:
    """Return the weights of the groups; one that is not named has none.

    Raises:
        Invalid: they are not 10,000 together, the quorum is too low, or residents have a weight
            but there is no consultation in which they commented.
    """
    fields: dict[str, str] = {}
    together = sum(weights.values())
    if any(weight < 0 for weight in weights.values()) or together != WHOLE:
        fields["weights"] = say(
            "The weights have to add up to 100 per cent. Yours add up to {percent}.",
            percent=f"{together / 100:g}",
        )
    if quorum is None or not LEAST_QUORUM <= quorum <= WHOLE:
        fields["quorum"] = say(
            "Enter how many voters a group needs, at least {least}.", least=LEAST_QUORUM
        )
    if weights.get(Group.RESIDENTS) and not consultation_slug:
        fields["consultation"] = say("Choose where residents commented, or give them no weight.")
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return {group: weights.get(group, 0) for group in Group}


def voter_name(secret: bytes, salt: str, key: UUID) -> str:
    """Return under which name a vote is kept: another one in each ballot, and nobody's own.

    *key* is the id of a person, or of a voice in the consultation. Once *salt* is destroyed nobody
    can work the name out again.
    """
    return hmac.new(secret, f"ballot {salt} ".encode() + key.bytes, hashlib.sha256).hexdigest()


def shuffled(prototypes: Iterable[UUID], voter: str) -> list[UUID]:
    """Return prototypes in an order that is another one for each voter, and the same each time."""
    return sorted(prototypes, key=lambda each: hashlib.sha256(voter.encode() + each.bytes).digest())
