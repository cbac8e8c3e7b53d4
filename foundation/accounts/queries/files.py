"""Files that a council keeps."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.files import StoredFile


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file: what it is called and where its bytes are."""

    name: str
    media_type: str
    digest: str


def file_of(session: Session, authority_id: UUID, file_id: UUID) -> KeptFile | None:
    """Return one file of one council, or None."""
    wanted = select(StoredFile).where(
        StoredFile.id == file_id, StoredFile.authority_id == authority_id
    )
    row = session.scalars(wanted).first()
    return KeptFile(row.name, row.media_type, row.digest) if row else None
