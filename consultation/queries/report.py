"""What was written of an officer's report, and the paper that was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.report import ReportPaper, ReportPart
from consultation.rules.report import Paper, PaperState
from foundation.base.files import StoredFile


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part in the officer's words."""

    text: str
    revision: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class PaperRow:
    """The latest paper; ``digest`` and ``size`` are there once it is made."""

    id: UUID
    state: PaperState
    asked_at: datetime
    name: str | None
    digest: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """A paper that has still to be made."""

    id: UUID
    authority_id: UUID
    slug: str
    paper: Paper = Paper.REPORT
    about: str = ""


def parts_of(session: Session, consultation_id: UUID) -> dict[str, PartRow]:
    """Return part → what was written there."""
    asked = select(
        ReportPart.part, ReportPart.text, ReportPart.revision, ReportPart.saved_at
    ).where(ReportPart.consultation_id == consultation_id)
    return {
        row.part: PartRow(row.text, row.revision, row.saved_at) for row in session.execute(asked)
    }


def latest_paper(
    session: Session, consultation_id: UUID, paper: Paper = Paper.REPORT, about: str = ""
) -> PaperRow | None:
    """Return the paper that was asked for last, or None."""
    asked = (
        select(
            ReportPaper.id,
            ReportPaper.state,
            ReportPaper.asked_at,
            StoredFile.name,
            StoredFile.digest,
            StoredFile.size,
        )
        .outerjoin(StoredFile, StoredFile.id == ReportPaper.file_id)
        .where(
            ReportPaper.consultation_id == consultation_id,
            ReportPaper.paper == paper,
            ReportPaper.about == about,
        )
        .order_by(ReportPaper.asked_at.desc(), ReportPaper.id)
        .limit(1)
    )
    found = session.execute(asked).one_or_none()
    return PaperRow(*found) if found else None


def waiting_papers(session: Session) -> list[WaitingPaper]:
    """Return the papers that have still to be made, the oldest first."""
    asked = (
        select(
            ReportPaper.id,
            ReportPaper.authority_id,
            Consultation.slug,
            ReportPaper.paper,
            ReportPaper.about,
        )
        .join(Consultation, Consultation.id == ReportPaper.consultation_id)
        .where(ReportPaper.state == PaperState.WAITING)
        .order_by(ReportPaper.asked_at, ReportPaper.id)
    )
    return [WaitingPaper(*row) for row in session.execute(asked)]
