"""Redactions with legal defaults; a test names only what it is about."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.redactions import take_out
from consultation.models.comments import Comment
from consultation.rules.redaction_marks import Mark, marks_of
from consultation.rules.redactions import RedactionReason
from foundation.base.actor import Actor
from foundation.base.work import Work, work
from tests.conftest import NOW

R = RedactionReason
SECRET = "zebedee quill"
TEXT = f"My neighbour {SECRET} has asthma. Plant more trees."
PERSONAL = "[taken out: personal details]"


def shown(session: Session, comment: UUID) -> str:
    session.rollback()
    return session.scalars(select(Comment.text).where(Comment.id == comment)).one()


def mark(work: Work, comment: UUID, words: str = SECRET, reason: RedactionReason = R.NAME) -> None:
    """Take words out of what a comment says now, or its first letter where they are gone."""
    text = work.session.scalars(select(Comment.text).where(Comment.id == comment)).one()
    marks = marks_of(text, words, reason) or [Mark(0, 1, reason)]
    take_out(work, comment, marks, seen=text, note="A neighbour's name.", digest=None)


def marked(
    session: Session,
    actor: Actor,
    comment: UUID,
    words: str = SECRET,
    reason: RedactionReason = R.NAME,
) -> None:
    with work(session, actor, NOW) as unit:
        mark(unit, comment, words, reason)
