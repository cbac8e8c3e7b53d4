"""A round, an assignment or a declaration of the actor's own council, held until the commit."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.errors import NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.assessors import AssessorAssignment, AssignmentMove
from programme.models.challenges import Challenge
from programme.models.conflicts import ConflictDeclaration
from programme.models.rounds import AssessmentRound
from programme.rules import assessors, conflicts
from programme.rules.assessors import AssignmentMoved, AssignmentState
from programme.rules.conflicts import ConflictState
from programme.rules.rounds import REFUSALS, WhyNot

NO_ROUND = say("This challenge has no assessment round yet.")
NO_ASSIGNMENT = say("There is no such submission to score.")


def own_round(work: Work, challenge_id: UUID) -> tuple[Challenge, AssessmentRound]:
    """Return the round of a challenge, both locked.

    Raises:
        NotFound: the actor's council has no such challenge, or no round of it.
    """
    challenge = own_challenge(work, challenge_id)
    found = work.session.scalars(
        select(AssessmentRound)
        .where(AssessmentRound.challenge_id == challenge.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound(NO_ROUND)
    return challenge, found


def round_of(work: Work, round_id: UUID) -> AssessmentRound:
    """Return a round by its id, locked with its challenge.

    Raises:
        NotFound: the actor's council has none.
    """
    challenge_id = work.session.scalar(
        select(AssessmentRound.challenge_id).where(
            AssessmentRound.id == round_id,
            AssessmentRound.authority_id == work.actor.authority_id,
        )
    )
    if challenge_id is None:
        raise NotFound(NO_ROUND)
    return own_round(work, challenge_id)[1]


def chaired(work: Work, found: AssessmentRound) -> bool:
    """Tell whether the actor is in the chair of a round."""
    return found.chair_id is not None and found.chair_id == work.actor.person_id


def check_chair(work: Work, found: AssessmentRound) -> None:
    """Refuse whoever is not in the chair.

    Raises:
        Conflict: somebody else is, or nobody.
    """
    if not chaired(work, found):
        raise refused(WhyNot.NOT_THE_CHAIR, REFUSALS)


def own_assignment(
    work: Work, assignment_id: UUID, *, by_assessor: bool
) -> tuple[AssessmentRound, AssessorAssignment]:
    """Return an assignment with its round, locked; an assessor's own alone if *by_assessor*.

    Raises:
        NotFound: there is none; a colleague's is none.
    """
    found = work.session.get(AssessorAssignment, assignment_id)
    if found is None or (by_assessor and found.person_id != work.actor.person_id):
        raise NotFound(NO_ASSIGNMENT)
    held = round_of(work, found.round_id)
    work.session.refresh(found)
    return held, found


def conflict_of(work: Work, assignment: AssessorAssignment) -> ConflictDeclaration | None:
    """Return the declaration that counts for an assignment: the last one of its person."""
    return work.session.scalars(
        select(ConflictDeclaration)
        .where(
            ConflictDeclaration.submission_id == assignment.submission_id,
            ConflictDeclaration.person_id == assignment.person_id,
        )
        .order_by(ConflictDeclaration.number.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).one_or_none()


def state_of_conflict(work: Work, assignment: AssessorAssignment) -> ConflictState | None:
    """Return where the declaration of an assignment's person stands, or None without one."""
    last = conflict_of(work, assignment)
    return last.state if last else None


def move_assignment(
    work: Work,
    held: AssessmentRound,
    assignment: AssessorAssignment,
    after: AssignmentState,
    reason: str | None = None,
) -> None:
    """Bring an assignment to its next state, and write down who did it.

    Raises:
        Conflict: it is not the next step, scoring is not open, or a conflict is not cleared.
    """
    before = assignment.state
    decision = assessors.may_move(
        before,
        after,
        round_state=held.state,
        conflict=state_of_conflict(work, assignment),
        saw_others=assignment.saw_others_at is not None,
    )
    agree(decision, assessors.REFUSALS)
    agree(decision, conflicts.REFUSALS)
    assignment.state = after
    written = select(func.count()).where(AssignmentMove.assignment_id == assignment.id)
    work.session.add(
        AssignmentMove(
            id=uuid4(),
            assignment_id=assignment.id,
            number=(work.session.scalar(written) or 0) + 1,
            before=before,
            after=after,
            reason=reason,
            moved_by_id=work.actor.person_id,
            moved_at=work.now,
        )
    )
    work.session.flush()
    work.record(AssignmentMoved(assignment.id, assignment.submission_id, before, after))
