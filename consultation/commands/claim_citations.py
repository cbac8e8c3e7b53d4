"""Put comments beside the claim that they cite, and take them away again."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, func, select

from consultation.commands.claims import latest_shown, own_claim, tell
from consultation.commands.tallies import count
from consultation.commands.voices import insert_once
from consultation.models.claims import Citation, Claim
from consultation.models.comments import Comment
from consultation.rules.claims import MOST_CITED
from consultation.rules.comments import Speaker
from consultation.rules.feedback import FeedbackStatus
from foundation.base.errors import Invalid, NotFound
from foundation.base.references import as_reference
from foundation.base.work import Work


def cite(work: Work, claim_id: UUID, refs: Iterable[str]) -> int:
    """Put comments beside a claim; return how many were not there yet.

    Where the claim is public already, their authors are told what is known.

    Raises:
        NotFound: no such claim, or no such comment in its consultation.
        Invalid: no comment was chosen, or far too many.
    """
    claim = own_claim(work, claim_id)
    there = set(
        work.session.scalars(select(Citation.comment_id).where(Citation.claim_id == claim.id))
    )
    new = [each for each in _named(work, claim, refs) if each not in there]
    if not new:
        return 0
    rows = [
        {
            "claim_id": claim.id,
            "comment_id": each,
            "made_at": work.now,
            "made_by_id": work.actor.person_id,
        }
        for each in new
    ]
    work.session.execute(insert_once(work.session, Citation), rows)
    shown = latest_shown(work, claim)
    if shown:
        count(work.session, claim.consultation_id)
        for each in new:
            tell(work, claim, shown, each)
    return len(new)


def uncite(work: Work, claim_id: UUID, refs: Iterable[str]) -> int:
    """Take comments away from a claim; return how many went.

    Raises:
        NotFound: no such claim, or no such comment in its consultation.
        Invalid: no comment was chosen, or far too many.
    """
    claim = own_claim(work, claim_id)
    gone = (Citation.claim_id == claim.id, Citation.comment_id.in_(_named(work, claim, refs)))
    there = select(func.count()).select_from(Citation).where(*gone)
    going = work.session.scalar(there) or 0
    work.session.execute(delete(Citation).where(*gone))
    if claim.shown:
        count(work.session, claim.consultation_id)
    return going


def _named(work: Work, claim: Claim, refs: Iterable[str]) -> list[UUID]:
    wanted = {as_reference(ref) for ref in refs if ref.strip()}
    if not wanted or len(wanted) > MOST_CITED:
        sentence = f"Choose comments: 1 to {MOST_CITED} at a time."
        raise Invalid(sentence, fields={"ref": sentence})
    asked = select(Comment.id).where(
        Comment.ref.in_(wanted),
        Comment.consultation_id == claim.consultation_id,
        Comment.speaker == Speaker.PUBLIC,
        Comment.feedback_status != FeedbackStatus.WITHDRAWN,
    )
    found = list(work.session.scalars(asked.order_by(Comment.posted_at, Comment.id)))
    if len(found) < len(wanted):
        raise NotFound("There is no such comment in this consultation.")
    return found
