"""What a round came to, worked out from its sheets each time; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.assessors import AssessorAssignment
from programme.models.criteria import criteria_of
from programme.models.marks import Score
from programme.models.moderation import ModerationPresent, ModerationRecord
from programme.models.rounds import AssessmentRound, TieDecision
from programme.models.submissions import Submission
from programme.rules.assessors import AssignmentState
from programme.rules.criteria import Criterion
from programme.rules.marks import Mark
from programme.rules.matches import Ranked
from programme.rules.moderation import Settlement
from programme.rules.ranking import needs_chair
from programme.rules.results import Entry, Result, result_of
from programme.rules.rounds import RoundState
from programme.rules.scoring import Agreed, Sheets
from programme.rules.submissions import SCORED


@dataclass(frozen=True, slots=True)
class TalkRow:
    """The last record of a talk; ``before`` are the marks it was about, lowest first."""

    settlement: Settlement
    before: tuple[int, ...]
    recorded_at: datetime


@dataclass(frozen=True)
class Scored:
    """Everything that a round's result is worked out from.

    ``marks``: submission → assessor → code → mark with its reason, of sheets that were sent.
    """

    round_id: UUID
    state: RoundState
    criteria: tuple[Criterion, ...]
    marks: Mapping[UUID, Mapping[UUID, Mapping[str, Mark]]]
    talks: tuple[TalkRow, ...]
    entries: Mapping[UUID, Entry]
    chair: tuple[UUID, ...]
    wide: int

    @property
    def sheets(self) -> Sheets:
        """Return the marks without their reasons."""
        return {
            submission: {
                who: {code: mark.value for code, mark in sheet.items()}
                for who, sheet in panel.items()
            }
            for submission, panel in self.marks.items()
        }

    @property
    def agreed(self) -> Agreed:
        """Return the marks that talks agreed on."""
        agreed: dict[UUID, dict[str, int]] = {}
        for talk in self.talks:
            said = talk.settlement
            if said.agreed is not None:
                agreed.setdefault(said.submission_id, {})[said.code] = said.agreed
        return agreed

    @cached_property
    def result(self) -> Result:
        """Return raw, normalised and moderated totals, the published order, and what to mind."""
        return result_of(
            self.sheets,
            self.criteria,
            self.agreed,
            self.entries,
            chair=self.chair,
            wide=self.wide,
        )


def scored_of(session: Session, authority_id: UUID, challenge_id: UUID) -> Scored | None:
    """Return what the round of a challenge is worked out from, or None where it has no round."""
    asked = select(AssessmentRound).where(
        AssessmentRound.challenge_id == challenge_id,
        AssessmentRound.authority_id == authority_id,
    )
    found = session.scalars(asked).one_or_none()
    return _scored(session, found) if found else None


def rank(session: Session, challenge_id: UUID) -> Ranked:
    """Return the published order of a challenge; without a round, nothing is ranked.

    Asked by commands, inside their unit of work and once they hold the challenge.
    """
    found = session.scalars(
        select(AssessmentRound).where(AssessmentRound.challenge_id == challenge_id)
    ).one_or_none()
    if found is None:
        return Ranked(RoundState.SETUP)
    scored = _scored(session, found)
    if not scored.marks:
        return Ranked(found.state)
    rows = scored.result.rows
    return Ranked(
        found.state,
        tuple(row.place for row in rows),
        frozenset(row.place.submission_id for row in rows if row.fails_on),
    )


def is_tied(scored: Scored) -> bool:
    """Tell whether the chair has to decide between equals."""
    return bool(scored.marks) and needs_chair([row.place for row in scored.result.rows])


def _scored(session: Session, found: AssessmentRound) -> Scored:
    entries = {
        row.id: Entry(row.submitted_at)
        for row in session.execute(
            select(Submission.id, Submission.submitted_at)
            .where(
                Submission.challenge_id == found.challenge_id,
                Submission.state.in_(SCORED),
                Submission.submitted_at.is_not(None),
            )
            .order_by(Submission.ref)
        )
    }
    marks = _marks(session, found.id)
    ties = (
        select(TieDecision.first_id)
        .where(TieDecision.round_id == found.id)
        .order_by(TieDecision.number)
    )
    return Scored(
        found.id,
        found.state,
        criteria_of(session, found.challenge_id),
        {each: marks[each] for each in entries if each in marks},
        talks_of(session, found.id),
        entries,
        tuple(session.scalars(ties)),
        found.wide,
    )


def _marks(session: Session, round_id: UUID) -> dict[UUID, dict[UUID, dict[str, Mark]]]:
    asked = (
        select(
            AssessorAssignment.submission_id,
            AssessorAssignment.person_id,
            Score.code,
            Score.value,
            Score.reason,
        )
        .join(
            Score,
            (Score.assignment_id == AssessorAssignment.id)
            & (Score.sheet == AssessorAssignment.sheet),
        )
        .where(
            AssessorAssignment.round_id == round_id,
            AssessorAssignment.state == AssignmentState.SUBMITTED,
        )
        .order_by(AssessorAssignment.person_id)
    )
    marks: dict[UUID, dict[UUID, dict[str, Mark]]] = {}
    for row in session.execute(asked):
        panel = marks.setdefault(row.submission_id, {})
        panel.setdefault(row.person_id, {})[row.code] = Mark(row.value, row.reason)
    return marks


def talks_of(session: Session, round_id: UUID) -> tuple[TalkRow, ...]:
    """Return the last record of each talk of a round."""
    there: dict[UUID, set[UUID]] = {}
    asked = (
        select(ModerationPresent.record_id, ModerationPresent.person_id)
        .join(ModerationRecord, ModerationRecord.id == ModerationPresent.record_id)
        .where(ModerationRecord.round_id == round_id)
    )
    for record_id, person_id in session.execute(asked):
        there.setdefault(record_id, set()).add(person_id)
    last: dict[tuple[UUID, str], TalkRow] = {}
    records = (
        select(ModerationRecord)
        .where(ModerationRecord.round_id == round_id)
        .order_by(ModerationRecord.number)
    )
    for row in session.scalars(records):
        present = frozenset(there.get(row.id, ()))
        said = Settlement(row.submission_id, row.code, row.agreed, row.reason, present)
        last[row.submission_id, row.code] = TalkRow(said, tuple(row.before), row.recorded_at)
    return tuple(last.values())
