"""One gate of one challenge: every line, who must sign, what waits, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.gates import (
    Gate,
    GateDecision,
    GateSignatory,
    GateSignature,
    GateWaiver,
    passed_gates,
)
from programme.queries.challenges import ChallengePage, names_of
from programme.queries.snapshots import line_rules, look
from programme.rules.challenges import gates_ahead
from programme.rules.gates import Looked, Proposal, Seats, Verdict
from programme.rules.lines import Line, LineRule
from programme.rules.stages import GateCode


@dataclass(frozen=True, slots=True)
class Signature:
    """A role that must sign: by whom and when, None while it is missing."""

    role: Role
    by: str | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision at a gate, waiting or made."""

    id: UUID
    gate: GateCode
    verdict: Verdict
    reason: str
    conditions: str | None
    by: str | None
    proposed_at: datetime
    decided_at: datetime | None
    is_taken_over: bool


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A waiver, waiting for the sponsor or signed."""

    id: UUID
    line: Line
    reason: str
    ends_on: date
    by: str | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class GatePage:
    """A gate as it stands for one challenge."""

    code: GateCode
    question: str
    looked: Looked
    rules: tuple[LineRule, ...]
    signatures: tuple[Signature, ...]
    waiting: DecisionRow | None
    proposal: Proposal | None
    seats: Seats
    decided: tuple[DecisionRow, ...]
    waivers: tuple[WaiverRow, ...]
    is_ahead: bool
    is_passed: bool


def gate_page(
    session: Session, challenge: ChallengePage, gate: GateCode, now: datetime
) -> GatePage:
    """Return a gate of a challenge as it stands at *now*."""
    looked = look(session, challenge.id, gate, now)
    rules = line_rules(session, challenge.programme_id, gate)
    decisions = decisions_of(session, challenge.id, gate)
    waiting = next((each for each in decisions if each.decided_at is None), None)
    needed = _needed(session, challenge.programme_id, gate)
    signed = _signed(session, waiting.id) if waiting else {}
    passed = passed_gates(session, challenge.id)
    return GatePage(
        gate,
        session.scalar(
            select(Gate.question).where(
                Gate.programme_id == challenge.programme_id, Gate.code == gate
            )
        )
        or "",
        looked,
        rules,
        _signatures(session, needed, signed),
        waiting,
        _proposal(session, waiting, needed, signed, looked),
        Seats(challenge.owner_id, challenge.sponsor_id),
        tuple(each for each in decisions if each.decided_at),
        _waivers(session, challenge.id, {rule.line for rule in rules}),
        is_ahead=gate in gates_ahead(challenge.at) and gate not in passed,
        is_passed=gate in passed,
    )


def decisions_of(
    session: Session, challenge_id: UUID, gate: GateCode | None = None
) -> list[DecisionRow]:
    """Return the decisions of a challenge, or those at one gate, that were not taken back."""
    asked = select(GateDecision).where(
        GateDecision.challenge_id == challenge_id, GateDecision.taken_back_at.is_(None)
    )
    if gate:
        asked = asked.where(GateDecision.gate == gate)
    rows = session.scalars(asked.order_by(GateDecision.proposed_at.desc())).all()
    names = names_of(session, {row.proposed_by_id for row in rows})
    return [
        DecisionRow(
            row.id,
            row.gate,
            row.verdict,
            row.reason,
            row.conditions,
            names.get(row.proposed_by_id) if row.proposed_by_id else None,
            row.proposed_at,
            row.decided_at,
            row.is_taken_over,
        )
        for row in rows
    ]


def _needed(session: Session, programme_id: UUID, gate: GateCode) -> list[Role]:
    asked = select(GateSignatory.role).where(
        GateSignatory.programme_id == programme_id, GateSignatory.code == gate
    )
    held = set(session.scalars(asked))
    return [role for role in Role if role in held]


def _signed(session: Session, decision_id: UUID) -> dict[Role, tuple[UUID, datetime]]:
    asked = select(GateSignature).where(GateSignature.decision_id == decision_id)
    return {row.role: (row.person_id, row.signed_at) for row in session.scalars(asked)}


def _signatures(
    session: Session, needed: list[Role], signed: dict[Role, tuple[UUID, datetime]]
) -> tuple[Signature, ...]:
    names = names_of(session, {person for person, _ in signed.values()})
    return tuple(
        Signature(role, names.get(signed[role][0], "?"), signed[role][1])
        if role in signed
        else Signature(role)
        for role in needed
    )


def _proposal(
    session: Session,
    waiting: DecisionRow | None,
    needed: list[Role],
    signed: dict[Role, tuple[UUID, datetime]],
    looked: Looked,
) -> Proposal | None:
    if waiting is None:
        return None
    by = session.scalar(select(GateDecision.proposed_by_id).where(GateDecision.id == waiting.id))
    people = frozenset((role, person) for role, (person, _) in signed.items())
    return Proposal(by, frozenset(needed), people, looked.authors)


def _waivers(session: Session, challenge_id: UUID, lines: set[Line]) -> tuple[WaiverRow, ...]:
    asked = (
        select(GateWaiver)
        .where(GateWaiver.challenge_id == challenge_id, GateWaiver.line.in_(lines))
        .order_by(GateWaiver.asked_at.desc())
    )
    rows = session.scalars(asked).all()
    names = names_of(session, {row.asked_by_id for row in rows})
    return tuple(
        WaiverRow(
            row.id,
            row.line,
            row.reason,
            row.ends_on,
            names.get(row.asked_by_id) if row.asked_by_id else None,
            row.signed_at,
        )
        for row in rows
    )
