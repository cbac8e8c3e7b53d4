"""What a page needs to know of a file that a firm handed in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from programme.rules.firm_files import FileKind


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file: what it shows, and how large it is."""

    id: UUID
    kind: FileKind
    title: str
    size: int
    digest: str
