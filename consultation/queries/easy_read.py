"""The easy-read text of a consultation."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation, Document
from consultation.models.easy_read import EasyRead
from consultation.rules.easy_read import EasyReadLine


def easy_read_of(session: Session, consultation_id: UUID) -> tuple[EasyReadLine, ...]:
    """Return the lines in order; a picture that is no document any more is left out."""
    is_there = exists().where(
        Document.consultation_id == consultation_id, Document.url == EasyRead.picture
    )
    asked = (
        select(EasyRead.words, EasyRead.picture, EasyRead.alt, is_there.label("is_there"))
        .where(EasyRead.consultation_id == consultation_id)
        .order_by(EasyRead.position)
    )
    return tuple(
        EasyReadLine(row.words, row.picture, row.alt) if row.is_there else EasyReadLine(row.words)
        for row in session.execute(asked)
    )


def has_easy_read() -> ColumnElement[bool]:
    """Return whether the consultation of the statement around it has an easy-read text."""
    first = and_(EasyRead.consultation_id == Consultation.id, EasyRead.position == 1)
    return exists().where(first).label("has_easy_read")
