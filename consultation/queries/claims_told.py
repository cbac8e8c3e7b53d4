"""What those who cited a claim are told, and which comments cite it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.claims import Citation, Claim, ClaimVersion
from consultation.rules.claims import ClaimTold, ToldClaim
from foundation.base.eventlog import LoggedEvent


def told_claims(session: Session, authority_id: UUID, ids: Sequence[UUID]) -> dict[UUID, ToldClaim]:
    """Return what is public of claims, by id; no statement where none is asked for."""
    if not ids:
        return {}
    asked = (
        select(
            Claim.id,
            Claim.number,
            ClaimVersion.claim,
            ClaimVersion.verdict,
            ClaimVersion.fact,
            ClaimVersion.number > 1,
        )
        .join(
            ClaimVersion,
            (ClaimVersion.claim_id == Claim.id) & (ClaimVersion.number == Claim.shown),
        )
        .where(Claim.id.in_(ids), Claim.authority_id == authority_id)
    )
    return {row[0]: ToldClaim(*row[1:]) for row in session.execute(asked)}


def cited_by(session: Session, claim_id: UUID) -> list[UUID]:
    """Return the comments beside a claim."""
    asked = select(Citation.comment_id).where(Citation.claim_id == claim_id)
    return list(session.scalars(asked))


def first_telling(session: Session, claim_id: UUID, number: int) -> int | None:
    """Return the id of the event with which people began to be told of one version, or None."""
    asked = select(LoggedEvent.id, LoggedEvent.facts).where(
        LoggedEvent.kind == ClaimTold.kind, LoggedEvent.subject_id == claim_id
    )
    ids = [row.id for row in session.execute(asked) if row.facts["number"] == number]
    return min(ids, default=None)
