"""An assessor's own submissions and marks; what others gave only once all of theirs are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.decisions import Decision
from programme.models.assessors import AssessorAssignment
from programme.models.challenges import Challenge
from programme.models.criteria import ScoredCriterion, criteria_of
from programme.models.marks import Score
from programme.models.rounds import AssessmentRound
from programme.models.submissions import Submission
from programme.queries.panel import PanelRow, letters_of, panel_rows
from programme.queries.results import scored_of
from programme.rules.assessors import OUT, AssignmentState, Closed, may_read, why_closed
from programme.rules.criteria import Criterion
from programme.rules.marks import Mark, is_complete, may_see_others, may_write
from programme.rules.rounds import RoundState
from programme.rules.submissions import SCORED, SubmissionState


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One submission on an assessor's desk; *written* of its criteria have a mark."""

    panel: PanelRow
    letter: str
    challenge_id: UUID
    challenge: str
    question: str
    round_state: RoundState
    due_at: datetime | None
    written: int
    criteria: int
    chair: str | None

    @property
    def id(self) -> UUID:
        """Return the id of the assignment."""
        return self.panel.id

    @property
    def state(self) -> AssignmentState:
        """Return where it stands."""
        return self.panel.state


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """What is not with an assessor any more: why, and whom to ask; nothing of the submission."""

    id: UUID
    challenge: str
    why: Closed
    chair: str | None


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One submission to score: what stands on the sheet, and what may be done with it."""

    row: DeskRow
    criteria: tuple[Criterion, ...]
    marks: Mapping[str, Mark]
    may_read: Decision
    may_write: Decision
    is_complete: Decision
    may_see_others: Decision


@dataclass(frozen=True, slots=True)
class OthersMark:
    """A mark that somebody else gave, without a name."""

    code: str
    mark: Mark


def desk_of(session: Session, authority_id: UUID, person_id: UUID) -> tuple[DeskRow, ...]:
    """Return what a person scores, what is due first before the rest, then by letter."""
    rows = list(
        session.execute(
            _rows(authority_id, person_id).order_by(AssessmentRound.due_at, Challenge.slug)
        )
    )
    letters: dict[UUID, Mapping[UUID, str]] = {
        challenge_id: letters_of(session, challenge_id)
        for challenge_id in {row.challenge_id for row in rows}
    }
    found = [_row(row, letters[row.challenge_id]) for row in rows]
    by_round = list(dict.fromkeys(each.challenge_id for each in found))

    def place(row: DeskRow) -> tuple[int, int, str]:
        return by_round.index(row.challenge_id), len(row.letter), row.letter

    return tuple(sorted(found, key=place))


def closed_of(session: Session, authority_id: UUID, person_id: UUID) -> tuple[ClosedRow, ...]:
    """Return what a person was asked to score and may not open any more, by challenge."""
    asked = (
        panel_rows()
        .add_columns(Challenge.title.label("challenge"), _chair())
        .join(AssessmentRound, AssessmentRound.id == AssessorAssignment.round_id)
        .join(Challenge, Challenge.id == AssessmentRound.challenge_id)
        .join(Submission, Submission.id == AssessorAssignment.submission_id)
        .where(
            AssessmentRound.authority_id == authority_id,
            AssessorAssignment.person_id == person_id,
            AssessorAssignment.state.in_(OUT) | (Submission.state == SubmissionState.WITHDRAWN),
        )
        .order_by(Challenge.title, AssessorAssignment.id)
    )
    return tuple(
        ClosedRow(row.id, row.challenge, why_closed(row.state, row.conflict), row.chair)
        for row in session.execute(asked)
    )


def sheet_page(
    session: Session, authority_id: UUID, person_id: UUID, assignment_id: UUID
) -> SheetPage | None:
    """Return one submission that a person scores, or None; a colleague's is none."""
    asked = _rows(authority_id, person_id).where(AssessorAssignment.id == assignment_id)
    found: Any = session.execute(asked).one_or_none()
    if found is None:
        return None
    row = _row(found, letters_of(session, found.challenge_id))
    criteria = criteria_of(session, row.challenge_id)
    given = select(Score).where(
        Score.assignment_id == assignment_id, Score.sheet == row.panel.sheet
    )
    marks = {each.code: Mark(each.value, each.reason) for each in session.scalars(given)}
    return SheetPage(
        row=row,
        criteria=criteria,
        marks=marks,
        may_read=may_read(row.state, row.panel.conflict),
        may_write=_may_write(row),
        is_complete=is_complete(marks, criteria),
        may_see_others=_may_see_others(session, row),
    )


