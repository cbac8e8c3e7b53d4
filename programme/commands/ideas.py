"""Back an idea: everybody who is signed in may, once. Say why one is not taken up."""

from __future__ import annotations

from uuid import UUID

from foundation.base.errors import Conflict, SignInNeeded
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.challenges import pass_on
from programme.commands.own import own_challenge
from programme.models.challenges import Challenge
from programme.models.ideas import IdeaBacking
from programme.rules.challenges import ChallengeState
from programme.rules.pathways import checked_reason

NO_IDEA = say("This is not an idea any more. See what became of it.")


def back_idea(work: Work, challenge_id: UUID) -> None:
    """Back an idea as the actor; twice is once.

    Raises:
        NotFound: no such challenge.
        SignInNeeded: nobody is signed in.
        Conflict: it is not an idea any more.
    """
    challenge = own_challenge(work, challenge_id)
    if work.actor.person_id is None:
        raise SignInNeeded(say("Sign in to back an idea."))
    _only_idea(challenge)
    if work.session.get(IdeaBacking, (challenge.id, work.actor.person_id)) is None:
        work.session.add(
            IdeaBacking(
                challenge_id=challenge.id, person_id=work.actor.person_id, backed_at=work.now
            )
        )
        work.session.flush()


def decline_idea(work: Work, challenge_id: UUID, why: str) -> None:
    """Say why an idea is not taken up, in words that everybody reads.

    Raises:
        NotFound: no such challenge.
        Conflict: it is not an idea any more.
        Invalid: it says nothing, or too much.
    """
    challenge = own_challenge(work, challenge_id)
    _only_idea(challenge)
    pass_on(work, challenge, ChallengeState.WITHDRAWN, checked_reason(why, field="why"))


def _only_idea(challenge: Challenge) -> None:
    if challenge.state is not ChallengeState.IDEA:
        raise Conflict(NO_IDEA)
