"""Questions that somebody has asked before, with what they were answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, OfficialReply
from consultation.models.search import CommentWords
from consultation.queries.filters import CommentFilter, threads_begun
from consultation.rules.comments import Kind, Moderation, Speaker
from consultation.rules.likeness import ALIKE, likeness, sentences
from foundation.base.clock import london_day
from foundation.base.fulltext import has_words
from foundation.base.prose import beginning, plain
from foundation.base.search_words import sought

MOST_CANDIDATES = 200
MOST_WORDS = 40
LONGEST_QUESTION = 240
LONGEST_ANSWER = 320

_answer = Comment.__table__.alias()
"""What an officer said below a question."""


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question of the same consultation that is much like what somebody is about to ask.

    Args:
        ref: the question's, for a link to the whole conversation.
        question: its beginning; *answer* is the beginning of the latest official answer.
        answered_by: a role and a team, never a name.
    """

    ref: str
    question: str
    answer: str
    answered_by: str
    answered_on: date


def already_answered(
    session: Session, consultation_id: UUID, text: str, most: int = 3
) -> tuple[AnsweredQuestion, ...]:
    """Return answered questions like *text*, the most alike first; none rather than a wrong one.

    One statement, and none where *text* says nothing. Only what anybody may read is offered.
    """
    asked = sentences(text)
    words = sought(text, MOST_WORDS)
    if not asked or not words:
        return ()
    scored: dict[str, tuple[float, AnsweredQuestion]] = {}
    for found in session.execute(_candidates(consultation_id, words)):
        alike = likeness(asked, sentences(found.text))
        if alike >= ALIKE and found.ref not in scored:
            scored[found.ref] = (alike, _answered(found))
    best = sorted(scored.values(), key=lambda each: -each[0])
    return tuple(question for _, question in best[:most])


def _candidates(consultation_id: UUID, words: list[str]) -> Select[*tuple[Any, ...]]:
    filters = CommentFilter(kind=Kind.QUESTION, answered_only=True)
    return (
        select(
            Comment.ref,
            Comment.text,
            _answer.c.text.label("answer"),
            _answer.c.posted_at.label("answered_at"),
            OfficialReply.role_words,
            OfficialReply.team,
        )
        .join(CommentWords, CommentWords.comment_id == Comment.id)
        .join(_answer, _answer.c.parent_id == Comment.id)
        .join(OfficialReply, OfficialReply.comment_id == _answer.c.id)
        .where(
            *threads_begun(consultation_id, filters),
            CommentWords.consultation_id == consultation_id,
            has_words(CommentWords.words, words, any_of=True),
            _answer.c.speaker == Speaker.OFFICER,
            _answer.c.moderation == Moderation.VISIBLE,
        )
        .order_by(_answer.c.posted_at.desc(), _answer.c.id)
        .limit(MOST_CANDIDATES)
    )


def _answered(found: Row[Any]) -> AnsweredQuestion:
    return AnsweredQuestion(
        ref=found.ref,
        question=_beginning(found.text, LONGEST_QUESTION),
        answer=_beginning(found.answer, LONGEST_ANSWER),
        answered_by=", ".join(filter(None, (found.role_words, found.team))),
        answered_on=london_day(found.answered_at),
    )


def _beginning(text: str, most: int) -> str:
    """Return the first words of *text* as a reader sees them, in one line."""
    return beginning(" ".join(plain(text).split()), most)
