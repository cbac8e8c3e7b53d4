"""What is found by its words."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists

from consultation.models.comments import Comment
from consultation.models.consultations import Consultation
from consultation.models.search import CommentWords, ConsultationWords
from consultation.rules.feedback import FeedbackStatus
from foundation.base.fulltext import has_words
from foundation.base.search_words import sought


def comment_says(typed: str) -> list[ColumnElement[bool]]:
    """Return the conditions on comments that say all the words typed and are not taken back."""
    about = (
        CommentWords.comment_id == Comment.id,
        CommentWords.consultation_id == Comment.consultation_id,
        has_words(CommentWords.words, sought(typed)),
    )
    return [exists().where(*about), Comment.feedback_status != FeedbackStatus.WITHDRAWN]


def consultation_says(typed: str) -> ColumnElement[bool]:
    """Match consultations that say all the words typed."""
    about = ConsultationWords.consultation_id == Consultation.id
    return exists().where(about, has_words(ConsultationWords.words, sought(typed)))
