"""Give people submissions to score, take them back, and let people say no."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.guards import guarded_by
from foundation.base.refusals import agree, refused
from foundation.base.roles import Role
from foundation.base.work import Work
from programme.commands.own_round import move_assignment, own_assignment, own_round
from programme.commands.people import checked_person
from programme.models.assessors import AssessorAssignment
from programme.models.cohorts import CohortSeat
from programme.models.firms import FirmMember
from programme.models.rounds import AssessmentRound
from programme.models.submissions import Submission
from programme.rules.assessors import (
    REFUSALS,
    AssignmentState,
    Bars,
    Declined,
    WhyNot,
    may_assign,
)
from programme.rules.pathways import checked_reason
from programme.rules.rounds import AFTER_SCORING
from programme.rules.submissions import SCORED

_S = AssignmentState


def assign(work: Work, challenge_id: UUID, submission_id: UUID, person_id: UUID) -> UUID:
    """Ask somebody to score a submission; return the id of the assignment.

    Raises:
        NotFound: no such challenge, round or submission.
        Invalid: the person is no assessor of the council.
        Conflict: they are in the chair, of the firm, its mentor, have it already, or it is late.
    """
    _challenge, held = own_round(work, challenge_id)
    checked_person(work, person_id, "person_id", Role.ASSESSOR)
    submission = work.session.scalars(
        select(Submission).where(
            Submission.id == submission_id,
            Submission.challenge_id == held.challenge_id,
            Submission.state.in_(SCORED),
        )
    ).one_or_none()
    if submission is None:
        raise NotFound("There is no such submission.")
    agree(may_assign(person_id, _bars(work, held, submission), held.state), REFUSALS)
    made = AssessorAssignment(
        id=uuid4(),
        round_id=held.id,
        submission_id=submission.id,
        person_id=person_id,
        state=_S.CREATED,
        sheet=1,
        made_at=work.now,
    )
    work.session.add(made)
    taken = refused(WhyNot.ASSIGNED_ALREADY, REFUSALS)
    with guarded_by(
        {
            "uq_assessor_assignment_submission_id_person_id": taken,
            "assessor_assignment.submission_id": taken,
        }
    ):
        work.session.flush()
    move_assignment(work, held, made, _S.INVITED)
    return made.id


def decline(work: Work, assignment_id: UUID, because: Declined) -> None:
    """Let an assessor send a submission back, with a reason.

    Raises:
        NotFound: the actor has no such submission to score.
        Conflict: the scores are sent, or it is sent back already.
    """
    held, found = own_assignment(work, assignment_id, by_assessor=True)
    move_assignment(work, held, found, _S.DECLINED)
    found.declined_because = because
    work.session.flush()


def take_back(work: Work, assignment_id: UUID, reason: str) -> None:
    """Take a submission from an assessor; what they gave counts no more.

    Raises:
        NotFound: no such assignment.
        Conflict: it is sent or taken back already, or scoring is over.
        Invalid: the reason says nothing.
    """
    said = checked_reason(reason)
    held, found = own_assignment(work, assignment_id, by_assessor=False)
    if held.state in AFTER_SCORING:
        raise refused(WhyNot.SCORING_OVER, REFUSALS)
    move_assignment(work, held, found, _S.WITHDRAWN, said)


def _bars(work: Work, held: AssessmentRound, submission: Submission) -> Bars:
    members = select(FirmMember.person_id).where(FirmMember.firm_id == submission.firm_id)
    mentors = select(CohortSeat.mentor_id).where(
        CohortSeat.firm_id == submission.firm_id, CohortSeat.mentor_id.is_not(None)
    )
    given = select(AssessorAssignment.person_id).where(
        AssessorAssignment.submission_id == submission.id
    )
    return Bars(
        held.chair_id,
        frozenset(work.session.scalars(members)),
        frozenset(each for each in work.session.scalars(mentors) if each),
        frozenset(work.session.scalars(given)),
    )
