"""The life of a challenge: what may follow what on each pathway, and which gates are between.

Source: programme-field.md §2.4 (states) and §2.2 (gates).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.stages import GateCode, Stage


class PathwayKind(StrEnum):
    """By which way a challenge comes to a contract."""

    SHOWCASE = "showcase"
    DIRECT = "direct"


class ChallengeState(StrEnum):
    """Where a challenge stands."""

    IDEA = "idea"
    DEFINING = "defining"
    BRIEF_REVIEW = "brief_review"
    RELEASED = "released"
    CLOSED_TO_APPLICATIONS = "closed_to_applications"
    ASSESSING = "assessing"
    MATCHED = "matched"
    IN_COHORT = "in_cohort"
    PROTOTYPING = "prototyping"
    SHOWCASED = "showcased"
    BUSINESS_CASE = "business_case"
    HANDOVER_READY = "handover_ready"
    HANDOVER = "handover"
    PROCURED = "procured"
    NOT_PROCURED = "not_procured"
    ON_HOLD = "on_hold"
    WITHDRAWN = "withdrawn"


class BudgetState(StrEnum):
    """How sure the money is."""

    NONE = "none"
    INDICATIVE = "indicative"
    IDENTIFIED = "identified"
    CONFIRMED = "confirmed"


class Regime(StrEnum):
    """Under which rules the council would buy."""

    UNDECIDED = "undecided"
    PA2023 = "pa2023"
    PCR2015 = "pcr2015"
    BELOW_THRESHOLD = "below_threshold"
    RD_EXEMPT = "rd_exempt"


class Engagement(StrEnum):
    """Whether a preliminary market engagement notice is published (Procurement Act 2023 s.17)."""

    UNDECIDED = "undecided"
    PUBLISHED = "published"
    NOT_NEEDED = "not_needed"


_S, _G = ChallengeState, GateCode

Edge = tuple[ChallengeState, ChallengeState]

EDGES: dict[PathwayKind, dict[Edge, tuple[GateCode, ...]]] = {
    PathwayKind.SHOWCASE: {
        (_S.IDEA, _S.DEFINING): (_G.G0,),
        (_S.DEFINING, _S.BRIEF_REVIEW): (),
        (_S.BRIEF_REVIEW, _S.DEFINING): (),
        (_S.BRIEF_REVIEW, _S.RELEASED): (_G.G1,),
        (_S.RELEASED, _S.CLOSED_TO_APPLICATIONS): (),
        (_S.CLOSED_TO_APPLICATIONS, _S.ASSESSING): (_G.G2,),
        (_S.ASSESSING, _S.MATCHED): (),
        (_S.MATCHED, _S.IN_COHORT): (_G.G3,),
        (_S.IN_COHORT, _S.PROTOTYPING): (),
        (_S.PROTOTYPING, _S.SHOWCASED): (_G.G4,),
        (_S.SHOWCASED, _S.BUSINESS_CASE): (),
        (_S.BUSINESS_CASE, _S.HANDOVER): (_G.G5,),
        (_S.HANDOVER, _S.PROCURED): (_G.G6,),
        (_S.HANDOVER, _S.NOT_PROCURED): (),
    },
    PathwayKind.DIRECT: {
        (_S.IDEA, _S.BUSINESS_CASE): (),
        (_S.BUSINESS_CASE, _S.DEFINING): (_G.G5, _G.G0),
        (_S.DEFINING, _S.BRIEF_REVIEW): (),
        (_S.BRIEF_REVIEW, _S.DEFINING): (),
        (_S.BRIEF_REVIEW, _S.HANDOVER_READY): (_G.G1,),
        (_S.HANDOVER_READY, _S.HANDOVER): (),
        (_S.HANDOVER, _S.PROCURED): (_G.G6,),
        (_S.HANDOVER, _S.NOT_PROCURED): (),
    },
}
"""Pathway → step forward (or back) → the gates that must be passed for it.

Beside these, everything that is not over may be put on hold and go on where it stood, and may be
withdrawn before the handover.
"""

BY_OUTCOME = frozenset({_S.PROCURED, _S.NOT_PROCURED})
"""States that the outcome of a challenge leads to, with its reason: gate 6 hands over and buys
nothing, and nobody enters them by hand."""

OVER = frozenset({_S.PROCURED, _S.NOT_PROCURED, _S.WITHDRAWN})
HANDED_OVER = frozenset({_S.HANDOVER, _S.PROCURED, _S.NOT_PROCURED})
RELEASED = frozenset(_S) - {_S.IDEA, _S.DEFINING, _S.BRIEF_REVIEW, _S.BUSINESS_CASE}
"""States in which anybody may read a challenge; on hold and withdrawn, only if it was released.

