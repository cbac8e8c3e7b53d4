"""Decide what to do where fewer firms than three can be matched."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.checks import sent_submission
from programme.commands.interests import keep_impartial
from programme.commands.match_steps import as_rule, matches_held
from programme.commands.own import own_challenge
from programme.models.matches import ReroutedFirm, ShortfallDecision
from programme.rules.matches import REFUSALS, Shortfall, ShortfallDecided, may_decide_shortfall
from programme.rules.pathways import checked_reason


def decide_shortfall(
    work: Work, challenge_id: UUID, choice: Shortfall, reason: str, consents: Mapping[UUID, bool]
) -> UUID:
    """Decide what to do with fewer than three firms; return the id of the decision.

    *consents* says of submissions to other challenges whether their firms agreed to be asked.

    Raises:
        NotFound: no such challenge, or one of the submissions is not the council's.
        Conflict: enough are matched, firms have not agreed, or the actor has an interest in one.
        Invalid: the reason says nothing.
    """
    challenge = own_challenge(work, challenge_id)
    keep_impartial(work, challenge.id)
    known = [as_rule(each) for each in matches_held(work, challenge.id)]
    agree(may_decide_shortfall(choice, known, consents), REFUSALS)
    decision = ShortfallDecision(
        id=uuid4(),
        challenge_id=challenge.id,
        choice=choice,
        reason=checked_reason(reason),
        decided_by_id=work.actor.person_id,
        decided_at=work.now,
    )
    work.session.add(decision)
    work.session.flush()
    if choice is Shortfall.REROUTE:
        for each in consents:
            asked = sent_submission(work, each)
            work.session.add(ReroutedFirm(decision_id=decision.id, submission_id=asked.id))
    work.record(ShortfallDecided(challenge.id, choice=choice))
    return decision.id
