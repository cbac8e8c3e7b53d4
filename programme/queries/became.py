"""What became of challenges: how many firms answered, got a place and were identified."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.models.matches import ChallengeMatch
from programme.models.submissions import Submission
from programme.rules.matches import TAKEN_UP, MatchState
from programme.rules.submissions import SENT


@dataclass(frozen=True, slots=True)
class Became:
    """Numbers of firms; no firm is named."""

    answered: int = 0
    took_part: int = 0
    identified: int = 0


def became_of(
    session: Session, authority_id: UUID, challenge_ids: Collection[UUID]
) -> dict[UUID, Became]:
    """Return, for each challenge, what became of it; none of a rival council's is counted."""
    asked = (
        select(
            Submission.challenge_id,
            func.count(Submission.id),
            func.count(ChallengeMatch.id).filter(ChallengeMatch.state.in_(TAKEN_UP)),
            func.count(ChallengeMatch.id).filter(ChallengeMatch.state == MatchState.IDENTIFIED),
        )
        .outerjoin(ChallengeMatch, ChallengeMatch.submission_id == Submission.id)
        .where(
            Submission.authority_id == authority_id,
            Submission.challenge_id.in_(challenge_ids),
            Submission.state.in_(SENT),
        )
        .group_by(Submission.challenge_id)
    )
    known = {each: Became(*numbers) for each, *numbers in session.execute(asked)}
    return {each: known.get(each, Became()) for each in challenge_ids}
