"""Match firms to a challenge in the published order, and identify one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from foundation.base.decisions import Decision
from foundation.base.refusals import agree, refused
from foundation.base.work import Work
from programme.commands.challenges import pass_on
from programme.commands.checks import sent_submission
from programme.commands.interests import keep_impartial
from programme.commands.match_steps import as_rule, held_match, keep_match, matches_held, step
from programme.commands.own import own_challenge
from programme.commands.submissions import moved as submission_moved
from programme.models.challenges import Challenge
from programme.models.matches import ChallengeMatch
from programme.rules.challenges import ChallengeState
from programme.rules.matches import (
    REFUSALS,
    MatchMade,
    MatchState,
    Ranked,
    WhyNot,
    free_position,
    may_match,
    reserve,
)
from programme.rules.pathways import checked_reason
from programme.rules.submissions import SubmissionState

Rank = Callable[[Session, UUID], Ranked]
"""Asked inside the unit of work, once the challenge is held: what did its round come to?"""

BY_THE_COUNCIL = frozenset({MatchState.WITHDREW, MatchState.IDENTIFIED, MatchState.NOT_SELECTED})
"""Steps that the council takes alone; an offer and its answer have commands of their own."""

NEEDS_REASON = frozenset({MatchState.WITHDREW, MatchState.IDENTIFIED})


def propose_match(work: Work, challenge_id: UUID, submission_id: UUID, rank: Rank) -> UUID:
    """Match the next submission of the published order; return the id of the match.

    Raises:
        NotFound: no such challenge or submission.
        Conflict: the panel has not agreed, another comes first, three are matched, or the actor
            has an interest in one of the firms.
    """
    challenge = own_challenge(work, challenge_id)
    keep_impartial(work, challenge.id)
    ranked = rank(work.session, challenge.id)
    known = matches_held(work, challenge.id)
    agree(_may_match(submission_id, ranked, known), REFUSALS)
    return _match(work, challenge, submission_id, known)


def move_match(work: Work, match_id: UUID, after: MatchState, reason: str, rank: Rank) -> None:
    """Identify the firm of a match or not, or note that it has left; the next may move up.

    Raises:
        NotFound: the actor's council has no such match.
        Conflict: it is not the next step, only the firm can take it, one is identified, or the
            actor has an interest in one of the firms.
        Invalid: nobody says why a firm has left, or why it is the one.
    """
    match = held_match(work, match_id)
    keep_impartial(work, match.challenge_id)
    if after not in BY_THE_COUNCIL:
        raise refused(WhyNot.NO_SUCH_STEP, REFUSALS)
    said = checked_reason(reason) if reason.strip() or after in NEEDS_REASON else None
    step(work, match, after, said)
    if after is MatchState.WITHDREW:
        move_up(work, match.challenge_id, rank)


def move_up(work: Work, challenge_id: UUID, rank: Rank) -> UUID | None:
    """Let the next in reserve take a free place, until work begins; return the new match or None.

    Nobody is told of it before somebody offers it.
    """
    challenge = own_challenge(work, challenge_id)
    ranked = rank(work.session, challenge.id)
    known = matches_held(work, challenge.id)
    waiting = reserve(ranked.order, ranked.failing, [as_rule(each) for each in known])
    if challenge.state is not ChallengeState.MATCHED or not waiting:
        return None
    if not _may_match(waiting[0], ranked, known):
        return None
    return _match(work, challenge, waiting[0], known)


def begin_matches(work: Work, challenge_id: UUID) -> None:
    """Let the work with every firm that has accepted begin."""
    for match in matches_held(work, challenge_id):
        if match.state is MatchState.ACCEPTED:
            step(work, match, MatchState.ACTIVE)


def _may_match(submission_id: UUID, ranked: Ranked, known: Sequence[ChallengeMatch]) -> Decision:
    return may_match(
        submission_id,
        round_state=ranked.round_state,
        order=ranked.order,
        failing=ranked.failing,
        matches=[as_rule(each) for each in known],
    )


def _match(
    work: Work, challenge: Challenge, submission_id: UUID, known: Sequence[ChallengeMatch]
) -> UUID:
    """Give a submission the first free place; the caller has asked whether it may have one."""
    submission = sent_submission(work, submission_id)
    position = free_position([as_rule(each) for each in known])
    assert position is not None  # noqa: S101  agreed just now
    match = ChallengeMatch(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        challenge_id=challenge.id,
        submission_id=submission.id,
        position=position,
        state=MatchState.PROPOSED,
        proposed_at=work.now,
    )
    work.session.add(match)
    keep_match(work)
    submission_moved(work, submission, SubmissionState.MATCHED)
    work.record(MatchMade(match.id, challenge_id=challenge.id, position=position))
    if challenge.state is ChallengeState.ASSESSING:
        pass_on(work, challenge, ChallengeState.MATCHED)
    return match.id
