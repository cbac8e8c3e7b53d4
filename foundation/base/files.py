"""Files that people hand in: the bytes lie in a store, a row remembers what they are.

A store knows a file by the SHA-256 digest of its bytes, which is both its place and its proof.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID, uuid4

from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key
from foundation.base.work import Work


class StoredFile(Model):
    """One file of one council."""

    __tablename__ = "stored_file"

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime]


class Store(Protocol):
    """Where bytes lie."""

    def put(self, content: bytes) -> str:
        """Keep *content*; return the digest that opens it again."""

    def open(self, digest: str) -> BinaryIO:
        """Return the bytes with *digest* for reading."""

    def drop(self, digest: str) -> None:
        """Forget the bytes with *digest*; do nothing if they are gone."""

    def old(self, before: datetime) -> Iterator[str]:
        """Yield the digest of everything that nobody has put since *before*."""

    def drop_old(self, digest: str, before: datetime) -> None:
        """Forget the bytes with *digest*, unless somebody has put them again since *before*."""


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Keeps files in a folder of this machine."""

    root: Path

    def put(self, content: bytes) -> str:
        """Write *content* beside its place, then move it there, so that nobody reads half."""
        digest = hashlib.sha256(content).hexdigest()
        place = self._place(digest)
        try:
            os.utime(place)
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh = place.with_suffix(f".{uuid4().hex}")
            fresh.write_bytes(content)
            fresh.replace(place)
        return digest

    def open(self, digest: str) -> BinaryIO:
        """Open the file with *digest*."""
        return self._place(digest).open("rb")

    def drop(self, digest: str) -> None:
        """Remove the file with *digest*."""
        self._place(digest).unlink(missing_ok=True)

    def old(self, before: datetime) -> Iterator[str]:
        """Yield what was put before then and not again; what is half written is no file yet."""
        for place in self.root.glob("??/*"):
            if not place.suffix and place.stat().st_mtime < before.timestamp():
                yield place.name

    def drop_old(self, digest: str, before: datetime) -> None:
        """Move the file aside, look once more how old it is, and only then remove it."""
        place = self._place(digest)
        aside = place.with_suffix(".going")
        place.rename(aside)
        if aside.stat().st_mtime < before.timestamp():
            aside.unlink()
        else:
            aside.replace(place)

    def _place(self, digest: str) -> Path:
        return self.root / digest[:2] / digest


def keep_file(work: Work, store: Store, *, name: str, media_type: str, content: bytes) -> UUID:
    """Put *content* into *store* and remember it for the actor's council; return its id."""
    row = StoredFile(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        name=name,
        media_type=media_type,
        size=len(content),
        digest=store.put(content),
        created_at=work.now,
    )
    work.session.add(row)
    return row.id
