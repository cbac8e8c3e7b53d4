"""Archives of formal comments: the latest of a consultation, and those that wait or are old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.exports import RepresentationArchive
from consultation.rules.report import PaperState
from foundation.base.files import StoredFile


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """One archive; ``digest`` and ``size`` are there once it is made."""

    state: PaperState
    asked_at: datetime
    name: str | None
    digest: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class WaitingArchive:
    """An archive that has still to be made."""

    id: UUID
    authority_id: UUID
    slug: str


def latest_archive(session: Session, consultation_id: UUID) -> ArchiveRow | None:
    """Return the archive that was asked for last, or None."""
    asked = (
        select(
            RepresentationArchive.state,
            RepresentationArchive.asked_at,
            StoredFile.name,
            StoredFile.digest,
            StoredFile.size,
        )
        .outerjoin(StoredFile, StoredFile.id == RepresentationArchive.file_id)
        .where(RepresentationArchive.consultation_id == consultation_id)
        .order_by(RepresentationArchive.asked_at.desc(), RepresentationArchive.id)
        .limit(1)
    )
    found = session.execute(asked).one_or_none()
    return ArchiveRow(*found) if found else None


def waiting_archives(session: Session) -> list[WaitingArchive]:
    """Return the archives that have still to be made, the oldest first."""
    asked = (
        select(RepresentationArchive.id, RepresentationArchive.authority_id, Consultation.slug)
        .join(Consultation, Consultation.id == RepresentationArchive.consultation_id)
        .where(RepresentationArchive.state == PaperState.WAITING)
        .order_by(RepresentationArchive.asked_at, RepresentationArchive.id)
    )
    return [WaitingArchive(*row) for row in session.execute(asked)]


def authorities_with_archives(session: Session, before: datetime) -> list[UUID]:
    """Return whose archives were asked for before an instant."""
    asked = select(RepresentationArchive.authority_id).where(
        RepresentationArchive.asked_at < before
    )
    return list(session.scalars(asked.distinct()))
