"""Forget files that nobody has sent, and content that no row names any more."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultation.models.attachments import Attachment
from foundation.base.actor import HOUSE
from foundation.base.files import Store, StoredFile
from foundation.base.work import work

UNSENT_FOR = timedelta(days=30)
UNNAMED_FOR = timedelta(days=1)
"""How long content may lie without a row: what is being handed in has none yet."""

AT_ONCE = 500


def sweep(session: Session, now: datetime) -> None:
    """Forget what somebody added and did not send within a month."""
    old = Attachment.comment_id.is_(None) & (Attachment.made_at < now - UNSENT_FOR)
    if session.scalar(select(Attachment.id).where(old).limit(1)):
        with work(session, HOUSE, now) as unit:
            unit.session.execute(delete(Attachment).where(old))


def drop_unnamed(session: Session, store: Store, now: datetime) -> int:
    """Drop the content of files that have ended; return how many were dropped."""
    before, dropped = now - UNNAMED_FOR, 0
    old = store.old(before)
    while digests := set(islice(old, AT_ONCE)):
        for digest in digests - _named(session, digests):
            store.drop_old(digest, before)
            dropped += 1
    return dropped


def _named(session: Session, digests: set[str]) -> set[str]:
    """Return those of *digests* that some row still names."""
    columns = (StoredFile.digest, Attachment.digest, Attachment.small_digest)
    session.rollback()
    return {
        digest
        for column in columns
        for digest in session.scalars(select(column).where(column.in_(digests)))
        if digest
    }
