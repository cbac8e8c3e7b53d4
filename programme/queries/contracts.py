"""Award, contract, phases, promises, use and outcome of a challenge; and as open data has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.awards import Award, ChallengeOutcome, FirmsNamed
from programme.models.contracts import (
    Contract,
    ContractMeasure,
    ContractPhase,
    MeasureReading,
    UseCheck,
)
from programme.models.firms import Firm
from programme.models.matches import ChallengeMatch
from programme.models.submissions import Submission
from programme.rules.contract_phases import Point, Verdict
from programme.rules.contracts import ContractState, Reading, Use, use_window
from programme.rules.matches import TAKEN_UP
from programme.rules.ocds.after import Awarded, Party, Phase, Signed, Sum
from programme.rules.outcomes import Reason, Result

MILESTONES = {Reading.MET: "met", Reading.PARTLY: "partiallyMet", Reading.MISSED: "notMet"}


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One award of a challenge; sums in hundredths of their currency."""

    number: int
    supplier: str
    company_number: str
    value_p: int
    currency: str
    awarded_on: date
    summaries_on: date | None
    named_at: datetime | None
    cancelled_at: datetime | None
    cancelled_because: str | None


@dataclass(frozen=True, slots=True)
class ContractRow:
    """The contract; *asked_from* and *asked_by* say when somebody asks whether it is used."""

    state: ContractState
    signed_on: date
    starts_on: date
    ends_on: date
    value_p: int
    currency: str
    manager: str
    ended_on: date | None
    ended_because: str | None

    @property
    def asked_from(self) -> date:
        """Return the first day on which its use is asked."""
        return use_window(self.signed_on)[0]

    @property
    def asked_by(self) -> date:
        """Return the day by which its use is asked."""
        return use_window(self.signed_on)[1]


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase, as planned and as it came out."""

    number: int
    title: str
    target: str
    due_on: date
    payment_p: int
    point: Point
    reading: Reading | None
    met_on: date | None
    paid_p: int | None
    verdict: Verdict | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """What the contract promises, and the latest reading."""

    id: UUID
    number: int
    words: str
    target: str
    measure: str
    read_on: date | None
    said: str | None
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class UseRow:
    """Whether it was still used on a day."""

    used_on: date
    use: Use
    words: str


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What came of the challenge."""

    result: Result
    reason: Reason
    words: str
    settled_at: datetime


@dataclass(frozen=True, slots=True)
class ContractPage:
    """All that came after the handover of one challenge."""

    awards: tuple[AwardRow, ...]
    contract: ContractRow | None
    phases: tuple[PhaseRow, ...]
    measures: tuple[MeasureRow, ...]
    uses: tuple[UseRow, ...]
    outcome: OutcomeRow | None
    firms_named_at: datetime | None

    @property
    def award(self) -> AwardRow | None:
        """Return the award that stands."""
        return next((each for each in self.awards if each.cancelled_at is None), None)

    @property
    def paid_p(self) -> int:
        """Return what was paid so far."""
        return sum(each.paid_p or 0 for each in self.phases)

    @property
    def next_phase(self) -> PhaseRow | None:
        """Return the phase that is decided next."""
        return next((each for each in self.phases if each.verdict is None), None)


def contract_page(session: Session, challenge_id: UUID) -> ContractPage:
    """Return what came after the handover of a challenge the caller asked for by its council."""
    row = _contract(session, challenge_id)
    named = session.get(FirmsNamed, challenge_id)
    uses = (
        select(UseCheck).where(UseCheck.contract_id == row.id).order_by(UseCheck.position)
        if row
        else None
    )
    return ContractPage(
        tuple(_award_row(each) for each in _awards(session, challenge_id)),
        _contract_row(row) if row else None,
        tuple(_phase_row(each) for each in _phases(session, challenge_id)),
        measures_of(session, challenge_id),
        tuple(UseRow(each.used_on, each.use, each.words) for each in session.scalars(uses))
        if uses is not None
        else (),
        outcome_of(session, challenge_id),
        named.named_at if named else None,
    )


def outcome_of(session: Session, challenge_id: UUID) -> OutcomeRow | None:
    """Return what came of a challenge, or None where it is not settled."""
    row = session.get(ChallengeOutcome, challenge_id)
    return OutcomeRow(row.result, row.reason, row.words, row.settled_at) if row else None


