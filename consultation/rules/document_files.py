"""Documents that a council keeps with us: the address says which file it is, and of what kind."""

from __future__ import annotations

import re
from uuid import UUID

from consultation.rules.attachments import AttachmentKind

MOST_DOCUMENTS = 20
ENDINGS = {AttachmentKind.PICTURE: "jpg", AttachmentKind.DOCUMENT: "pdf"}
MEDIA = {AttachmentKind.PICTURE: "image/jpeg", AttachmentKind.DOCUMENT: "application/pdf"}
_OURS = re.compile(r"/documents/([0-9a-f]{32})\.(?:jpg|pdf)")


def address_of(file_id: UUID, kind: AttachmentKind) -> str:
    """Return where a file is read; pages know by the ending whether they can show it."""
    return f"/documents/{file_id.hex}.{ENDINGS[kind]}"


def file_in(address: str) -> UUID | None:
    """Return which of our files *address* leads to, or None where it leads elsewhere."""
    found = _OURS.fullmatch(address)
    return UUID(found[1]) if found else None
