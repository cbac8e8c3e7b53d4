"""What can be decided at a gate, who must sign, and who never may.

Source: programme-field.md §2.3 (decisions), §2.6 (roles and the separation of duties).
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.roles import Role
from foundation.base.words import say
from programme.rules.challenges import BY_OUTCOME, EDGES, ChallengeState, Standing
from programme.rules.lines import Line, Result
from programme.rules.stages import GateCode


class Verdict(StrEnum):
    """What is decided at a gate."""

    PASS = "pass"  # noqa: S105  no secret
    PASS_WITH_CONDITIONS = "pass_with_conditions"  # noqa: S105
    HOLD = "hold"
    STOP = "stop"
    RETURN = "return"


PASSES = frozenset({Verdict.PASS, Verdict.PASS_WITH_CONDITIONS})
"""Verdicts that need every line met or waived."""

QUESTIONS: dict[GateCode, str] = {
    GateCode.G0: say("Is somebody behind it?"),
    GateCode.G1: say("Is the brief ready for firms?"),
    GateCode.G2: say("Can the assessment begin?"),
    GateCode.G3: say("Are the firms for the cohort settled?"),
    GateCode.G4: say("Are the prototypes ready to be shown?"),
    GateCode.G5: say("Is the business case ready?"),
    GateCode.G6: say("Can procurement take over?"),
}

SIGNATORIES: dict[GateCode, tuple[Role, ...]] = {
    GateCode.G0: (Role.CHALLENGE_OWNER, Role.EXECUTIVE_SPONSOR),
    GateCode.G1: (Role.EXECUTIVE_SPONSOR, Role.PROCUREMENT_OFFICER),
    GateCode.G2: (Role.ASSESSMENT_CHAIR, Role.PROCUREMENT_OFFICER),
    GateCode.G3: (Role.CHALLENGE_OWNER,),
    GateCode.G4: (Role.CHALLENGE_OWNER, Role.EXECUTIVE_SPONSOR),
    GateCode.G5: (Role.EXECUTIVE_SPONSOR, Role.FINANCE_OFFICER),
    GateCode.G6: (Role.EXECUTIVE_SPONSOR, Role.PROCUREMENT_OFFICER),
}
"""The template: the roles whose signatures a gate needs, each from another person."""

RETURNS_TO: dict[ChallengeState, ChallengeState] = {
    ChallengeState.BRIEF_REVIEW: ChallengeState.DEFINING,
}
"""Where a challenge goes back to that is returned; elsewhere it stays and is worked on."""


class WhyNot(StrEnum):
    """Why nothing is decided or signed."""

    NOT_AHEAD = "not_ahead"
    LINES_OPEN = "lines_open"
    UNDER_WAY = "under_way"
    NOTHING_PROPOSED = "nothing_proposed"
    WROTE_IT = "wrote_it"
    PROPOSED_IT = "proposed_it"
    NOT_ASKED = "not_asked"
    SIGNED = "signed"
    NOT_WAIVABLE = "not_waivable"
    WAIVED = "waived"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NOT_AHEAD: say("The challenge does not stand in front of this gate."),
    WhyNot.LINES_OPEN: say("Not every line of this gate is met or waived. It stays closed."),
    WhyNot.UNDER_WAY: say("A decision waits for its signatures already. Take it back first."),
    WhyNot.NOTHING_PROPOSED: say("No decision is proposed. There is nothing to sign."),
    WhyNot.WROTE_IT: say("You wrote part of what is decided here. Nobody signs what they wrote."),
    WhyNot.PROPOSED_IT: say("You proposed this decision. Somebody else has to sign it."),
    WhyNot.NOT_ASKED: say("This gate does not need your signature."),
    WhyNot.SIGNED: say("You have signed this decision already."),
    WhyNot.NOT_WAIVABLE: say("This line can never be waived."),
    WhyNot.WAIVED: say("This line is waived already, or waits for the sponsor to sign the waiver."),
}


@dataclass(frozen=True, slots=True)
class Seats:
    """Who holds the two seats that belong to one person on each challenge."""

    owner_id: UUID | None
    sponsor_id: UUID | None

    def is_taken_by(self, role: Role, person_id: UUID) -> bool:
        """Tell whether *person_id* may speak as *role* on this challenge."""
        if role is Role.CHALLENGE_OWNER:
            return person_id == self.owner_id
        return role is not Role.EXECUTIVE_SPONSOR or person_id == self.sponsor_id


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that waits: who proposed it, which roles must sign, and who has signed so far."""

    proposed_by_id: UUID | None
    needed: frozenset[Role]
    signed: frozenset[tuple[Role, UUID]]
    authors: frozenset[UUID]

    @property
    def missing(self) -> frozenset[Role]:
        """Return the roles that have still to sign."""
        return self.needed - {role for role, _ in self.signed}