def measures_of(session: Session, challenge_id: UUID) -> tuple[MeasureRow, ...]:
    """Return what a contract promises, in order, each with its latest reading."""
    asked = select(ContractMeasure).where(ContractMeasure.challenge_id == challenge_id)
    rows = list(session.scalars(asked.order_by(ContractMeasure.number)))
    read = (
        select(MeasureReading)
        .where(MeasureReading.measure_id.in_([row.id for row in rows]))
        .order_by(MeasureReading.position)
    )
    latest = {each.measure_id: each for each in session.scalars(read)}
    return tuple(
        MeasureRow(
            row.id,
            row.number,
            row.words,
            row.target,
            row.measure,
            last.read_on if (last := latest.get(row.id)) else None,
            last.said if last else None,
            last.reading if last else None,
        )
        for row in rows
    )


def awarded_of(session: Session, challenge_id: UUID) -> tuple[Awarded, ...]:
    """Return the awards of a challenge as open data has them."""
    return tuple(
        Awarded(
            row.number,
            row.awarded_on,
            Sum(row.value_p, row.currency),
            _party(row.firm_id or row.id, row.company_number, row.supplier),
            row.summaries_on,
            row.named_at,
            row.cancelled_at,
        )
        for row in _awards(session, challenge_id)
    )


def signed_of(session: Session, challenge_id: UUID) -> Signed | None:
    """Return the contract of a challenge as open data has it, or None."""
    row = _contract(session, challenge_id)
    if row is None:
        return None
    number = session.get_one(Award, row.award_id).number
    phases = tuple(
        Phase(
            each.number,
            each.title,
            each.target,
            each.due_on,
            each.decided_at,
            each.met_on,
            MILESTONES[each.reading] if each.reading else "scheduled",
            Sum(each.paid_p, row.currency) if each.paid_p else None,
        )
        for each in _phases(session, challenge_id)
    )
    value = Sum(row.value_p, row.currency)
    dates = (row.signed_on, row.starts_on, row.ends_on)
    return Signed(number, *dates, value, phases, row.ended_on)


def matched_firms(session: Session, challenge_id: UUID) -> list[tuple[UUID, str, str]]:
    """Return id, name and number of each firm that took its match up, by place."""
    asked = (
        select(Firm.id, Firm.name, Firm.company_number)
        .join(Submission, Submission.firm_id == Firm.id)
        .join(ChallengeMatch, ChallengeMatch.submission_id == Submission.id)
        .where(ChallengeMatch.challenge_id == challenge_id, ChallengeMatch.state.in_(TAKEN_UP))
        .order_by(ChallengeMatch.position, Firm.name)
    )
    return [(row.id, row.name, row.company_number) for row in session.execute(asked)]


def named_firms(session: Session, challenge_id: UUID) -> tuple[tuple[Party, ...], datetime | None]:
    """Return the matched firms that may be named, and since when; none before."""
    named = session.get(FirmsNamed, challenge_id)
    if named is None:
        return (), None
    found = matched_firms(session, challenge_id)
    return tuple(_party(id_, number, name) for id_, name, number in found), named.named_at


def _party(id_: UUID, company_number: str, name: str) -> Party:
    return Party(f"GB-COH-{company_number}" if company_number else f"firm-{id_}", name)


def _awards(session: Session, challenge_id: UUID) -> list[Award]:
    asked = select(Award).where(Award.challenge_id == challenge_id)
    return list(session.scalars(asked.order_by(Award.number)))


def _contract(session: Session, challenge_id: UUID) -> Contract | None:
    asked = select(Contract).where(Contract.challenge_id == challenge_id)
    return session.scalars(asked).one_or_none()


def _phases(session: Session, challenge_id: UUID) -> list[ContractPhase]:
    asked = select(ContractPhase).where(ContractPhase.challenge_id == challenge_id)
    return list(session.scalars(asked.order_by(ContractPhase.number)))


def _award_row(row: Award) -> AwardRow:
    return AwardRow(
        row.number,
        row.supplier,
        row.company_number,
        row.value_p,
        row.currency,
        row.awarded_on,
        row.summaries_on,
        row.named_at,
        row.cancelled_at,
        row.cancelled_because,
    )


def _contract_row(row: Contract) -> ContractRow:
    return ContractRow(
        row.state,
        row.signed_on,
        row.starts_on,
        row.ends_on,
        row.value_p,
        row.currency,
        row.manager,
        row.ended_on,
        row.ended_because,
    )


def _phase_row(row: ContractPhase) -> PhaseRow:
    return PhaseRow(
        row.number,
        row.title,
        row.target,
        row.due_on,
        row.payment_p,
        row.point,
        row.reading,
        row.met_on,
        row.paid_p,
        row.verdict,
        row.reason,
    )
