"""The business case of a challenge, and what its gate asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.models.briefs import SuccessMeasure
from programme.models.cases import BusinessCase, CaseBenefit, CaseOption, CaseText, writers_of_case
from programme.models.gates import passed_gates
from programme.models.programmes import FundingLine
from programme.rules.cases import CasePart, a_resident_p, may_change, whole_life_p
from programme.rules.snapshots import BusinessCase as CaseFacts


@dataclass(frozen=True, slots=True)
class TextRow:
    """One of the five cases as it stands; number 0 where nobody wrote it."""

    part: CasePart
    number: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option with its costs in pence; *a_resident_p* over five years, None if not counted."""

    position: int
    title: str
    words: str
    one_off_p: int
    yearly_p: int
    is_nothing: bool
    is_preferred: bool
    three_years_p: int
    five_years_p: int
    a_resident_p: int | None


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """One benefit; it is measured while the brief still has the measure it names."""

    position: int
    words: str
    measure: str
    is_measured: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """A business case, whole."""

    texts: tuple[TextRow, ...]
    options: tuple[OptionRow, ...]
    benefits: tuple[BenefitRow, ...]
    measures: tuple[str, ...]
    approver_id: UUID | None
    funding_line_id: UUID | None
    residents: int | None
    writers: frozenset[UUID]
    may_change: bool

    @property
    def preferred(self) -> OptionRow | None:
        """Return the preferred option."""
        return next((each for each in self.options if each.is_preferred), None)

    @property
    def facts(self) -> CaseFacts:
        """Return what the gate asks of it."""
        return CaseFacts(
            written=sum(bool(each.number) for each in self.texts),
            parts=len(CasePart),
            has_doing_nothing=any(each.is_nothing for each in self.options),
            benefits=len(self.benefits),
            benefits_measured=sum(each.is_measured for each in self.benefits),
            has_approver=self.approver_id is not None,
            approver_wrote=self.approver_id in self.writers,
        )


def case_page(session: Session, challenge_id: UUID) -> CasePage:
    """Return the case of a challenge that the caller has asked for by its own authority."""
    row = session.get(BusinessCase, challenge_id)
    residents = row.residents if row else None
    named = select(SuccessMeasure.name).where(SuccessMeasure.challenge_id == challenge_id)
    measures = tuple(session.scalars(named.order_by(SuccessMeasure.position)))
    return CasePage(
        _texts(session, challenge_id),
        _options(session, challenge_id, residents),
        _benefits(session, challenge_id, measures),
        measures,
        row.approver_id if row else None,
        row.funding_line_id if row else None,
        residents,
        writers_of_case(session, challenge_id),
        bool(may_change(passed_gates(session, challenge_id))),
    )


def case_facts(session: Session, challenge_id: UUID) -> CaseFacts | None:
    """Return what gate 5 asks of a case, or None where nobody has begun one."""
    begun = [
        select(table.challenge_id).where(table.challenge_id == challenge_id).exists()
        for table in (BusinessCase, CaseText, CaseOption, CaseBenefit)
    ]
    if not any(session.execute(select(*begun)).one()):
        return None
    return case_page(session, challenge_id).facts


def funding_lines_of(session: Session, programme_id: UUID) -> list[tuple[UUID, str, int]]:
    """Return id, source and pence of each line of a programme's money, in order."""
    asked = select(FundingLine.id, FundingLine.source, FundingLine.amount_p).where(
        FundingLine.programme_id == programme_id
    )
    return [
        (row.id, row.source, row.amount_p)
        for row in session.execute(asked.order_by(FundingLine.position))
    ]


def _texts(session: Session, challenge_id: UUID) -> tuple[TextRow, ...]:
    latest = (
        select(CaseText.part, func.max(CaseText.number).label("number"))
        .where(CaseText.challenge_id == challenge_id)
        .group_by(CaseText.part)
        .subquery()
    )
    asked = (
        select(CaseText.part, CaseText.number, CaseText.words)
        .join(
            latest,
            (latest.c.part == CaseText.part) & (latest.c.number == CaseText.number),
        )
        .where(CaseText.challenge_id == challenge_id)
    )
    found = {row.part: TextRow(*row) for row in session.execute(asked)}
    return tuple(found.get(part, TextRow(part)) for part in CasePart)


def _options(session: Session, challenge_id: UUID, residents: int | None) -> tuple[OptionRow, ...]:
    asked = select(CaseOption).where(CaseOption.challenge_id == challenge_id)
    rows = []
    for row in session.scalars(asked.order_by(CaseOption.position)):
        five = whole_life_p(row.one_off_p, row.yearly_p, 5)
        rows.append(
            OptionRow(
                row.position,
                row.title,
                row.words,
                row.one_off_p,
                row.yearly_p,
                row.is_nothing,
                row.is_preferred,
                whole_life_p(row.one_off_p, row.yearly_p, 3),
                five,
                a_resident_p(five, residents),
            )
        )
    return tuple(rows)


def _benefits(
    session: Session, challenge_id: UUID, measures: tuple[str, ...]
) -> tuple[BenefitRow, ...]:
    asked = select(CaseBenefit).where(CaseBenefit.challenge_id == challenge_id)
    return tuple(
        BenefitRow(row.position, row.words, row.measure, row.measure in measures)
        for row in session.scalars(asked.order_by(CaseBenefit.position))
    )