@dataclass(frozen=True, slots=True)
class Looked:
    """How a gate stands: each line, and who wrote what it judges."""

    results: tuple[Result, ...]
    authors: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class SponsorAccepted(Event):
    """The sponsor who was named accepted."""

    kind: ClassVar[str] = "programme.challenge.sponsor_accepted"
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class GateProposed(Event):
    """Somebody proposed what is to be decided at a gate."""

    kind: ClassVar[str] = "programme.gate.proposed"
    challenge_id: UUID
    decision_id: UUID
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class GateSigned(Event):
    """Somebody signed a decision."""

    kind: ClassVar[str] = "programme.gate.signed"
    challenge_id: UUID
    decision_id: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class GateDecided(Event):
    """The last signature came: it is decided."""

    kind: ClassVar[str] = "programme.gate.decided"
    challenge_id: UUID
    decision_id: UUID
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class GateTakenBack(Event):
    """A proposal was taken back before it was decided."""

    kind: ClassVar[str] = "programme.gate.taken_back"
    challenge_id: UUID
    decision_id: UUID


@dataclass(frozen=True, slots=True)
class LineWaived(Event):
    """A waiver was asked for, or signed: then it counts until the day it ends."""

    kind: ClassVar[str] = "programme.line.waived"
    challenge_id: UUID
    line: Line
    is_signed: bool
    ends_on: date


def may_propose(
    verdict: Verdict, results: Iterable[Result], *, is_ahead: bool, is_under_way: bool
) -> Decision:
    """Decide whether *verdict* may be proposed at a gate whose lines came to *results*."""
    if not is_ahead:
        return Decision(WhyNot.NOT_AHEAD)
    if is_under_way:
        return Decision(WhyNot.UNDER_WAY)
    if verdict in PASSES and not is_open(results):
        return Decision(WhyNot.LINES_OPEN)
    return YES


def is_open(results: Iterable[Result]) -> bool:
    """Tell whether every line of a gate lets the challenge pass."""
    return all(result.is_open for result in results)


def may_sign(
    proposal: Proposal | None, person_id: UUID | None, role: Role | None, seats: Seats
) -> Decision:
    """Decide whether *person_id* may sign as *role*."""
    if proposal is None:
        return Decision(WhyNot.NOTHING_PROPOSED)
    if person_id is None or role is None or not seats.is_taken_by(role, person_id):
        return Decision(WhyNot.NOT_ASKED)
    if any(signer == person_id for _, signer in proposal.signed):
        return Decision(WhyNot.SIGNED)
    if role not in proposal.missing:
        return Decision(WhyNot.NOT_ASKED)
    if person_id in proposal.authors:
        return Decision(WhyNot.WROTE_IT)
    return Decision(WhyNot.PROPOSED_IT) if person_id == proposal.proposed_by_id else YES


def role_to_sign(
    proposal: Proposal | None, person_id: UUID | None, held: Set[Role], seats: Seats
) -> Role | None:
    """Return the role in which somebody could sign now, or None; the first that is missing."""
    if proposal is None or person_id is None:
        return None
    able = held & proposal.missing
    return next(
        (role for role in Role if role in able and seats.is_taken_by(role, person_id)), None
    )


def may_waive(*, is_waivable: bool, is_waived: bool) -> Decision:
    """Decide whether a waiver of a line may be asked for."""
    if not is_waivable:
        return Decision(WhyNot.NOT_WAIVABLE)
    return Decision(WhyNot.WAIVED) if is_waived else YES


def leads_to(
    verdict: Verdict, at: Standing, gate: GateCode, passed: Set[GateCode]
) -> ChallengeState | None:
    """Return where a decision takes a challenge, or None where it stays.

    A step with two gates is taken once both are passed. After gate 6 a challenge stays handed
    over until its outcome is settled.
    """
    if verdict is Verdict.HOLD:
        return ChallengeState.ON_HOLD
    if verdict is Verdict.STOP:
        is_handed_over = at.state is ChallengeState.HANDOVER
        return ChallengeState.NOT_PROCURED if is_handed_over else ChallengeState.WITHDRAWN
    if verdict is Verdict.RETURN:
        return RETURNS_TO.get(at.state)
    edges = EDGES[at.pathway].items()
    return next(
        (
            after
            for (before, after), gates in edges
            if before is at.state
            and after not in BY_OUTCOME
            and gate in gates
            and passed >= set(gates)
        ),
        None,
    )
