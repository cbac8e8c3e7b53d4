"""Who may watch a consultation live, and what its watchers are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation, Tally
from consultation.rules.access import Can, is_held_to_own
from consultation.rules.answers import AnswerMoved
from consultation.rules.attachments import AttachmentMoved, AttachmentState
from consultation.rules.comments import Moderation
from consultation.rules.consultations import PUBLIC, ConsultationMoved, ConsultationStatus
from consultation.rules.events import (
    AgreementGiven,
    CommentAnswered,
    CommentEdited,
    CommentModerated,
    CommentPosted,
    ConsultationChanged,
    RepresentationMade,
    StageMoved,
)
from consultation.rules.feedback import FeedbackMoved, FeedbackStatus
from consultation.rules.issues import IssueChanged
from consultation.rules.points import PointDropped, PointMade
from consultation.rules.referrals import ReferralMoved
from foundation.base.actor import Actor
from foundation.base.eventlog import LoggedEvent

OF_COMMENTS = (
    CommentPosted.kind,
    RepresentationMade.kind,
    CommentAnswered.kind,
    CommentModerated.kind,
    CommentEdited.kind,
    AgreementGiven.kind,
    FeedbackMoved.kind,
    AttachmentMoved.kind,
)
OF_DESK = (
    ReferralMoved.kind,
    PointMade.kind,
    PointDropped.kind,
    IssueChanged.kind,
    AnswerMoved.kind,
)
"""What only the desk sees of."""

OF_CONSULTATIONS = (ConsultationMoved.kind, ConsultationChanged.kind, StageMoved.kind)

KINDS: tuple[str, ...] = (*OF_COMMENTS, *OF_DESK, *OF_CONSULTATIONS)
"""Kinds of event after which a page may be out of date."""


def may_watch(session: Session, actor: Actor, name: str) -> bool:
    """Tell whether *actor* may enter the room of the consultation with this id."""
    try:
        consultation_id = UUID(name)
    except ValueError:
        return False
    public = select(Consultation.id).where(
        Consultation.id == consultation_id,
        Consultation.authority_id == actor.authority_id,
        Consultation.status.in_({*PUBLIC, ConsultationStatus.SCHEDULED}),
    )
    return session.scalar(public) is not None


def may_watch_desk(_session: Session, actor: Actor, name: str) -> bool:
    """Tell whether *actor* may hear of all that happens to comments of the authority with this id.

    Who sees only what was given to them hears nothing: a hint would tell of what is not theirs.
    """
    is_staff = actor.may(Can.DESK_READ) and not is_held_to_own(actor.roles)
    return is_staff and name == str(actor.authority_id)


def desk_hints(event: LoggedEvent) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the hint for the desk of the event's authority: that its queue has changed."""
    if event.kind in OF_COMMENTS or event.kind in OF_DESK:
        yield f"desk:{event.authority_id}", {"part": "queue", "version": None, "ref": None}


def hints(session: Session, event: LoggedEvent) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ``(room, hint)`` for everybody whom *event* concerns; a hint holds no text.

    Nobody is told of a comment that is held or hidden, save that one which was visible has gone.
    """
    if event.kind not in {*OF_COMMENTS, *OF_CONSULTATIONS}:
        return
    about = str(event.facts.get("consultation_id", event.subject_id))
    version = session.scalar(select(Tally.version).where(Tally.consultation_id == UUID(about)))
    hint: dict[str, Any] = {"part": "status", "version": version, "ref": None}
    if event.kind in OF_CONSULTATIONS:
        yield f"consultation:{about}", hint
        return
    if event.kind == AttachmentMoved.kind:
        if AttachmentState.SHOWN in {event.facts["before"], event.facts["after"]}:
            yield f"consultation:{about}", {**hint, "part": "comments"}
        return
    told = select(Comment.ref, Comment.moderation).where(Comment.id == event.subject_id)
    comment = session.execute(told).one_or_none()
    if comment is None:
        return
    if comment.moderation is Moderation.VISIBLE:
        is_step = (
            event.kind == FeedbackMoved.kind and event.facts["after"] != FeedbackStatus.WITHDRAWN
        )
        part = "status" if is_step else "comments"
        yield f"consultation:{about}", {**hint, "part": part, "ref": comment.ref}
    elif event.facts.get("before") == Moderation.VISIBLE:
        yield f"consultation:{about}", {**hint, "part": "comments"}
