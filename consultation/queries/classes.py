"""Classes of schools and colleges, and what came of their comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from consultation.models.classes import ClassComment, ClassSession
from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """One class and the consultation that it answers."""

    id: UUID
    consultation_id: UUID
    slug: str
    title: str
    pupils: int
    answers: int
    school: str | None
    school_shown: bool
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class ClassCommentRow:
    """One comment of a class, as the teacher sees it."""

    ref: str
    text: str
    feedback_status: FeedbackStatus
    moderation: Moderation


def class_called(session: Session, authority_id: UUID, class_id: UUID) -> ClassFacts | None:
    """Return the class with this id, or None."""
    return _one(session, authority_id, ClassSession.id == class_id)


def class_behind(session: Session, authority_id: UUID, digest: str) -> ClassFacts | None:
    """Return the class that one of whose codes has this digest, or None."""
    codes = or_(ClassSession.join_digest == digest, ClassSession.code_digest == digest)
    return _one(session, authority_id, codes)


def named_classes(session: Session, authority_id: UUID) -> list[ClassFacts]:
    """Return the hundred newest classes that have named their school."""
    asked = _asked(authority_id).where(ClassSession.school.is_not(None))
    found = session.execute(asked.order_by(ClassSession.made_at.desc()).limit(100))
    return [ClassFacts(*row) for row in found]


def class_comments(session: Session, class_id: UUID) -> list[ClassCommentRow]:
    """Return every comment of a class, in the order in which they came."""
    asked = (
        select(Comment.ref, Comment.text, Comment.feedback_status, Comment.moderation)
        .join(ClassComment, ClassComment.comment_id == Comment.id)
        .where(ClassComment.class_id == class_id)
        .order_by(Comment.posted_at, Comment.id)
    )
    return [ClassCommentRow(*row) for row in session.execute(asked)]


def _one(session: Session, authority_id: UUID, which: ColumnElement[bool]) -> ClassFacts | None:
    found = session.execute(_asked(authority_id).where(which)).one_or_none()
    return ClassFacts(*found) if found else None


def _asked(authority_id: UUID) -> Select[*tuple[Any, ...]]:
    asked: Select[*tuple[Any, ...]] = (
        select(
            ClassSession.id,
            ClassSession.consultation_id,
            Consultation.slug,
            Consultation.title,
            ClassSession.pupils,
            ClassSession.answers,
            ClassSession.school,
            ClassSession.school_shown,
            ClassSession.made_at,
            ClassSession.ends_at,
        )
        .join(Consultation, Consultation.id == ClassSession.consultation_id)
        .where(ClassSession.authority_id == authority_id)
    )
    return asked
