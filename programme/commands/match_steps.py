"""One step of a match, with who took it and why; its challenge is held, so steps queue up."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.guards import guarded_by
from foundation.base.refusals import agree, refused
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.matches import ChallengeMatch, MatchMove
from programme.models.submissions import Submission
from programme.rules.matches import (
    NEXT,
    REFUSALS,
    Match,
    MatchMoved,
    MatchState,
    WhyNot,
    may_move,
)


def as_rule(match: ChallengeMatch) -> Match:
    """Return a match as rules see it."""
    return Match(match.submission_id, match.position, match.state)


def step(work: Work, match: ChallengeMatch, after: MatchState, reason: str | None = None) -> None:
    """Bring a match to its next state, and write down who did it and why.

    Raises:
        Conflict: it is not the next step, or one is identified.
    """
    known = [as_rule(each) for each in matches_held(work, match.challenge_id)]
    agree(may_move(as_rule(match), after, known), REFUSALS)
    before = match.state
    match.state = after
    work.session.add(
        MatchMove(
            match_id=match.id,
            before=before,
            after=after,
            reason=reason,
            moved_by_id=work.actor.person_id,
            moved_at=work.now,
        )
    )
    keep_match(work)
    work.record(MatchMoved(match.id, challenge_id=match.challenge_id, before=before, after=after))


def matches_held(work: Work, challenge_id: UUID) -> list[ChallengeMatch]:
    """Return every match of a challenge by place, also of firms that left, all of them held."""
    asked = (
        select(ChallengeMatch)
        .where(ChallengeMatch.challenge_id == challenge_id)
        .order_by(ChallengeMatch.position, ChallengeMatch.proposed_at)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(work.session.scalars(asked))


def held_match(work: Work, match_id: UUID) -> ChallengeMatch:
    """Return a match of the actor's council; its challenge is held first, so moves queue up.

    Raises:
        NotFound: the council has none.
    """
    challenge_id = work.session.scalar(
        select(ChallengeMatch.challenge_id).where(
            ChallengeMatch.id == match_id, ChallengeMatch.authority_id == work.actor.authority_id
        )
    )
    if challenge_id is None:
        raise NotFound("There is no such match.")
    own_challenge(work, challenge_id)
    found = work.session.get(ChallengeMatch, match_id, populate_existing=True)
    assert found is not None  # noqa: S101  nothing deletes a match
    return found


def keep_match(work: Work) -> None:
    """Write what was changed, and say in words what the database refuses.

    Raises:
        Conflict: somebody else was faster.
    """
    full = refused(WhyNot.FULL, REFUSALS)
    identified = refused(WhyNot.IDENTIFIED_ALREADY, REFUSALS)
    with guarded_by(
        {
            "uq_challenge_match_submission": refused(WhyNot.MATCHED_BEFORE, REFUSALS),
            "challenge_match.submission_id": refused(WhyNot.MATCHED_BEFORE, REFUSALS),
            "uq_challenge_match_place": full,
            "challenge_match.challenge_id, challenge_match.position": full,
            "uq_challenge_match_identified": identified,
            "challenge_match.challenge_id": identified,
        }
    ):
        work.session.flush()


def hold_matches(work: Work, submission_id: UUID) -> None:
    """Hold the challenge of a submission before the submission itself, as who matches firms does.

    Taken the other way round, the two would wait for each other.
    """
    challenge_id = work.session.scalar(
        select(Submission.challenge_id).where(
            Submission.id == submission_id, Submission.authority_id == work.actor.authority_id
        )
    )
    if challenge_id is not None:
        own_challenge(work, challenge_id)


def leave_match(work: Work, submission_id: UUID) -> None:
    """Let a firm whose submission is withdrawn leave its match, if it has one that it can leave."""
    asked = select(ChallengeMatch).where(ChallengeMatch.submission_id == submission_id)
    match = work.session.scalars(asked).one_or_none()
    if match is not None and MatchState.WITHDREW in NEXT[match.state]:
        step(work, match, MatchState.WITHDREW)
