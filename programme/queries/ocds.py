"""Challenges as open contracting processes, gathered from what is recorded of them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from programme.models.awards import ChallengeOutcome
from programme.models.challenges import Challenge, ChallengeMove
from programme.models.criteria import ScoredCriterion
from programme.models.gates import GateDecision
from programme.models.programmes import FundingLine, Programme
from programme.queries.contracts import awarded_of, named_firms, signed_of
from programme.queries.routes import RoutePage, route_page
from programme.rules.challenges import ChallengeState, Standing, is_public
from programme.rules.gates import PASSES
from programme.rules.ocds.after import Awarded, Party
from programme.rules.ocds.releases import Ending, Process
from programme.rules.outcomes import ENDINGS as SETTLED
from programme.rules.routes import is_above_threshold
from programme.rules.stages import GateCode
from programme.rules.steps import Step

ENDINGS = {
    ChallengeState.WITHDRAWN: Ending.WITHDRAWN,
    ChallengeState.NOT_PROCURED: Ending.UNSUCCESSFUL,
}


def process_of(
    session: Session, challenge_id: UUID, *, home: str, prefix: str, now: datetime
) -> Process:
    """Return a challenge that the caller has asked for by its own authority.

    *home* is the address of the council, *prefix* that of its process ids.
    """
    challenge = session.get_one(Challenge, challenge_id)
    authority = session.get_one(Authority, challenge.authority_id)
    programme = session.get_one(Programme, challenge.programme_id)
    lines = select(FundingLine.source).where(FundingLine.programme_id == programme.id)
    chosen = route_page(session, challenge_id, now)
    value_p = chosen.chosen.value_p if chosen else None
    firms, named_at = named_firms(session, challenge_id)
    awards = awarded_of(session, challenge_id)
    has_window = challenge.opens_at and challenge.closes_at
    return Process(
        key=str(challenge.id),
        prefix=prefix,
        title=challenge.title,
        question=challenge.question,
        url=f"{home}/challenges/{challenge.slug}",
        buyer=buyer_of(authority),
        project=Party(programme.slug, programme.title),
        gates=_gates(session, challenge_id),
        funders=tuple(session.scalars(lines.order_by(FundingLine.position))),
        budget_p=challenge.budget_max_p,
        window=(challenge.opens_at, challenge.closes_at) if has_window else None,  # type: ignore[arg-type]
        criteria=_criteria(session, challenge) if challenge.criteria_frozen_at else (),
        firms=firms,
        firms_named_at=named_at,
        route=chosen.chosen.route if chosen else None,
        reason=chosen.chosen.reason if chosen else "",
        value_p=value_p,
        is_above_threshold=is_above_threshold(value_p, chosen.chosen.begun_on or chosen.today)
        if chosen and value_p is not None
        else None,
        steps=_steps(chosen, awards),
        awards=awards,
        contract=signed_of(session, challenge_id),
        ended=_ended(session, challenge),
    )


def buyer_of(authority: Authority) -> Party:
    """Return a council as a party; its code is the one that other systems know it by."""
    code = authority.organisation
    return Party(f"GB-LAE-{code}" if code else authority.slug, authority.name)


def public_ids(session: Session, authority_id: UUID) -> list[UUID]:
    """Return the challenges of a council that anybody may read, in the order they were made."""
    asked = select(Challenge).where(Challenge.authority_id == authority_id)
    return [
        row.id
        for row in session.scalars(asked.order_by(Challenge.made_at, Challenge.slug))
        if is_public(Standing(row.pathway, row.state, row.stood_at))
    ]


def challenges_called(session: Session, slug: str | None) -> list[tuple[UUID, UUID, str]]:
    """Return authority, id and slug of every challenge, or of those with one slug."""
    asked = select(Challenge.authority_id, Challenge.id, Challenge.slug)
    if slug is not None:
        asked = asked.where(Challenge.slug == slug)
    return [
        (row.authority_id, row.id, row.slug)
        for row in session.execute(asked.order_by(Challenge.slug))
    ]


def _gates(session: Session, challenge_id: UUID) -> tuple[tuple[GateCode, datetime], ...]:
    asked = select(GateDecision.gate, GateDecision.decided_at).where(
        GateDecision.challenge_id == challenge_id,
        GateDecision.decided_at.is_not(None),
        GateDecision.verdict.in_(PASSES),
    )
    rows = session.execute(asked.order_by(GateDecision.decided_at, GateDecision.gate))
    return tuple((gate, at) for gate, at in rows if at is not None)


def _steps(chosen: RoutePage | None, awards: tuple[Awarded, ...]) -> tuple[tuple[Step, date], ...]:
    """Return the steps that are done; an award is told once it is entered, with its worth."""
    told = frozenset() if awards else frozenset({Step.AWARD, Step.CONTRACT})
    done = chosen.way.done if chosen else {}
    return tuple((step, day) for step, day in done.items() if step not in told)


def _criteria(session: Session, challenge: Challenge) -> tuple[tuple[str, int], ...]:
    asked = select(ScoredCriterion.title, ScoredCriterion.weight).where(
        ScoredCriterion.challenge_id == challenge.id
    )
    rows = session.execute(asked.order_by(ScoredCriterion.position))
    return tuple((row.title, row.weight) for row in rows)


def _ended(session: Session, challenge: Challenge) -> tuple[Ending, datetime] | None:
    settled = session.get(ChallengeOutcome, challenge.id)
    if settled is not None:
        ending = SETTLED.get(settled.result)
        return (ending, settled.settled_at) if ending else None
    if challenge.state not in ENDINGS:
        return None
    asked = (
        select(ChallengeMove.moved_at)
        .where(ChallengeMove.challenge_id == challenge.id, ChallengeMove.after == challenge.state)
        .order_by(ChallengeMove.moved_at.desc())
        .limit(1)
    )
    at = session.scalars(asked).first()
    return (ENDINGS[challenge.state], at) if at else None
