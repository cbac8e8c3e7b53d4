"""Set an assessment round up, move it on, and break a tie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.base.errors import Invalid
from foundation.base.refusals import agree, refused
from foundation.base.roles import Role
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.commands.own_round import chaired, check_chair, own_round
from programme.commands.people import checked_person
from programme.commands.submissions import moved as submission_moved
from programme.models.assessors import AssessorAssignment
from programme.models.rounds import AssessmentRound, RoundMove, TieDecision
from programme.models.submissions import Submission
from programme.rules import assessors, criteria
from programme.rules.matches import MOST, Ranked
from programme.rules.pathways import checked_reason
from programme.rules.ranking import tied
from programme.rules.rounds import (
    REFUSALS,
    Facts,
    RoundDraft,
    RoundMoved,
    RoundSetUp,
    RoundState,
    TieDecided,
    WhyNot,
    checked_round,
    may_move,
    may_set_up,
)
from programme.rules.submissions import SubmissionState

Ask = Callable[[Session, UUID, datetime], Facts]
"""Asked inside the unit of work, once the round is held: what is it judged by now?"""

Rank = Callable[[Session, UUID], Ranked]
"""Asked inside the unit of work: what did the round come to?"""

NOT_EQUAL = say("Choose one of the submissions that are equal in everything.")


def set_up_round(work: Work, challenge_id: UUID, draft: RoundDraft) -> UUID:
    """Set the one round of a challenge up, or change its set-up; return its id.

    Raises:
        NotFound: no such challenge.
        Invalid: the chair does not hold the role, or a number cannot be.
        Conflict: scoring has begun, or the chair has a submission to score.
    """
    challenge, draft = own_challenge(work, challenge_id), checked_round(draft)
    found = work.session.scalars(
        select(AssessmentRound).where(AssessmentRound.challenge_id == challenge.id)
    ).one_or_none()
    if found is None:
        found = AssessmentRound(
            id=uuid4(),
            authority_id=challenge.authority_id,
            challenge_id=challenge.id,
            state=RoundState.SETUP,
            made_at=work.now,
        )
    agree(may_set_up(found.state), REFUSALS)
    if draft.chair_id is not None:
        checked_person(work, draft.chair_id, "chair_id", Role.ASSESSMENT_CHAIR)
        _check_does_not_score(work, challenge.id, draft.chair_id)
    found.chair_id, found.quorum = draft.chair_id, draft.quorum
    found.wide, found.due_at = draft.wide, draft.due_at
    work.session.add(found)
    work.session.flush()
    work.record(RoundSetUp(found.id, challenge_id=challenge.id))
    return found.id


def move_round(work: Work, challenge_id: UUID, after: RoundState, ask: Ask, rank: Rank) -> None:
    """Take a round to its next state; what was sent moves with it.

    When scoring opens, submissions are under assessment. When scores are agreed, whoever is below
    a least mark is unsuccessful, and whoever comes after the first three waits in reserve.

    Raises:
        NotFound: no such challenge, or it has no round.
        Conflict: it is not the next step, something is missing, or the actor is not in the chair.
    """
    challenge, found = own_round(work, challenge_id)
    before = found.state
    facts = ask(work.session, challenge.id, work.now)
    decision = may_move(before, after, facts, is_chair=chaired(work, found))
    agree(decision, REFUSALS)
    agree(decision, criteria.REFUSALS)
    found.state = after
    work.session.add(
        RoundMove(
            id=uuid4(),
            round_id=found.id,
            before=before,
            after=after,
            moved_by_id=work.actor.person_id,
            moved_at=work.now,
        )
    )
    work.session.flush()
    work.record(RoundMoved(found.id, challenge_id=challenge.id, before=before, after=after))
    if after is RoundState.OPEN:
        _begin_assessing(work, challenge.id)
    if after is RoundState.AGREED:
        _sort(work, challenge.id, rank(work.session, challenge.id))


def decide_tie(work: Work, challenge_id: UUID, first_id: UUID, reason: str, rank: Rank) -> None:
    """Put one of the submissions that nothing tells apart before the others.

    Raises:
        NotFound: no such challenge, or it has no round.
        Conflict: the actor is not in the chair, or the round is not in moderation.
        Invalid: it is not one of them, or the reason says nothing.
    """
    challenge, found = own_round(work, challenge_id)
    check_chair(work, found)
    if found.state is not RoundState.MODERATION:
        raise refused(WhyNot.NO_SUCH_STEP, REFUSALS)
    if first_id not in tied(rank(work.session, challenge.id).order):
        raise Invalid(NOT_EQUAL, fields={"first": NOT_EQUAL})
    written = select(func.count()).where(TieDecision.round_id == found.id)
    work.session.add(
        TieDecision(
            id=uuid4(),
            round_id=found.id,
            number=(work.session.scalar(written) or 0) + 1,
            first_id=first_id,
            reason=checked_reason(reason),
            decided_by_id=work.actor.person_id,
            decided_at=work.now,
        )
    )
    work.session.flush()
    work.record(TieDecided(found.id, challenge_id=challenge.id, first_id=first_id))


def _check_does_not_score(work: Work, challenge_id: UUID, chair_id: UUID) -> None:
    scores = (
        select(AssessorAssignment.id)
        .join(AssessmentRound, AssessmentRound.id == AssessorAssignment.round_id)
        .where(
            AssessmentRound.challenge_id == challenge_id,
            AssessorAssignment.person_id == chair_id,
            AssessorAssignment.state.not_in(assessors.OUT),
        )
    )
    if work.session.scalar(scores.limit(1)) is not None:
        raise refused(assessors.WhyNot.CHAIR_DOES_NOT_SCORE, assessors.REFUSALS)


def _begin_assessing(work: Work, challenge_id: UUID) -> None:
    for submission in _submissions(work, challenge_id, SubmissionState.SUBMITTED):
        submission_moved(work, submission, SubmissionState.UNDER_ASSESSMENT)


def _sort(work: Work, challenge_id: UUID, ranked: Ranked) -> None:
    first = [p.submission_id for p in ranked.order if p.submission_id not in ranked.failing]
    for submission in _submissions(work, challenge_id, SubmissionState.UNDER_ASSESSMENT):
        if submission.id in ranked.failing:
            submission_moved(work, submission, SubmissionState.UNSUCCESSFUL)
        elif submission.id in first[MOST:]:
            submission_moved(work, submission, SubmissionState.RESERVE)


def _submissions(work: Work, challenge_id: UUID, state: SubmissionState) -> list[Submission]:
    asked = (
        select(Submission)
        .where(Submission.challenge_id == challenge_id, Submission.state == state)
        .order_by(Submission.ref)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(work.session.scalars(asked))
