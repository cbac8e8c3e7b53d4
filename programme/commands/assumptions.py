"""Write an assumption down, and what was found on it."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.errors import NotFound
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.assumptions import Assumption, AssumptionFinding
from programme.rules.assumptions import (
    REFUSALS,
    AssumptionDraft,
    AssumptionFound,
    AssumptionState,
    checked_assumption,
    checked_evidence,
    may_find,
)


def assume(work: Work, challenge_id: UUID, draft: AssumptionDraft) -> UUID:
    """Write down what a challenge takes for granted; return its id.

    Raises:
        NotFound: no such challenge.
        Invalid: it says nothing, or not of whom.
    """
    challenge = own_challenge(work, challenge_id)
    draft = checked_assumption(draft)
    assert draft.perspective  # noqa: S101  checked just now
    last = select(func.max(Assumption.position)).where(Assumption.challenge_id == challenge.id)
    made = Assumption(
        id=uuid4(),
        challenge_id=challenge.id,
        position=(work.session.scalar(last) or 0) + 1,
        words=draft.words,
        perspective=draft.perspective,
        state=AssumptionState.UNTESTED,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record(AssumptionFound(made.id, challenge_id=challenge.id, state=made.state))
    return made.id


def note_finding(
    work: Work, challenge_id: UUID, assumption_id: UUID, state: AssumptionState, evidence: str
) -> None:
    """Note whether an assumption holds, and how that is known; earlier findings stay.

    Raises:
        NotFound: the challenge has no such assumption.
        Conflict: the finding is none.
        Invalid: there is no evidence.
    """
    challenge = own_challenge(work, challenge_id)
    found = work.session.scalars(
        select(Assumption)
        .where(Assumption.id == assumption_id, Assumption.challenge_id == challenge.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such assumption.")
    agree(may_find(found.state, state), REFUSALS)
    work.session.add(
        AssumptionFinding(
            id=uuid4(),
            assumption_id=found.id,
            state=state,
            evidence=checked_evidence(evidence),
            found_by_id=work.actor.person_id,
            found_at=work.now,
        )
    )
    found.state = state
    work.session.flush()
    work.record(AssumptionFound(found.id, challenge_id=challenge.id, state=state))
