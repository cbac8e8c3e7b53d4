"""Everything that a programme's figures are worked out from, as it was at the end of one day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from consultation import evidence
from foundation.base.clock import london_instant
from programme.models.briefs import Citation
from programme.models.campaigns import Campaign
from programme.models.challenges import Challenge, ChallengeStage
from programme.models.contracts import Contract, UseCheck
from programme.models.departments import Department
from programme.models.gates import GateDecision
from programme.models.kpis import BudgetEntry, KpiReading
from programme.models.programmes import FundingLine, Target
from programme.queries.funnel import states_before, ways_of
from programme.queries.kpi_people import curves_of, questions_of, seats_of, signatures_of, told_of
from programme.queries.programmes import ProgrammeRow
from programme.rules.challenges import BudgetState, ChallengeState
from programme.rules.contracts import Use
from programme.rules.funnel import Step
from programme.rules.gates import PASSES
from programme.rules.kpis.facts import (
    ChallengeFact,
    Facts,
    FundingFact,
    ReadingFact,
    StageFact,
    TargetFact,
)
from programme.rules.programmes import Origin
from programme.rules.stages import GateCode, Stage


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures, and just before which instant."""

    authority_id: UUID
    programme_id: UUID
    as_of: date
    until: datetime


def facts_at(session: Session, authority_id: UUID, programme: ProgrammeRow, as_of: date) -> Facts:
    """Return the facts of a council's own programme at the end of a London day."""
    until = london_instant(as_of + timedelta(days=1))
    asked = Asked(authority_id, programme.id, as_of, until)
    ways = tuple(ways_of(session, authority_id, programme_id=programme.id, until=until))
    identified = {way.challenge for way in ways if Step.IDENTIFIED in way.steps}
    firms, council = curves_of(session, programme.id, as_of)
    of = Challenge.programme_id == programme.id
    return Facts(
        as_of=as_of,
        funding=_funding(session, programme.id),
        targets=_targets(session, programme.id),
        challenges=_challenges(session, asked, identified),
        ways=ways,
        campaigns=_campaigns(session, asked),
        stages=_stages(session, asked),
        signatures=signatures_of(session, of, until),
        seats=seats_of(session, programme.id, until),
        firms_curve=firms,
        council_curve=council,
        questions=questions_of(session, of, until),
        tellings=told_of(session, of, as_of),
        readings=_readings(session, asked),
    )


def _funding(session: Session, programme_id: UUID) -> tuple[FundingFact, ...]:
    asked = select(FundingLine.source, FundingLine.kind, FundingLine.amount_p).where(
        FundingLine.programme_id == programme_id
    )
    rows = session.execute(asked.order_by(FundingLine.position))
    return tuple(FundingFact(*row) for row in rows)


def _targets(session: Session, programme_id: UUID) -> tuple[TargetFact, ...]:
    asked = select(Target.percent, Target.due_on, Target.source).where(
        Target.programme_id == programme_id, Target.code == "KPI-0"
    )
    return tuple(TargetFact(*row) for row in session.execute(asked.order_by(Target.due_on)))


def _campaigns(session: Session, asked: Asked) -> tuple[Origin, ...]:
    origins = select(Campaign.origin).where(Campaign.programme_id == asked.programme_id)
    return tuple(session.scalars(origins.distinct().order_by(Campaign.origin)))


def _challenges(session: Session, asked: Asked, identified: set[str]) -> tuple[ChallengeFact, ...]:
    passed, budgets = _passed(session, asked), _budgets(session, asked)
    before = states_before(session, asked.authority_id, asked.until)
    cited, shown = _cited(session, asked), _actual(session, asked, Stage.PROTOTYPE)
    signed, origins = _signed(session, asked), _origins(session, asked)
    rows = session.execute(
        select(Challenge, Department.name)
        .outerjoin(Department, Department.id == Challenge.department_id)
        .where(
            Challenge.programme_id == asked.programme_id,
            Challenge.made_at < asked.until,
            Challenge.state != ChallengeState.IDEA,
            func.coalesce(Challenge.stood_at, Challenge.state) != ChallengeState.IDEA,
        )
        .order_by(Challenge.made_at, Challenge.title)
    ).all()
    found = []
    for row, department in rows:
        issues = told = None
        if row.consultation_id:
            issues, told = evidence.loop_of(
                session, asked.authority_id, row.consultation_id, asked.until
            )
        signed_on, value_p, is_in_use = signed.get(row.id, (None, None, None))
        gates = passed[row.id]
        found.append(
            ChallengeFact(
                row.slug,
                row.title,
                department,
                before.get(row.id, row.state),
                frozenset(gates),
                _budget_at(budgets[row.id], gates.get(GateCode.G1), row.budget_state),
                *cited.get(row.id, (0, 0)),
                issues,
                told or 0,
                shown.get(row.id),
                signed_on,
                value_p,
                is_identified=row.slug in identified,
                is_in_use=is_in_use,
                origin=origins.get(row.id, Origin.RECORDED),
            )
        )
    return tuple(found)


def _passed(session: Session, asked: Asked) -> dict[UUID, dict[GateCode, datetime]]:
    decided = (
        select(GateDecision.challenge_id, GateDecision.gate, GateDecision.decided_at)
        .join(Challenge, Challenge.id == GateDecision.challenge_id)
        .where(
            Challenge.programme_id == asked.programme_id,
            GateDecision.decided_at < asked.until,
            GateDecision.verdict.in_(PASSES),
        )
        .order_by(GateDecision.decided_at)
    )
    found: dict[UUID, dict[GateCode, datetime]] = defaultdict(dict)
    for challenge_id, gate, at in session.execute(decided):
        assert at is not None  # noqa: S101  asked for
        found[challenge_id].setdefault(gate, at)
    return found


