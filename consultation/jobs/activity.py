"""Fold what happened to comments into the counters of how people take part."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from consultation.commands.activity import keep_parts
from consultation.commands.journey import fold_journeys
from consultation.queries.activity import parts_of
from consultation.rules.entries import CommentEntered, EntryChecked
from consultation.rules.events import (
    CommentAnswered,
    CommentEdited,
    CommentModerated,
    CommentPosted,
)
from consultation.rules.feedback import FeedbackMoved
from foundation.base.eventlog import LoggedEvent
from foundation.base.outbox import deliver_together

READER = "activity"

KINDS = (
    *(CommentPosted.kind, CommentAnswered.kind, CommentEdited.kind, CommentModerated.kind),
    *(FeedbackMoved.kind, CommentEntered.kind, EntryChecked.kind),
)
"""Events whose subject is a comment."""


def fold(session: Session, now: datetime) -> int:
    """Count what has happened since; return how many events there were."""
    taken = 0
    while some := deliver_together(session, READER, _recount, now):
        taken += some
    return taken + _fold_journeys(session)


def _fold_journeys(session: Session) -> int:
    taken = 0
    while some := fold_journeys(session):
        session.commit()
        taken += some
    session.rollback()
    return taken


def _recount(session: Session, events: list[LoggedEvent]) -> None:
    keep_parts(session, parts_of(session, {event.subject_id for event in events}))