def others_marks(
    session: Session, authority_id: UUID, page: SheetPage
) -> tuple[tuple[OthersMark, ...], ...]:
    """Return the sheets of others for a submission that somebody scored, without names.

    Empty while the caller may not see them.
    """
    scored = scored_of(session, authority_id, page.row.challenge_id)
    if not page.may_see_others or scored is None:
        return ()
    panel = scored.marks.get(page.row.panel.submission_id, {})
    return tuple(
        tuple(OthersMark(each.code, sheet[each.code]) for each in page.criteria)
        for who, sheet in panel.items()
        if who != page.row.panel.person_id
    )


def _may_write(row: DeskRow) -> Decision:
    state = row.state
    if state is AssignmentState.CONFLICT_CLEARED:
        state = AssignmentState.SCORING
    return may_write(
        state,
        round_state=row.round_state,
        conflict=row.panel.conflict,
        locked_at=row.panel.locked_at,
    )


def _may_see_others(session: Session, row: DeskRow) -> Decision:
    own = select(AssessorAssignment.state).where(
        AssessorAssignment.round_id == row.panel.round_id,
        AssessorAssignment.person_id == row.panel.person_id,
    )
    return may_see_others(list(session.scalars(own)), row.round_state)


def _rows(authority_id: UUID, person_id: UUID) -> Any:  # noqa: ANN401  a statement with many columns
    written = (
        select(func.count())
        .where(
            Score.assignment_id == AssessorAssignment.id, Score.sheet == AssessorAssignment.sheet
        )
        .correlate(AssessorAssignment)
        .scalar_subquery()
    )
    criteria = (
        select(func.count())
        .where(ScoredCriterion.challenge_id == AssessmentRound.challenge_id)
        .correlate(AssessmentRound)
        .scalar_subquery()
    )
    return (
        panel_rows()
        .add_columns(
            Challenge.id.label("challenge_id"),
            Challenge.title.label("challenge"),
            Challenge.question,
            AssessmentRound.state.label("round_state"),
            AssessmentRound.due_at,
            written.label("written"),
            criteria.label("criteria"),
            _chair(),
        )
        .join(AssessmentRound, AssessmentRound.id == AssessorAssignment.round_id)
        .join(Challenge, Challenge.id == AssessmentRound.challenge_id)
        .join(Submission, Submission.id == AssessorAssignment.submission_id)
        .where(
            AssessmentRound.authority_id == authority_id,
            AssessorAssignment.person_id == person_id,
            AssessorAssignment.state.not_in(OUT),
            Submission.state.in_(SCORED),
        )
    )


def _chair() -> Any:  # noqa: ANN401  a column
    """Return who chairs a round, by name."""
    return (
        select(func.coalesce(Person.name, Person.email))
        .where(Person.id == AssessmentRound.chair_id)
        .correlate(AssessmentRound)
        .scalar_subquery()
        .label("chair")
    )


def _row(row: Any, letters: Mapping[UUID, str]) -> DeskRow:  # noqa: ANN401  a row of ``_rows``
    kept = row._mapping
    return DeskRow(
        panel=PanelRow(**{name: kept[name] for name in PanelRow.__dataclass_fields__}),
        letter=letters[row.submission_id],
        challenge_id=row.challenge_id,
        challenge=row.challenge,
        question=row.question,
        round_state=row.round_state,
        due_at=row.due_at,
        written=row.written,
        criteria=row.criteria,
        chair=row.chair,
    )
