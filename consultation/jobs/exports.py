"""Make archives of formal comments beside the requests, and drop old ones."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.commands.exports import KEPT, drop_archives, keep_archive
from consultation.queries.archives import (
    WaitingArchive,
    authorities_with_archives,
    waiting_archives,
)
from foundation.base.actor import Actor
from foundation.base.files import Store
from foundation.base.work import work

log = logging.getLogger(__name__)

Make = Callable[[WaitingArchive], bytes]
"""Makes an archive; pages know how to."""


def make_archives(session: Session, store: Store, make: Make, now: datetime) -> int:
    """Make every archive that somebody waits for, one commit each; return how many were tried."""
    waiting = waiting_archives(session)
    for archive in waiting:
        content = None
        try:
            content = make(archive)
        except Exception:
            log.exception("archive %s could not be made", archive.id)
        with work(session, Actor(archive.authority_id), now) as unit:
            keep_archive(unit, archive.id, store, content, f"{archive.slug}-representations.zip")
    return len(waiting)


def sweep(session: Session, now: datetime) -> int:
    """Drop archives that have lain long enough; return how many."""
    dropped = 0
    for authority_id in authorities_with_archives(session, now - KEPT):
        with work(session, Actor(authority_id), now) as unit:
            dropped += drop_archives(unit)
    return dropped
