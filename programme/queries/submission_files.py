"""Files that answers of a submission name."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.files import StoredFile
from programme.models.submissions import SubmissionFile
from programme.queries.firm_files import FileRow


def files_of(session: Session, submission_id: UUID) -> dict[UUID, FileRow]:
    """Return the files of a submission by their ids; whose it is the caller has asked."""
    asked = (
        select(SubmissionFile, StoredFile)
        .join(StoredFile, StoredFile.id == SubmissionFile.file_id)
        .where(SubmissionFile.submission_id == submission_id)
        .order_by(SubmissionFile.added_at, SubmissionFile.id)
    )
    return {
        row.id: FileRow(row.id, row.kind, kept.name, kept.size, kept.digest)
        for row, kept in session.execute(asked)
    }
