"""Who answered the questions of a consultation: one receipt, and how many by channel."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.takes import QuestionResponse
from consultation.rules.comments import Channel


def response_ref(
    session: Session, authority_id: UUID, consultation_id: UUID, response_id: UUID
) -> str | None:
    """Return the number of one response, or None where there is none."""
    return session.scalar(
        select(QuestionResponse.ref).where(
            QuestionResponse.id == response_id,
            QuestionResponse.consultation_id == consultation_id,
            QuestionResponse.authority_id == authority_id,
        )
    )


def responses_by_channel(
    session: Session, authority_id: UUID, consultation_id: UUID
) -> Mapping[Channel, int]:
    """Return channel → how many sets of answers came by it."""
    asked = (
        select(QuestionResponse.channel, func.count())
        .where(
            QuestionResponse.consultation_id == consultation_id,
            QuestionResponse.authority_id == authority_id,
        )
        .group_by(QuestionResponse.channel)
    )
    return {row[0]: row[1] for row in session.execute(asked)}
