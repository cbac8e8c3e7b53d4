"""Write down what a talk about marks came to; the marks themselves stay as they were given."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.errors import NotFound
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.own_round import chaired, own_round
from programme.models.assessors import AssessorAssignment
from programme.models.criteria import criteria_of
from programme.models.marks import Score
from programme.models.moderation import ModerationPresent, ModerationRecord
from programme.models.rounds import AssessmentRound
from programme.rules.assessors import AssignmentState
from programme.rules.moderation import (
    REFUSALS,
    Settlement,
    TalkRecorded,
    checked_settlement,
    may_settle,
)


def settle(work: Work, challenge_id: UUID, draft: Settlement) -> UUID:
    """Record a talk about the marks of one submission on one criterion; return its id.

    A later record of the same marks counts instead of an earlier one, and both are kept.

    Raises:
        NotFound: no such challenge, round, criterion, or nobody scored the submission.
        Conflict: the round is not in moderation, or the actor is not in the chair.
        Invalid: the mark is off the scale, the reason says nothing, or too few were there.
    """
    _challenge, held = own_round(work, challenge_id)
    agree(may_settle(held.state, is_chair=chaired(work, held)), REFUSALS)
    named = [
        each for each in criteria_of(work.session, held.challenge_id) if each.code == draft.code
    ]
    given = _given(work, held, draft)
    if not named or not given:
        raise NotFound("There are no such marks.")
    made = checked_settlement(draft, named[0], given.keys())
    record = ModerationRecord(
        id=uuid4(),
        round_id=held.id,
        submission_id=made.submission_id,
        code=made.code,
        number=_next_number(work, made),
        before=sorted(value for value in given.values() if value is not None),
        agreed=made.agreed,
        reason=made.reason,
        recorded_by_id=work.actor.person_id,
        recorded_at=work.now,
    )
    work.session.add(record)
    work.session.flush()
    there = sorted(made.present & given.keys())
    work.session.add_all(ModerationPresent(record_id=record.id, person_id=who) for who in there)
    work.session.flush()
    work.record(TalkRecorded(record.id, made.submission_id))
    return record.id


def _given(work: Work, held: AssessmentRound, draft: Settlement) -> dict[UUID, int | None]:
    asked = (
        select(AssessorAssignment.person_id, Score.value)
        .join(
            Score,
            (Score.assignment_id == AssessorAssignment.id)
            & (Score.sheet == AssessorAssignment.sheet),
        )
        .where(
            AssessorAssignment.round_id == held.id,
            AssessorAssignment.submission_id == draft.submission_id,
            AssessorAssignment.state == AssignmentState.SUBMITTED,
            Score.code == draft.code,
        )
    )
    return {row.person_id: row.value for row in work.session.execute(asked)}


def _next_number(work: Work, made: Settlement) -> int:
    asked = select(func.max(ModerationRecord.number)).where(
        ModerationRecord.submission_id == made.submission_id, ModerationRecord.code == made.code
    )
    return (work.session.scalar(asked) or 0) + 1
