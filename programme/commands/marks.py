"""Write marks with their reasons, send a sheet, and return one that was sent."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.own_round import (
    check_chair,
    move_assignment,
    own_assignment,
    state_of_conflict,
)
from programme.models.assessors import AssessorAssignment
from programme.models.criteria import criteria_of
from programme.models.marks import Score
from programme.models.rounds import AssessmentRound
from programme.rules import conflicts
from programme.rules.assessors import AssignmentState
from programme.rules.marks import (
    REFUSALS,
    Mark,
    checked_mark,
    is_complete,
    may_see_others,
    may_write,
)
from programme.rules.pathways import checked_reason

_S = AssignmentState


def write_mark(work: Work, assignment_id: UUID, code: str, draft: Mark) -> None:
    """Keep an assessor's mark on one criterion; the first one begins the work.

    Raises:
        NotFound: the actor has no such submission to score, or there is no such criterion.
        Conflict: a conflict is not cleared, scoring is not open, or the scores are sent.
        Invalid: the mark is off the scale, or the reason says nothing.
    """
    held, found = own_assignment(work, assignment_id, by_assessor=True)
    if found.state is _S.CONFLICT_CLEARED:
        move_assignment(work, held, found, _S.SCORING)
    _check_writable(work, held, found)
    named = [each for each in criteria_of(work.session, held.challenge_id) if each.code == code]
    if not named:
        raise NotFound("There is no such criterion.")
    made = checked_mark(draft, named[0])
    score = work.session.get(Score, (found.id, found.sheet, code))
    if score is None:
        score = Score(assignment_id=found.id, sheet=found.sheet, code=code)
        work.session.add(score)
    score.value, score.reason, score.written_at = made.value, made.reason, work.now
    work.session.flush()


def send_sheet(work: Work, assignment_id: UUID) -> None:
    """Send all marks of one submission; nobody can change them after that.

    Raises:
        NotFound: the actor has no such submission to score.
        Conflict: a mark or a reason is missing, scoring is not open, or they are sent.
    """
    held, found = own_assignment(work, assignment_id, by_assessor=True)
    _check_writable(work, held, found)
    agree(
        is_complete(marks_of(work, found), criteria_of(work.session, held.challenge_id)), REFUSALS
    )
    found.locked_at = work.now
    move_assignment(work, held, found, _S.SUBMITTED)


def return_sheet(work: Work, assignment_id: UUID, reason: str) -> None:
    """Give a sheet back to who sent it, with a reason; a copy is opened, the first stays as sent.

    Raises:
        NotFound: no such assignment.
        Conflict: the actor is not in the chair, scoring is over, or others' marks were seen.
        Invalid: the reason says nothing.
    """
    said = checked_reason(reason)
    held, found = own_assignment(work, assignment_id, by_assessor=False)
    check_chair(work, held)
    marks = marks_of(work, found)
    move_assignment(work, held, found, _S.RETURNED, said)
    found.sheet, found.locked_at = found.sheet + 1, None
    for code, mark in marks.items():
        work.session.add(
            Score(
                assignment_id=found.id,
                sheet=found.sheet,
                code=code,
                value=mark.value,
                reason=mark.reason,
                written_at=work.now,
            )
        )
    work.session.flush()


def see_others(work: Work, assignment_id: UUID) -> None:
    """Note that an assessor looks at what others gave.

    Raises:
        NotFound: the actor has no such submission.
        Conflict: not all of their own scores are in.
    """
    held, found = own_assignment(work, assignment_id, by_assessor=True)
    own = select(AssessorAssignment).where(
        AssessorAssignment.round_id == held.id,
        AssessorAssignment.person_id == found.person_id,
    )
    mine = list(work.session.scalars(own))
    agree(may_see_others([each.state for each in mine], held.state), REFUSALS)
    for each in mine:
        each.saw_others_at = each.saw_others_at or work.now
    work.session.flush()


def marks_of(work: Work, assignment: AssessorAssignment) -> dict[str, Mark]:
    """Return the marks of an assignment's present sheet by the code of the criterion."""
    asked = select(Score).where(
        Score.assignment_id == assignment.id, Score.sheet == assignment.sheet
    )
    return {row.code: Mark(row.value, row.reason) for row in work.session.scalars(asked)}


def _check_writable(work: Work, held: AssessmentRound, found: AssessorAssignment) -> None:
    decision = may_write(
        found.state,
        round_state=held.state,
        conflict=state_of_conflict(work, found),
        locked_at=found.locked_at,
    )
    agree(decision, REFUSALS)
    agree(decision, conflicts.REFUSALS)
