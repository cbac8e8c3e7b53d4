"""What became of a comment, told to the person who keeps its tracking code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment, FeedbackStep, Receipt
from consultation.queries.cards import ConsultationCard, one_card
from consultation.queries.rows import CommentRow, comment_select, row_of, topics_of, with_words
from consultation.queries.stages import StageRow, stages_of
from consultation.rules.feedback import FeedbackStatus


@dataclass(frozen=True, slots=True)
class StepRow:
    """One dated step, with the note and the answer that came with it."""

    status: FeedbackStatus
    note: str | None
    taken_at: datetime
    answer: CommentRow | None


@dataclass(frozen=True, slots=True)
class Fate:
    """A comment, every step it has taken since it was received, and what comes next.

    The comment has all its words, even where a moderator holds or hides it: they are its author's.
    """

    comment: CommentRow
    consultation: ConsultationCard
    steps: tuple[StepRow, ...]
    stages: tuple[StageRow, ...]
    moderation_note: str | None = None


def fate(
    session: Session, authority_id: UUID, code_digest: str, now: datetime | None = None
) -> Fate | None:
    """Return what became of the comment whose code has this digest, or None.

    Six statements, however many steps there are.
    """
    mine = (
        comment_select()
        .join(Receipt, Receipt.comment_id == Comment.id)
        .where(Receipt.code_digest == code_digest, Comment.authority_id == authority_id)
    )
    found = session.execute(mine).one_or_none()
    if found is None:
        return None
    card = one_card(session, authority_id, found.consultation_id, now)
    if card is None:
        return None
    topics = topics_of(session, [found.id])
    comment = with_words(row_of(found, topics), found, topics)
    received = StepRow(FeedbackStatus.RECEIVED, None, found.posted_at, None)
    steps = (received, *steps_of(session, found.id))
    stages = stages_of(session, found.consultation_id)
    return Fate(comment, card, steps, stages, found.moderation_note)


def steps_of(session: Session, comment_id: UUID) -> list[StepRow]:
    """Return every step that a comment has taken since it was received, in two statements."""
    taken = session.execute(
        select(
            FeedbackStep.status, FeedbackStep.note, FeedbackStep.taken_at, FeedbackStep.answer_id
        )
        .where(FeedbackStep.comment_id == comment_id)
        .order_by(FeedbackStep.position)
    ).all()
    ids = {step.answer_id for step in taken if step.answer_id}
    answers = session.execute(comment_select().where(Comment.id.in_(ids))).all() if ids else []
    rows = {answer.id: row_of(answer, {}) for answer in answers}
    return [
        StepRow(step.status, step.note, step.taken_at, rows.get(step.answer_id)) for step in taken
    ]
