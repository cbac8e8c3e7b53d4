"""Open a document that a council keeps with us."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation, Document
from consultation.rules.consultations import PUBLIC
from foundation.base.files import StoredFile


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """Where its bytes are, and whether a consultation that everybody can read names it."""

    media_type: str
    digest: str
    title: str
    is_for_anyone: bool


def opened_document(
    session: Session, authority_id: UUID, file_id: UUID, address: str
) -> OpenedDocument | None:
    """Return a file of this council that a consultation names by *address*, or None."""
    wanted = (
        select(StoredFile.media_type, StoredFile.digest, Document.title, Consultation.status)
        .select_from(StoredFile)
        .join(Document, Document.url == address)
        .join(Consultation, Consultation.id == Document.consultation_id)
        .where(
            StoredFile.id == file_id,
            StoredFile.authority_id == authority_id,
            Consultation.authority_id == authority_id,
        )
    )
    rows = session.execute(wanted).all()
    if not rows:
        return None
    shown = sorted(rows, key=lambda row: row.status not in PUBLIC)[0]
    return OpenedDocument(shown.media_type, shown.digest, shown.title, shown.status in PUBLIC)
