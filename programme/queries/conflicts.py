"""The register of conflicts of interest: every declaration, also those that news replaced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from foundation.accounts.models.people import Person
from programme.models.assessors import AssessorAssignment
from programme.models.challenges import Challenge
from programme.models.conflicts import ConflictDeclaration
from programme.models.rounds import AssessmentRound
from programme.queries.panel import letters_of
from programme.rules.conflicts import Answer, ConflictState


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One declaration; ``is_last`` if no later one of the same person and submission counts."""

    assignment_id: UUID
    challenge: str
    challenge_slug: str
    letter: str
    person_id: UUID
    name: str
    number: int
    is_last: bool
    answer: Answer
    detail: str
    mitigation: str
    state: ConflictState
    declared_at: datetime
    decided_by: str | None
    decided_at: datetime | None


def register(
    session: Session, authority_id: UUID, challenge_id: UUID | None = None
) -> tuple[ConflictRow, ...]:
    """Return every declaration of a council, or of one challenge; what waits comes first."""
    who, decider = aliased(Person), aliased(Person)
    asked = (
        select(
            ConflictDeclaration,
            AssessorAssignment.id,
            Challenge.id,
            Challenge.title,
            Challenge.slug,
            func.coalesce(who.name, who.email),
            func.coalesce(decider.name, decider.email),
        )
        .join(AssessmentRound, AssessmentRound.id == ConflictDeclaration.round_id)
        .join(Challenge, Challenge.id == AssessmentRound.challenge_id)
        .join(
            AssessorAssignment,
            (AssessorAssignment.submission_id == ConflictDeclaration.submission_id)
            & (AssessorAssignment.person_id == ConflictDeclaration.person_id),
        )
        .join(who, who.id == ConflictDeclaration.person_id)
        .outerjoin(decider, decider.id == ConflictDeclaration.decided_by_id)
        .where(AssessmentRound.authority_id == authority_id)
        .order_by(
            ConflictDeclaration.state != ConflictState.DECLARED,
            ConflictDeclaration.declared_at.desc(),
            ConflictDeclaration.submission_id,
            ConflictDeclaration.person_id,
            ConflictDeclaration.number.desc(),
        )
    )
    if challenge_id is not None:
        asked = asked.where(Challenge.id == challenge_id)
    rows = session.execute(asked).all()
    letters = {each: letters_of(session, each) for each in {row[2] for row in rows}}
    seen: dict[tuple[UUID, UUID], int] = {}
    for row in rows:
        at = (row[0].submission_id, row[0].person_id)
        seen[at] = max(seen.get(at, 0), row[0].number)
    return tuple(
        ConflictRow(
            assignment_id=assignment_id,
            challenge=title,
            challenge_slug=slug,
            letter=letters[found_in][said.submission_id],
            person_id=said.person_id,
            name=name,
            number=said.number,
            is_last=said.number == seen[said.submission_id, said.person_id],
            answer=said.answer,
            detail=said.detail,
            mitigation=said.mitigation,
            state=said.state,
            declared_at=said.declared_at,
            decided_by=decided_by,
            decided_at=said.decided_at,
        )
        for said, assignment_id, found_in, title, slug, name, decided_by in rows
    )
