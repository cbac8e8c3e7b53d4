"""A prototype: what it claims, how that was tested, what it would cost to use it.

Source: programme-field.md §2.4 (Prototype), §1 rows 18 and 19, and gate G4 of §2.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line, says_something
from programme.rules.deployment_costs import Cost, is_costed
from programme.rules.prototype_claims import Claim

LONGEST_TITLE = 120
LONGEST = 1_000
LOWEST_LEVEL, HIGHEST_LEVEL = 1, 9
"""Readiness: 1 is an idea on paper, 9 is in daily use."""


class PrototypeState(StrEnum):
    """Where a prototype stands."""

    PLANNED = "planned"
    BUILDING = "building"
    EVIDENCE_SUBMITTED = "evidence_submitted"
    VERIFIED = "verified"
    SHOWCASED = "showcased"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


_S = PrototypeState

NEXT: dict[PrototypeState, frozenset[PrototypeState]] = {
    _S.PLANNED: frozenset({_S.BUILDING}),
    _S.BUILDING: frozenset({_S.EVIDENCE_SUBMITTED}),
    _S.EVIDENCE_SUBMITTED: frozenset({_S.BUILDING, _S.VERIFIED}),
    _S.VERIFIED: frozenset({_S.SHOWCASED}),
    _S.SHOWCASED: frozenset({_S.ACCEPTED, _S.REJECTED}),
    _S.ACCEPTED: frozenset(),
    _S.REJECTED: frozenset(),
}
"""State → the states that may follow it; back to building is where the check asks for more."""

OPEN = frozenset({_S.PLANNED, _S.BUILDING})
"""States in which the firm writes; after that words and sums stand as they were checked."""

SEEN = frozenset(_S) - OPEN
"""States in which the council reads it; a draft is nobody's but the firm's."""

CHECKED = frozenset({_S.VERIFIED, _S.SHOWCASED, _S.ACCEPTED, _S.REJECTED})
"""States in which the council has checked it, so that it can be shown and voted on."""


class WhyNot(StrEnum):
    """Why a prototype stays as it is."""

    NO_SUCH_STEP = "no_such_step"
    FIXED = "fixed"
    NO_CLAIM = "no_claim"
    NOT_TESTED = "not_tested"
    NO_COST = "no_cost"
    TOO_MANY = "too_many"
    NO_REASON = "no_reason"
    OWN_WORK = "own_work"
    NOT_SHOWN = "not_shown"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("That does not follow from where this prototype stands."),
    WhyNot.FIXED: say("It was handed in. Ask the council to give it back to change it."),
    WhyNot.NO_CLAIM: say("Say at least once what it does for a measure of success."),
    WhyNot.NOT_TESTED: say("Each claim needs a test, what came out, and where that can be seen."),
    WhyNot.NO_COST: say("Give what it costs once and what it costs each year."),
    WhyNot.TOO_MANY: say("That is as much as one prototype can hold."),
    WhyNot.NO_REASON: say("Say what is missing, so that the firm can mend it."),
    WhyNot.NOT_SHOWN: say("It has not been shown yet. Give it a time on the showcase day first."),
    WhyNot.OWN_WORK: say("Nobody checks what their own firm has written."),
}


@dataclass(frozen=True, slots=True)
class PrototypeMoved(Event):
    """A prototype went from one state to another."""

    kind: ClassVar[str] = "programme.prototype.moved"
    challenge_id: UUID
    before: PrototypeState
    after: PrototypeState


def may_write(state: PrototypeState) -> Decision:
    """Decide whether a firm may change what a prototype says."""
    return YES if state in OPEN else Decision(WhyNot.FIXED)


def may_hand_in(state: PrototypeState, claims: Sequence[Claim], costs: Sequence[Cost]) -> Decision:
    """Decide whether a firm may hand its evidence in."""
    if _S.EVIDENCE_SUBMITTED not in NEXT[state]:
        return Decision(WhyNot.NO_SUCH_STEP)
    if not claims or not any(claim.measure_id for claim in claims):
        return Decision(WhyNot.NO_CLAIM)
    if not all(claim.is_tested and claim.measure_id for claim in claims):
        return Decision(WhyNot.NOT_TESTED)
    return YES if is_costed(costs) else Decision(WhyNot.NO_COST)


def may_judge(
    before: PrototypeState, after: PrototypeState, reason: str, *, is_own: bool, was_shown: bool
) -> Decision:
    """Decide whether the council may take a prototype on, or give it back with a reason.

    *was_shown* says that its time on the showcase day has begun.
    """
    if after not in NEXT[before] or before in OPEN:
        return Decision(WhyNot.NO_SUCH_STEP)
    if is_own:
        return Decision(WhyNot.OWN_WORK)
    if after is _S.SHOWCASED and not was_shown:
        return Decision(WhyNot.NOT_SHOWN)
    needs_reason = after in {_S.BUILDING, _S.REJECTED}
    return Decision(WhyNot.NO_REASON) if needs_reason and not says_something(reason) else YES


def checked_words(title: str, summary: str, level: int | None) -> tuple[str, str, int | None]:
    """Return title, summary and readiness level (1 to 9) as they will be stored.

    Raises:
        Invalid: something in them cannot stay as it is.
    """
    title, summary = in_one_line(title), cleaned(summary[: 2 * LONGEST])
    fields: dict[str, str] = {}
    if not says_something(title) or len(title) > LONGEST_TITLE:
        fields["title"] = say("Name it, in at most {most} characters.", most=LONGEST_TITLE)
    if not says_something(summary) or len(summary) > LONGEST:
        fields["summary"] = say("Say what it is, in at most {most} characters.", most=LONGEST)
    if level is not None and not LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
        fields["level"] = say("The scale goes from 1 to 9.")
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return title, summary, level
