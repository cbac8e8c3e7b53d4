"""A programme with every fact that its figures are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.programmes import (
    FundingLine,
    LearningEvent,
    Objective,
    Partner,
    Programme,
    RetrospectiveItem,
    StagePlan,
    Target,
)
from programme.rules.programmes import (
    FundingKind,
    ObjectiveKind,
    Origin,
    Pain,
    PartnerRole,
    Sentiment,
    total_pence,
)
from programme.rules.stages import Stage


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme in the list."""

    id: UUID
    slug: str
    title: str
    summary: str
    starts_on: date | None
    ends_on: date | None
    successor: str | None


@dataclass(frozen=True, slots=True)
class FundingRow:
    """Money from one source, in pence."""

    source: str
    kind: FundingKind
    amount_p: int
    note: str | None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """By how many per cent a figure is to grow, until when, and who says so."""

    code: str
    title: str
    percent: int
    due_on: date
    source: str


@dataclass(frozen=True, slots=True)
class LearningRow:
    """A visit, talk or workshop, and what was taken from it."""

    title: str
    with_whom: str
    held_words: str
    taken: str


@dataclass(frozen=True, slots=True)
class LessonRow:
    """What worked or did not; *pain* is the trouble that gates guard against now."""

    sentiment: Sentiment
    words: str
    pain: Pain | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """When a stage was meant to be over, and how we know."""

    stage: Stage
    baseline_on: date
    origin: Origin
    note: str | None


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """The rows behind a programme's figures, each list in its own order."""

    programme: ProgrammeRow
    funding: tuple[FundingRow, ...]
    partners: tuple[tuple[str, PartnerRole], ...]
    objectives: tuple[tuple[ObjectiveKind, str], ...]
    targets: tuple[TargetRow, ...]
    learning: tuple[LearningRow, ...]
    lessons: tuple[LessonRow, ...]
    plan: tuple[PlanRow, ...]

    @property
    def total_p(self) -> int:
        """Return the sum of the funding lines, in pence."""
        return total_pence(tuple(line.amount_p for line in self.funding))


def programmes_of(session: Session, authority_id: UUID) -> list[ProgrammeRow]:
    """Return the programmes of a council, the latest first."""
    asked = select(
        Programme.id,
        Programme.slug,
        Programme.title,
        Programme.summary,
        Programme.starts_on,
        Programme.ends_on,
        Programme.successor,
    ).where(Programme.authority_id == authority_id)
    rows = session.execute(asked.order_by(Programme.made_at.desc()))
    return [ProgrammeRow(*row) for row in rows]


def facts_of(session: Session, programme: ProgrammeRow) -> ProgrammeFacts:
    """Return the rows of a programme, in seven statements."""
    of = programme.id
    funding = (
        select(FundingLine.source, FundingLine.kind, FundingLine.amount_p, FundingLine.note)
        .where(FundingLine.programme_id == of)
        .order_by(FundingLine.position)
    )
    partners = (
        select(Partner.name, Partner.role)
        .where(Partner.programme_id == of)
        .order_by(Partner.position)
    )
    objectives = (
        select(Objective.kind, Objective.words)
        .where(Objective.programme_id == of)
        .order_by(Objective.kind, Objective.position)
    )
    return ProgrammeFacts(
        programme,
        tuple(FundingRow(*row) for row in session.execute(funding)),
        tuple((row.name, row.role) for row in session.execute(partners)),
        tuple((row.kind, row.words) for row in session.execute(objectives)),
        *_learned(session, of),
    )


def _learned(
    session: Session, of: UUID
) -> tuple[
    tuple[TargetRow, ...], tuple[LearningRow, ...], tuple[LessonRow, ...], tuple[PlanRow, ...]
]:
    targets = select(Target.code, Target.title, Target.percent, Target.due_on, Target.source)
    learning = select(
        LearningEvent.title,
        LearningEvent.with_whom,
        LearningEvent.held_words,
        LearningEvent.taken,
    )
    lessons = select(RetrospectiveItem.sentiment, RetrospectiveItem.words, RetrospectiveItem.pain)
    plan = select(StagePlan.stage, StagePlan.baseline_on, StagePlan.origin, StagePlan.note)
    return (
        tuple(
            TargetRow(*row)
            for row in session.execute(
                targets.where(Target.programme_id == of).order_by(Target.due_on)
            )
        ),
        tuple(
            LearningRow(*row)
            for row in session.execute(
                learning.where(LearningEvent.programme_id == of).order_by(LearningEvent.position)
            )
        ),
        tuple(
            LessonRow(*row)
            for row in session.execute(
                lessons.where(RetrospectiveItem.programme_id == of).order_by(
                    RetrospectiveItem.sentiment.desc(), RetrospectiveItem.position
                )
            )
        ),
        tuple(
            PlanRow(*row)
            for row in session.execute(
                plan.where(StagePlan.programme_id == of).order_by(StagePlan.baseline_on)
            )
        ),
    )
