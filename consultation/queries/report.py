"""What was written of an officer's report, and the paper that was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.models.consultations import Consultation
from consultation.models.report import ReportPaper, ReportPart
from consultation.rules.report import Paper, PaperState
from foundation.base.files import StoredFile
from foundation.base.languages import ENGLISH


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
    language: str = ENGLISH.code

    @property
    def file_name(self) -> str:
        """What its file is called, in English where it names no language."""
        language = "" if self.language == ENGLISH.code else self.language
        return "-".join(filter(None, (self.slug, self.paper, self.about, language))) + ".pdf"


def parts_of(session: Session, consultation_id: UUID) -> dict[str, PartRow]:
    """Return part → what was written there."""
    asked = select(
        ReportPart.part, ReportPart.text, ReportPart.revision, ReportPart.saved_at
    ).where(ReportPart.consultation_id == consultation_id)
    return {
        row.part: PartRow(row.text, row.revision, row.saved_at) for row in session.execute(asked)
    }


def latest_paper(
    session: Session,
    consultation_id: UUID,
    paper: Paper = Paper.REPORT,
    about: str = "",
    language: str = ENGLISH.code,
) -> PaperRow | None:
    """Return the paper that was asked for last, or None."""
    return latest_papers(session, consultation_id, paper).get((paper, about, language))


def latest_papers(
    session: Session, consultation_id: UUID, *papers: Paper
) -> dict[tuple[Paper, str, str], PaperRow]:
    """Return (paper, what it is about, language) → the one that was asked for last."""
    kind = (ReportPaper.paper, ReportPaper.about, ReportPaper.language)
    newest = func.row_number().over(
        partition_by=kind, order_by=(ReportPaper.asked_at.desc(), ReportPaper.id)
    )
    ranked = (
        select(ReportPaper.id, newest.label("place"))
        .where(ReportPaper.consultation_id == consultation_id, ReportPaper.paper.in_(papers))
        .subquery()
    )
    asked = (
        select(
            *kind,
            ReportPaper.id,
            ReportPaper.state,
            ReportPaper.asked_at,
            StoredFile.name,
            StoredFile.digest,
            StoredFile.size,
        )
        .join(ranked, ranked.c.id == ReportPaper.id)
        .outerjoin(StoredFile, StoredFile.id == ReportPaper.file_id)
        .where(ranked.c.place == 1)
    )
    return {(row[0], row[1], row[2]): PaperRow(*row[3:]) for row in session.execute(asked)}


def waiting_papers(session: Session) -> list[WaitingPaper]:
    """Return the papers that have still to be made, the oldest first."""
    asked = (
        select(
            ReportPaper.id,
            ReportPaper.authority_id,
            Consultation.slug,
            ReportPaper.paper,
            ReportPaper.about,
            ReportPaper.language,
        )
        .join(Consultation, Consultation.id == ReportPaper.consultation_id)
        .where(ReportPaper.state == PaperState.WAITING)
        .order_by(ReportPaper.asked_at, ReportPaper.id)
    )
    return [WaitingPaper(*row) for row in session.execute(asked)]
