"""What news readers and calendars are told, of one consultation or of a whole council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, OfficialReply
from consultation.models.consultations import Consultation
from consultation.queries.cards import may_be_read
from consultation.rules.comments import Moderation
from consultation.rules.consultations import PUBLIC, ConsultationMoved, ConsultationStatus
from consultation.rules.feedback import FeedbackStatus
from foundation.base.eventlog import LoggedEvent

MOST_ENTRIES = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news: a comment, an official answer, or a consultation that moved.

    Args:
        ref: of the comment; None where a consultation moved *to* another state.
        answered_by: role or team, where it is an official answer.
    """

    id: str
    at: datetime
    slug: str
    title: str
    ref: str | None = None
    text: str | None = None
    language: str | None = None
    answered_by: str | None = None
    to: ConsultationStatus | None = None


def feed_entries(
    session: Session, authority_id: UUID, now: datetime, consultation_id: UUID | None = None
) -> list[Entry]:
    """Return the latest news, newest first, in two statements.

    A feed of a whole council tells of consultations and official answers, not of every comment.
    """
    told = [
        *_said(session, authority_id, now, consultation_id),
        *_moves(session, authority_id, now, consultation_id),
    ]
    told.sort(key=lambda entry: (entry.at, entry.id), reverse=True)
    return told[:MOST_ENTRIES]


def _said(
    session: Session, authority_id: UUID, now: datetime, consultation_id: UUID | None
) -> list[Entry]:
    asked = (
        select(
            Comment.id,
            Comment.ref,
            Comment.text,
            Comment.language,
            Comment.posted_at,
            Consultation.slug,
            Consultation.title,
            OfficialReply.role_words,
            OfficialReply.team,
        )
        .join(Consultation, Consultation.id == Comment.consultation_id)
        .outerjoin(OfficialReply, OfficialReply.comment_id == Comment.id)
        .where(
            Comment.authority_id == authority_id,
            Comment.moderation == Moderation.VISIBLE,
            Comment.is_withheld.is_(False),
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
            may_be_read(now),
        )
        .order_by(Comment.posted_at.desc(), Comment.id.desc())
        .limit(MOST_ENTRIES)
    )
    if consultation_id:
        asked = asked.where(Comment.consultation_id == consultation_id)
    else:
        asked = asked.where(OfficialReply.comment_id.is_not(None))
    return [
        Entry(
            id=f"urn:uuid:{row.id}",
            at=row.posted_at,
            slug=row.slug,
            title=row.title,
            ref=row.ref,
            text=row.text,
            language=row.language,
            answered_by=row.team or row.role_words,
        )
        for row in session.execute(asked)
    ]


def _moves(
    session: Session, authority_id: UUID, now: datetime, consultation_id: UUID | None
) -> list[Entry]:
    asked: Any = (
        select(
            LoggedEvent.id,
            LoggedEvent.happened_at,
            LoggedEvent.subject_id,
            LoggedEvent.facts,
            Consultation.slug,
            Consultation.title,
        )
        .join(Consultation, Consultation.id == LoggedEvent.subject_id)
        .where(
            LoggedEvent.kind == ConsultationMoved.kind,
            Consultation.authority_id == authority_id,
            may_be_read(now),
        )
        .order_by(LoggedEvent.id.desc())
        .limit(2 * MOST_ENTRIES)
    )
    if consultation_id:
        asked = asked.where(LoggedEvent.subject_id == consultation_id)
    return [
        Entry(
            id=f"urn:uuid:{row.subject_id}#{row.id}",
            at=row.happened_at,
            slug=row.slug,
            title=row.title,
            to=ConsultationStatus(row.facts["after"]),
        )
        for row in session.execute(asked)
        if ConsultationStatus(row.facts["after"]) in PUBLIC
    ]
