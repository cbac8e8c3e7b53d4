"""Let comments and consultations be found by their words."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultation.models.applications import Application
from consultation.models.consultations import Consultation
from consultation.models.search import CommentWords, ConsultationWords
from foundation.base.fulltext import keep_words
from foundation.base.search_words import words_of


def index_text(session: Session, comment_id: UUID, consultation_id: UUID, text: str) -> None:
    """Let a comment be found by the words of *text*, and by no older ones; one statement.

    Whether anybody may read it is asked at each search, so a moderator's decision needs no call.
    """
    row = {
        "comment_id": comment_id,
        "consultation_id": consultation_id,
        "words": " ".join(words_of(text)),
    }
    keep_words(session, CommentWords, "comment_id", row)


def forget_text(session: Session, comment_id: UUID) -> None:
    """Let a comment be found by no words any more, as where it is withdrawn or erased."""
    session.execute(delete(CommentWords).where(CommentWords.comment_id == comment_id))


def index_consultation(session: Session, consultation_id: UUID) -> None:
    """Let a consultation be found by what it says now; two statements."""
    asked = (
        select(
            Consultation.title,
            Consultation.question,
            Consultation.summary,
            Consultation.place_name,
            Application.reference,
            Application.address,
        )
        .outerjoin(Application, Application.id == Consultation.application_id)
        .where(Consultation.id == consultation_id)
    )
    said = "\n".join(filter(None, session.execute(asked).one()))
    row = {"consultation_id": consultation_id, "words": " ".join(words_of(said))}
    keep_words(session, ConsultationWords, "consultation_id", row)
