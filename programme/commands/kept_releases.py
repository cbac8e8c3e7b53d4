"""Keep what has gone out of a challenge's open contracting data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.kept_releases import KeptRelease
from programme.rules.ocds.keeping import added_to, check_same_process, digest_of, those_out


def keep_releases(
    session: Session, challenge_id: UUID, made: Sequence[dict[str, Any]], now: datetime
) -> int:
    """Keep the releases of a challenge that are not kept yet; return how many those are.

    Raises:
        Conflict: the id of the process is another than that of the releases that are out.
    """
    challenge = select(Challenge.id).where(Challenge.id == challenge_id)
    session.execute(challenge.with_for_update(key_share=True)).one()
    asked = select(KeptRelease).where(KeptRelease.challenge_id == challenge_id)
    rows = session.scalars(asked.order_by(KeptRelease.kept_at, KeptRelease.number)).all()
    kept = those_out([row.release for row in rows], made)
    added = added_to(kept, made)
    check_same_process(kept, made)
    session.add_all(
        KeptRelease(
            id=uuid4(),
            challenge_id=challenge_id,
            number=number,
            ocid=release["ocid"],
            release=release,
            digest=digest_of(release),
            kept_at=now,
        )
        for number, release in enumerate(added, len(kept) + 1)
    )
    session.flush()
    return len(added)
