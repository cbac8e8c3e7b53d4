"""Take over what a record of before this system says: nobody signs that here."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from foundation.base.clock import london_instant
from foundation.base.work import Work
from programme.commands.briefs import own_brief
from programme.commands.challenges import pass_on, stage_row
from programme.commands.own import own_challenge
from programme.commands.reviews import digest_of, said_now
from programme.models.briefs import BriefVersion
from programme.models.challenges import ChallengeWording
from programme.models.gates import GateDecision
from programme.rules.briefs import BriefState
from programme.rules.challenges import ChallengeState
from programme.rules.gates import Verdict
from programme.rules.programmes import Origin
from programme.rules.stages import STAGE_OF, GateCode


def take_over_gate(  # noqa: PLR0913  what a record says
    work: Work,
    challenge_id: UUID,
    gate: GateCode,
    on: date,
    *,
    reason: str,
    origin: Origin,
    promised: date | None = None,
) -> None:
    """Note that a gate was passed before, and when.

    Raises:
        NotFound: no such challenge.
    """
    challenge = own_challenge(work, challenge_id)
    passed_at = london_instant(on)
    work.session.add(
        GateDecision(
            id=uuid4(),
            challenge_id=challenge.id,
            gate=gate,
            verdict=Verdict.PASS,
            reason=reason,
            lines={},
            proposed_at=passed_at,
            decided_at=passed_at,
            is_taken_over=True,
        )
    )
    row = stage_row(work, challenge.id, STAGE_OF[gate])
    row.baseline_on, row.actual_on, row.origin = promised, on, origin
    work.session.flush()


def take_over_state(work: Work, challenge_id: UUID, state: ChallengeState, reason: str) -> None:
    """Let a challenge stand where its record says that it does.

    Raises:
        NotFound: no such challenge.
    """
    pass_on(work, own_challenge(work, challenge_id), state, reason)


def take_over_brief(work: Work, challenge_id: UUID, released_at: datetime, why: str) -> None:
    """Let what the brief says now be the version that was released then, without keys.

    Raises:
        NotFound: no such challenge.
    """
    challenge, brief = own_brief(work, challenge_id)
    said = said_now(work, challenge.id)
    brief.version = brief.released_version = 1
    brief.released_at, brief.state = released_at, BriefState.RELEASED
    work.session.add(
        BriefVersion(
            challenge_id=challenge.id,
            number=1,
            said=said,
            digest=digest_of(said),
            why=why,
            made_at=released_at,
        )
    )
    work.session.flush()


def keep_earlier_wording(
    work: Work, challenge_id: UUID, question: str, source: str, said_at: datetime
) -> None:
    """Keep how a challenge was put before it became what it is.

    Raises:
        NotFound: no such challenge.
    """
    challenge = own_challenge(work, challenge_id)
    work.session.add(
        ChallengeWording(
            challenge_id=challenge.id, number=0, question=question, source=source, said_at=said_at
        )
    )
    work.session.flush()