Budgets = list[tuple[datetime, BudgetState]]


def _budgets(session: Session, asked: Asked) -> dict[UUID, Budgets]:
    entries = (
        select(BudgetEntry.challenge_id, BudgetEntry.entered_at, BudgetEntry.state)
        .join(Challenge, Challenge.id == BudgetEntry.challenge_id)
        .where(Challenge.programme_id == asked.programme_id)
        .order_by(BudgetEntry.entered_at)
    )
    found: dict[UUID, Budgets] = defaultdict(list)
    for challenge_id, at, state in session.execute(entries):
        found[challenge_id].append((at, state))
    return found


def _budget_at(
    entries: Budgets, at: datetime | None, now: BudgetState | None
) -> BudgetState | None:
    """Return how sure the money was at an instant; what is older than the entries, as it is now."""
    if at is None or not entries:
        return now if at else None
    return next((state for since, state in reversed(entries) if since <= at), None)


def _cited(session: Session, asked: Asked) -> dict[UUID, tuple[int, int]]:
    citations = (
        select(
            Citation.challenge_id,
            func.count(),
            func.count().filter(Citation.from_residents),
        )
        .join(Challenge, Challenge.id == Citation.challenge_id)
        .where(
            Challenge.programme_id == asked.programme_id,
            Citation.cited_at < asked.until,
            Citation.dropped_at.is_(None) | (Citation.dropped_at >= asked.until),
        )
        .group_by(Citation.challenge_id)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(citations)}


def _actual(session: Session, asked: Asked, stage: Stage) -> dict[UUID, date]:
    rows = (
        select(ChallengeStage.challenge_id, ChallengeStage.actual_on)
        .join(Challenge, Challenge.id == ChallengeStage.challenge_id)
        .where(
            Challenge.programme_id == asked.programme_id,
            ChallengeStage.stage == stage,
            ChallengeStage.actual_on <= asked.as_of,
        )
    )
    return {row.challenge_id: row.actual_on for row in session.execute(rows) if row.actual_on}


def _origins(session: Session, asked: Asked) -> dict[UUID, Origin]:
    rows = (
        select(ChallengeStage.challenge_id, ChallengeStage.origin)
        .join(Challenge, Challenge.id == ChallengeStage.challenge_id)
        .where(Challenge.programme_id == asked.programme_id, ChallengeStage.stage == Stage.INVITE)
    )
    return {row.challenge_id: row.origin for row in session.execute(rows)}


def _signed(session: Session, asked: Asked) -> dict[UUID, tuple[date, int | None, bool | None]]:
    """Return challenge → when its contract was signed, for how much, and whether it is still used.

    Only pounds can be added up; a sum in another currency is left out of the total.
    """
    rows = (
        select(Contract)
        .join(Challenge, Challenge.id == Contract.challenge_id)
        .where(
            Challenge.programme_id == asked.programme_id,
            Contract.signed_on <= asked.as_of,
        )
    )
    contracts = session.scalars(rows).all()
    uses = (
        select(UseCheck.contract_id, UseCheck.use)
        .where(
            UseCheck.contract_id.in_([each.id for each in contracts]),
            UseCheck.used_on <= asked.as_of,
        )
        .order_by(UseCheck.used_on, UseCheck.position)
    )
    used = {row.contract_id: row.use is not Use.NOT_IN_USE for row in session.execute(uses)}
    return {
        each.challenge_id: (
            each.signed_on,
            each.value_p if each.currency == "GBP" else None,
            used.get(each.id),
        )
        for each in contracts
    }


def _stages(session: Session, asked: Asked) -> tuple[StageFact, ...]:
    rows = (
        select(
            Challenge.title,
            ChallengeStage.stage,
            ChallengeStage.baseline_on,
            ChallengeStage.actual_on,
            ChallengeStage.origin,
        )
        .join(Challenge, Challenge.id == ChallengeStage.challenge_id)
        .where(
            Challenge.programme_id == asked.programme_id,
            ChallengeStage.baseline_on.is_not(None),
            ChallengeStage.actual_on <= asked.as_of,
        )
    )
    found = [
        StageFact(title, stage, planned, passed, origin)
        for title, stage, planned, passed, origin in session.execute(rows)
        if planned and passed
    ]
    order = list(Stage)
    return tuple(sorted(found, key=lambda each: (order.index(each.stage), each.challenge)))


def _readings(session: Session, asked: Asked) -> tuple[ReadingFact, ...]:
    agreed: ColumnElement[bool] = KpiReading.agreed_at < asked.until
    rows = (
        select(
            KpiReading.kind,
            KpiReading.read_on,
            KpiReading.words,
            KpiReading.value,
            KpiReading.source,
            func.coalesce(agreed, False),
        )
        .where(
            KpiReading.programme_id == asked.programme_id,
            KpiReading.read_on <= asked.as_of,
            KpiReading.noted_at < asked.until,
            KpiReading.withdrawn_at.is_(None) | (KpiReading.withdrawn_at >= asked.until),
        )
        .order_by(KpiReading.read_on, KpiReading.noted_at, KpiReading.id)
    )
    return tuple(ReadingFact(*row[:5], is_agreed=bool(row[5])) for row in session.execute(rows))
