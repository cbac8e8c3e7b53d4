"""Note who takes what out of the house; ask for archives, keep them a week, and drop them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from consultation.commands.own import own_consultation
from consultation.commands.report import PAPERS
from consultation.commands.tallies import lock
from consultation.models.exports import RepresentationArchive
from consultation.rules.export_events import ArchiveAsked, ExportTaken
from consultation.rules.exports import ExportFormat
from consultation.rules.report import PaperState
from foundation.base.files import Store, StoredFile, keep_file
from foundation.base.work import Work

KEPT = timedelta(days=7)
"""How long an archive with names in it lies ready."""


def note_export(work: Work, consultation_id: UUID, what: ExportFormat) -> None:
    """Note that the actor takes a copy.

    Raises:
        NotFound: no such consultation.
    """
    own_consultation(work, consultation_id)
    work.record(ExportTaken(consultation_id, consultation_id, what))


def ask_archive(work: Work, consultation_id: UUID) -> UUID:
    """Ask for one file for each formal comment; return its id; one that waits is not asked twice.

    Raises:
        NotFound: no such consultation.
    """
    own_consultation(work, consultation_id)
    lock(work.session, consultation_id)
    work.wakes.add(PAPERS)
    waiting = work.session.scalar(
        select(RepresentationArchive.id).where(
            RepresentationArchive.consultation_id == consultation_id,
            RepresentationArchive.state == PaperState.WAITING,
        )
    )
    if waiting:
        return waiting
    archive = RepresentationArchive(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        consultation_id=consultation_id,
        state=PaperState.WAITING,
        asked_at=work.now,
        asked_by_id=work.actor.person_id,
    )
    work.session.add(archive)
    work.record(ArchiveAsked(archive.id, consultation_id))
    return archive.id


def keep_archive(
    work: Work, archive_id: UUID, store: Store, content: bytes | None, name: str
) -> None:
    """Keep an archive that was made, or that it could not be made."""
    archive = work.session.get_one(RepresentationArchive, archive_id, populate_existing=True)
    if archive.state is not PaperState.WAITING:
        return
    if content is None:
        archive.state = PaperState.FAILED
        return
    kept = keep_file(work, store, name=name, media_type="application/zip", content=content)
    work.session.flush()
    archive.file_id, archive.state = kept, PaperState.MADE


def drop_archives(work: Work) -> int:
    """Forget what the actor's authority has asked for longer ago than a week; return how many.

    The bytes go with the next tidying of files that nothing names.
    """
    old = (
        RepresentationArchive.authority_id == work.actor.authority_id,
        RepresentationArchive.asked_at < work.now - KEPT,
    )
    rows = work.session.execute(
        select(RepresentationArchive.id, RepresentationArchive.file_id).where(*old)
    ).all()
    if rows:
        ids = [row.id for row in rows]
        work.session.execute(delete(RepresentationArchive).where(RepresentationArchive.id.in_(ids)))
        files = [row.file_id for row in rows if row.file_id]
        work.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))
    return len(rows)
