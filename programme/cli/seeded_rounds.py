"""Rows of an assessment round for the demonstration; who scores is made up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.assessors import AssessorAssignment
from programme.models.challenges import Challenge
from programme.models.conflicts import ConflictDeclaration
from programme.models.criteria import ScoredCriterion
from programme.models.marks import Score
from programme.models.rounds import AssessmentRound, RoundMove
from programme.rules.assessors import AssignmentState
from programme.rules.conflicts import Answer, ConflictState
from programme.rules.rounds import NEXT, QUORUM, RoundState
from programme.rules.spreads import WIDE

SCORERS = (Role.ASSESSOR, Role.PLANNER, Role.CONSULTATION_OFFICER)
"""Roles whose people of the demonstration score: it has one person for each role."""

TOP_MARK = 5


@dataclass(frozen=True, slots=True)
class Panel:
    """Who is in the chair, and who scores."""

    chair: UUID
    scorers: tuple[UUID, ...]


def record() -> Mapping[str, Any]:
    """Return what is invented for rounds."""
    path = Path(__file__).parent / "scoring.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def panel_of(people: Mapping[Role, UUID]) -> Panel | None:
    """Return the panel of a demonstration, or None at a real council."""
    if not {Role.ASSESSMENT_CHAIR, *SCORERS} <= people.keys():
        return None
    return Panel(people[Role.ASSESSMENT_CHAIR], tuple(people[role] for role in SCORERS))


def criteria_rows(challenge_id: UUID, lines: Sequence[Mapping[str, Any]]) -> list[ScoredCriterion]:
    """Return the criteria of a challenge."""
    return [
        ScoredCriterion(
            challenge_id=challenge_id,
            code=line["code"],
            position=position,
            title=line["title"],
            weight=line["weight"],
            top_mark=TOP_MARK,
            least=line.get("least", 0),
            anchors=list(line["anchors"]),
        )
        for position, line in enumerate(lines, 1)
    ]


def add_round(
    session: Session,
    challenge: Challenge,
    panel: Panel,
    state: RoundState,
    at: datetime,
    due_at: datetime,
) -> AssessmentRound:
    """Add a round that has come to *state*, with the way it came."""
    made = AssessmentRound(
        id=uuid4(),
        authority_id=challenge.authority_id,
        challenge_id=challenge.id,
        state=state,
        chair_id=panel.chair,
        quorum=QUORUM,
        wide=WIDE,
        due_at=due_at,
        made_at=at,
    )
    session.add(made)
    session.flush()
    before = RoundState.SETUP
    while before is not state:
        (after,) = NEXT[before]
        session.add(
            RoundMove(
                round_id=made.id,
                before=before,
                after=after,
                moved_by_id=panel.chair,
                moved_at=due_at if after not in {RoundState.FROZEN, RoundState.OPEN} else at,
            )
        )
        before = after
    return made


def add_assignments(
    session: Session,
    held: AssessmentRound,
    submissions: Iterable[UUID],
    panel: Panel,
    state: AssignmentState,
) -> dict[tuple[UUID, UUID], UUID]:
    """Give each submission to each scorer, cleared; return ids by submission and person."""
    made: dict[tuple[UUID, UUID], UUID] = {}
    for submission_id in submissions:
        for person_id in panel.scorers:
            made[submission_id, person_id] = uuid4()
            session.add(
                AssessorAssignment(
                    id=made[submission_id, person_id],
                    round_id=held.id,
                    submission_id=submission_id,
                    person_id=person_id,
                    state=state,
                    sheet=1,
                    locked_at=held.due_at if state is AssignmentState.SUBMITTED else None,
                    made_at=held.made_at,
                )
            )
            session.add(
                ConflictDeclaration(
                    round_id=held.id,
                    submission_id=submission_id,
                    person_id=person_id,
                    number=1,
                    answer=Answer.NONE,
                    detail="",
                    mitigation="",
                    state=ConflictState.CLEARED,
                    declared_at=held.made_at,
                    decided_by_id=panel.chair,
                    decided_at=held.made_at,
                )
            )
    session.flush()
    return made


def sheet_rows(
    assignment_id: UUID,
    marks: Sequence[int],
    lines: Sequence[Mapping[str, Any]],
    reason: str,
    at: datetime,
) -> list[Score]:
    """Return one sheet; *reason* has a place for the words of the mark."""
    return [
        Score(
            assignment_id=assignment_id,
            sheet=1,
            code=line["code"],
            value=mark,
            reason=reason.format(anchor=line["anchors"][mark].lower()),
            written_at=at,
        )
        for line, mark in zip(lines, marks, strict=True)
    ]
