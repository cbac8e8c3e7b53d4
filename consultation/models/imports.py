"""Files of responses from other tools, and which of their rows became what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.imports import ImportState, Tool
from foundation.base.db import Model, key, one_of


class ResponseImport(Model):
    """One file that somebody handed in for a consultation.

    ``digest`` proves which file it was when the file itself is gone. ``columns`` says what each
    column was chosen for; ``refused`` holds [row, column, sentence, facts] for each row that was
    not taken. Of ``ready`` rows, of which ``before`` seemed to be here already when it was tried,
    ``done`` are behind us: ``added`` now, ``known`` from before.
    """

    __tablename__ = "response_import"
    __table_args__ = (
        CheckConstraint("done <= ready", name="done_of_ready"),
        CheckConstraint("added <= done AND known <= done", name="each_once"),
        Index("ix_response_import_latest", "consultation_id", "made_at", "id"),
        Index("ix_response_import_state", "state", "made_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    name: Mapped[str]
    digest: Mapped[str]
    tool: Mapped[Tool] = mapped_column(one_of(Tool))
    state: Mapped[ImportState] = mapped_column(one_of(ImportState))
    columns: Mapped[Any] = mapped_column(JSON)
    given_on: Mapped[date]
    refused: Mapped[Any] = mapped_column(JSON)
    ready: Mapped[int]
    before: Mapped[int]
    done: Mapped[int]
    added: Mapped[int]
    known: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID | None]
    finished_at: Mapped[datetime | None]


class ImportedRow(Model):
    """One row that was taken in; it stays when its comment is erased, so that it stays erased.

    ``key_digest`` is a keyed digest of the tool's id or of the row. ``item_id`` is the comment's
    id, and the response's where it holds answers.
    """

    __tablename__ = "imported_row"
    __table_args__ = (
        UniqueConstraint("consultation_id", "key_digest"),
        Index("ix_imported_row_item", "item_id"),
    )

    id: Mapped[UUID] = key()
    import_id: Mapped[UUID] = mapped_column(ForeignKey("response_import.id"), index=True)
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    key_digest: Mapped[str]
    item_id: Mapped[UUID]
    given_on: Mapped[date]
