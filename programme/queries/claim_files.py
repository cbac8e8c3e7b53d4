"""Files that show what a prototype's claims say."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.files import StoredFile
from programme.models.prototypes import ClaimFile, PrototypeClaim
from programme.queries.firm_files import FileRow


def files_of(session: Session, prototype_ids: list[UUID]) -> dict[UUID, list[FileRow]]:
    """Return claim → its files, in the order in which they were added."""
    asked = (
        select(ClaimFile, StoredFile)
        .join(StoredFile, StoredFile.id == ClaimFile.file_id)
        .join(PrototypeClaim, PrototypeClaim.id == ClaimFile.claim_id)
        .where(PrototypeClaim.prototype_id.in_(prototype_ids))
        .order_by(ClaimFile.added_at, ClaimFile.id)
    )
    found: dict[UUID, list[FileRow]] = defaultdict(list)
    for row, kept in session.execute(asked) if prototype_ids else ():
        each = FileRow(row.id, row.kind, kept.name, kept.size, kept.digest)
        found[row.claim_id].append(each)
    return found
