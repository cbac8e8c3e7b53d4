"""What the database remembers of a stored file; the bytes lie elsewhere."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class StoredFile(Model):
    """One file of one council; ``digest`` (SHA-256) is both its place and its proof."""

    __tablename__ = "stored_file"

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime]
