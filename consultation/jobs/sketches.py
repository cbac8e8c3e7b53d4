"""Put each new comment to those that say nearly the same, after it was posted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from consultation.commands.sketches import keep_sketch
from consultation.rules.events import CommentPosted
from foundation.base.eventlog import LoggedEvent

READER = "sketches"
KINDS = (CommentPosted.kind,)


def note(session: Session, event: LoggedEvent, _now: datetime) -> None:
    """Keep the sketch of a comment; a person decides what it means."""
    keep_sketch(session, event.subject_id)