A business case comes before the release on one pathway and after it on the other: ask
``is_public``.
"""

STAGE_AT: dict[ChallengeState, Stage] = {
    _S.IDEA: Stage.DEFINE,
    _S.DEFINING: Stage.DEFINE,
    _S.BRIEF_REVIEW: Stage.INVITE,
    _S.RELEASED: Stage.INVITE,
    _S.CLOSED_TO_APPLICATIONS: Stage.EXPLORE,
    _S.ASSESSING: Stage.EXPLORE,
    _S.MATCHED: Stage.ACCELERATE,
    _S.IN_COHORT: Stage.ACCELERATE,
    _S.PROTOTYPING: Stage.PROTOTYPE,
    _S.SHOWCASED: Stage.PROTOTYPE,
    _S.BUSINESS_CASE: Stage.PRE_COMMERCIAL,
    _S.HANDOVER_READY: Stage.HANDOVER,
    _S.HANDOVER: Stage.HANDOVER,
    _S.PROCURED: Stage.HANDOVER,
    _S.NOT_PROCURED: Stage.HANDOVER,
}
"""The stage a challenge is in; on hold and withdrawn, ask where it stood."""


class WhyNot(StrEnum):
    """Why a challenge stays where it is."""

    NO_SUCH_STEP = "no_such_step"
    GATE_SHUT = "gate_shut"
    NOT_WHERE_IT_STOOD = "not_where_it_stood"
    BY_OUTCOME = "by_outcome"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("That is not the next step from here on this pathway."),
    WhyNot.GATE_SHUT: say("The gate in front of this step is not passed. Look at the gate first."),
    WhyNot.NOT_WHERE_IT_STOOD: say("It goes on where it stood before it was put on hold."),
    WhyNot.BY_OUTCOME: say("Settle the outcome: it says what was bought, or why nothing was."),
}


@dataclass(frozen=True, slots=True)
class ChallengeMade(Event):
    """A challenge was proposed."""

    kind: ClassVar[str] = "programme.challenge.made"
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class ChallengeChanged(Event):
    """What a challenge says of itself was changed."""

    kind: ClassVar[str] = "programme.challenge.changed"
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class ChallengeMoved(Event):
    """A challenge passed from one state to the next."""

    kind: ClassVar[str] = "programme.challenge.moved"
    programme_id: UUID
    before: ChallengeState
    after: ChallengeState


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a challenge is: *stood_at* is where it stood before it was put on hold."""

    pathway: PathwayKind
    state: ChallengeState
    stood_at: ChallengeState | None = None


def may_move(at: Standing, after: ChallengeState, passed: Set[GateCode]) -> Decision:
    """Decide whether a challenge may go to *after*, with the gates *passed* behind it."""
    if at.state in OVER:
        return Decision(WhyNot.NO_SUCH_STEP)
    if after is _S.WITHDRAWN:
        stood = at.stood_at or at.state
        return Decision(WhyNot.NO_SUCH_STEP) if stood in HANDED_OVER else YES
    if at.state is _S.ON_HOLD:
        return YES if after is at.stood_at else Decision(WhyNot.NOT_WHERE_IT_STOOD)
    if after is _S.ON_HOLD:
        return YES
    gates = EDGES[at.pathway].get((at.state, after))
    if gates is None:
        return Decision(WhyNot.NO_SUCH_STEP)
    return YES if passed >= set(gates) else Decision(WhyNot.GATE_SHUT)


def may_move_by_hand(at: Standing, after: ChallengeState, passed: Set[GateCode]) -> Decision:
    """Decide whether somebody may take a challenge to *after* without settling its outcome."""
    decision = may_move(at, after, passed)
    return Decision(WhyNot.BY_OUTCOME) if decision and after in BY_OUTCOME else decision


def gates_ahead(at: Standing) -> tuple[GateCode, ...]:
    """Return the gates in front of the next step: those to be looked at now."""
    return tuple(
        gate
        for (before, _), gates in EDGES[at.pathway].items()
        if before is at.state
        for gate in gates
    )


def steps_from(at: Standing) -> tuple[ChallengeState, ...]:
    """Return where a challenge could go on its pathway, hold and withdrawal apart."""
    return tuple(after for before, after in EDGES[at.pathway] if before is at.state)


def gates_of(pathway: PathwayKind) -> tuple[GateCode, ...]:
    """Return the gates of a pathway in the order in which it meets them."""
    return tuple(gate for gates in EDGES[pathway].values() for gate in gates)


def stage_at(at: Standing) -> Stage:
    """Return the stage a challenge is in, or was in when it stopped."""
    return STAGE_AT[at.stood_at or at.state]


def is_public(at: Standing) -> bool:
    """Tell whether anybody may read a challenge: from its release on."""
    stood = at.stood_at or at.state
    if stood is _S.BUSINESS_CASE:
        return at.pathway is PathwayKind.SHOWCASE
    return stood in RELEASED and stood not in {_S.ON_HOLD, _S.WITHDRAWN}
