"""The panel of a round: who scores what, where sheets stand, the letters of submissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from foundation.accounts.models.people import Person
from programme.models.assessors import AssessorAssignment
from programme.models.conflicts import ConflictDeclaration
from programme.models.rounds import AssessmentRound
from programme.models.submissions import Submission
from programme.rules.assessors import OUT, AssignmentState, Declined
from programme.rules.conflicts import Answer, ConflictState
from programme.rules.submissions import SCORED, SENT


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One assignment, with the last declaration of its person."""

    id: UUID
    round_id: UUID
    submission_id: UUID
    person_id: UUID
    name: str
    state: AssignmentState
    sheet: int
    declined_because: Declined | None
    locked_at: datetime | None
    saw_others_at: datetime | None
    conflict: ConflictState | None
    answer: Answer | None
    detail: str | None
    mitigation: str | None
    declared_at: datetime | None
    decided_at: datetime | None

    @property
    def is_out(self) -> bool:
        """Tell whether it counts for nothing."""
        return self.state in OUT

    @property
    def is_cleared(self) -> bool:
        """Tell whether its person counts for the quorum."""
        return not self.is_out and self.conflict is ConflictState.CLEARED


def panel_of(session: Session, round_id: UUID) -> tuple[PanelRow, ...]:
    """Return every assignment of a round that the caller has asked for by its own authority."""
    asked = panel_rows().where(AssessorAssignment.round_id == round_id)
    in_order = asked.order_by(AssessorAssignment.submission_id, Person.name, Person.id)
    return tuple(PanelRow(**row._mapping) for row in session.execute(in_order))


def panel_rows() -> Any:  # noqa: ANN401  a statement with many columns
    """Return the statement that every list of assignments narrows."""
    last = aliased(ConflictDeclaration)
    newest = (
        select(func.max(ConflictDeclaration.number))
        .where(
            ConflictDeclaration.submission_id == AssessorAssignment.submission_id,
            ConflictDeclaration.person_id == AssessorAssignment.person_id,
        )
        .correlate(AssessorAssignment)
        .scalar_subquery()
    )
    counts = and_(
        last.submission_id == AssessorAssignment.submission_id,
        last.person_id == AssessorAssignment.person_id,
        last.number == newest,
    )
    return (
        select(
            AssessorAssignment.id,
            AssessorAssignment.round_id,
            AssessorAssignment.submission_id,
            AssessorAssignment.person_id,
            func.coalesce(Person.name, Person.email).label("name"),
            AssessorAssignment.state,
            AssessorAssignment.sheet,
            AssessorAssignment.declined_because,
            AssessorAssignment.locked_at,
            AssessorAssignment.saw_others_at,
            last.state.label("conflict"),
            last.answer,
            last.detail,
            last.mitigation,
            last.declared_at,
            last.decided_at,
        )
        .join(Person, Person.id == AssessorAssignment.person_id)
        .outerjoin(last, counts)
    )


def cleared_of(session: Session, challenge_id: UUID) -> tuple[int, ...]:
    """Return for each submission that is scored how many of its assessors are cleared."""
    scored = select(Submission.id).where(
        Submission.challenge_id == challenge_id, Submission.state.in_(SCORED)
    )
    cleared = dict.fromkeys(session.scalars(scored), 0)
    asked = panel_rows().join(AssessmentRound, AssessmentRound.id == AssessorAssignment.round_id)
    for row in session.execute(asked.where(AssessmentRound.challenge_id == challenge_id)):
        if row.submission_id in cleared and PanelRow(**row._mapping).is_cleared:
            cleared[row.submission_id] += 1
    return tuple(cleared.values())


def letters_of(session: Session, challenge_id: UUID) -> Mapping[UUID, str]:
    """Return the letter by which assessors know each submission: A, B, … Z, AA, AB.

    The order is that of references, which are drawn at random. Who withdraws keeps their letter.
    """
    asked = (
        select(Submission.id)
        .where(
            Submission.challenge_id == challenge_id,
            Submission.submitted_at.is_not(None) | Submission.state.in_(SENT),
        )
        .order_by(Submission.ref)
    )
    return {each: _letter(number) for number, each in enumerate(session.scalars(asked))}


def _letter(number: int) -> str:
    more, rest = divmod(number, len(ascii_uppercase))
    return (_letter(more - 1) if more else "") + ascii_uppercase[rest]
