"""What is found by its words."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, func, select

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.search import CommentWords, ConsultationWords
from consultation.rules.feedback import FeedbackStatus
from foundation.base.fulltext import density, has_words
from foundation.base.search_words import sought


def comment_says(typed: str) -> list[ColumnElement[bool]]:
    """Return the conditions on comments that say all the words typed and are not taken back."""
    about = (
        CommentWords.comment_id == Comment.id,
        CommentWords.consultation_id == Comment.consultation_id,
        has_words(CommentWords.words, sought(typed)),
    )
    return [exists().where(*about), Comment.feedback_status != FeedbackStatus.WITHDRAWN]


def relevance(typed: str) -> ColumnElement[int]:
    """Return how much of what a comment says is about the words typed; more is better."""
    found = select(density(CommentWords.words, sought(typed))).where(
        CommentWords.comment_id == Comment.id
    )
    return func.coalesce(found.scalar_subquery(), 0)


def consultation_says(typed: str) -> ColumnElement[bool]:
    """Match consultations that say all the words typed."""
    about = ConsultationWords.consultation_id == Consultation.id
    return exists().where(about, has_words(ConsultationWords.words, sought(typed)))
