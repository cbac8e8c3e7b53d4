"""Keep those with an interest in one of the firms away from matching them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.models.conflicts import ConflictDeclaration
from programme.models.firms import FirmMember
from programme.models.submissions import Submission
from programme.rules.conflicts import is_interested as keeps_away
from programme.rules.offers import REFUSALS, may_deal
from programme.rules.submissions import SENT


def keep_impartial(work: Work, challenge_id: UUID) -> None:
    """Go on only where the actor has no interest in a firm that has answered the challenge.

    Raises:
        Conflict: the actor writes for one of them, or has declared a conflict that is not cleared.
    """
    who = work.actor.person_id
    is_interested = who is not None and (
        _writes(work, who, challenge_id) or _declared(work, who, challenge_id)
    )
    agree(may_deal(is_interested=is_interested), REFUSALS)


def _writes(work: Work, who: UUID, challenge_id: UUID) -> bool:
    asked = (
        select(FirmMember.person_id)
        .join(Submission, Submission.firm_id == FirmMember.firm_id)
        .where(
            Submission.challenge_id == challenge_id,
            Submission.state.in_(SENT),
            FirmMember.person_id == who,
        )
    )
    return work.session.scalar(asked.limit(1)) is not None


def _declared(work: Work, who: UUID, challenge_id: UUID) -> bool:
    asked = (
        select(
            ConflictDeclaration.submission_id, ConflictDeclaration.answer, ConflictDeclaration.state
        )
        .join(Submission, Submission.id == ConflictDeclaration.submission_id)
        .where(
            Submission.challenge_id == challenge_id,
            Submission.state.in_(SENT),
            ConflictDeclaration.person_id == who,
        )
        .order_by(ConflictDeclaration.number)
    )
    last = {each: keeps_away(answer, state) for each, answer, state in work.session.execute(asked)}
    return any(last.values())
