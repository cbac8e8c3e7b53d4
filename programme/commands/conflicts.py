"""Declare conflicts of interest, and decide on what others declared."""

from __future__ import annotations

from uuid import UUID, uuid4

from foundation.base.errors import NotFound
from foundation.base.refusals import agree, refused
from foundation.base.work import Work
from programme.commands.own_round import (
    check_chair,
    conflict_of,
    move_assignment,
    own_assignment,
)
from programme.models.assessors import AssessorAssignment
from programme.models.conflicts import ConflictDeclaration
from programme.models.rounds import AssessmentRound
from programme.rules import assessors
from programme.rules.assessors import OUT, AssignmentState
from programme.rules.conflicts import (
    REFUSALS,
    Answer,
    ConflictDecided,
    ConflictDeclared,
    ConflictState,
    Declaration,
    checked_declaration,
    may_bar,
    may_clear,
    may_step,
)

_S = AssignmentState


def declare(
    work: Work, assignment_id: UUID, answer: Answer, detail: str = "", mitigation: str = ""
) -> UUID:
    """Say whether the actor has a conflict with a submission; return the declaration's id.

    Also says yes to being asked. Until the chair has cleared it, the actor is blocked (again).

    Raises:
        NotFound: the actor has no such submission to score.
        Conflict: it is sent back, or a declaration waits already.
        Invalid: a conflict is not described.
    """
    held, found = own_assignment(work, assignment_id, by_assessor=True)
    if found.state in OUT:
        raise refused(assessors.WhyNot.NO_SUCH_STEP, assessors.REFUSALS)
    said = checked_declaration(Declaration(found.person_id, answer, detail, mitigation))
    last = conflict_of(work, found)
    if last is not None:
        agree(may_step(last.state, ConflictState.DECLARED), REFUSALS)
    made = ConflictDeclaration(
        id=uuid4(),
        round_id=held.id,
        submission_id=found.submission_id,
        person_id=found.person_id,
        number=last.number + 1 if last else 1,
        answer=said.answer,
        detail=said.detail,
        mitigation=said.mitigation,
        state=ConflictState.DECLARED,
        declared_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record(ConflictDeclared(made.id, found.submission_id, said.answer))
    if _S.ACCEPTED in assessors.NEXT[found.state]:
        move_assignment(work, held, found, _S.ACCEPTED)
    return made.id


def decide_conflict(
    work: Work, assignment_id: UUID, *, clears: bool, mitigation: str | None = None
) -> None:
    """Clear what an assessor declared, or keep them from the submission.

    *mitigation*: what is done about a conflict, where the chair words it. Whoever is kept from a
    submission has it no more; what they gave counts no more.

    Raises:
        NotFound: no such assignment, or nothing is declared.
        Conflict: the actor is not in the chair, it is decided, actual, or nothing is done about it.
    """
    held, found = own_assignment(work, assignment_id, by_assessor=False)
    check_chair(work, held)
    last = conflict_of(work, found)
    if last is None:
        raise NotFound("Nothing is declared yet.")
    if mitigation:
        last.mitigation = checked_declaration(
            Declaration(last.person_id, Answer.NONE, "", mitigation)
        ).mitigation
    said = Declaration(last.person_id, last.answer, last.detail, last.mitigation)
    asks = may_clear if clears else may_bar
    agree(asks(last.state, said, work.actor.person_id), REFUSALS)
    last.state = ConflictState.CLEARED if clears else ConflictState.BARRED
    last.decided_by_id, last.decided_at = work.actor.person_id, work.now
    work.session.flush()
    work.record(ConflictDecided(last.id, last.submission_id, last.state))
    _follow(work, held, found, is_cleared=clears)


def _follow(
    work: Work, held: AssessmentRound, found: AssessorAssignment, *, is_cleared: bool
) -> None:
    if found.state in OUT:
        return
    if not is_cleared:
        move_assignment(work, held, found, _S.WITHDRAWN)
    elif found.state is _S.ACCEPTED:
        move_assignment(work, held, found, _S.CONFLICT_CLEARED)
