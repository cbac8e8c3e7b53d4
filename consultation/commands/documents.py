"""Say which documents belong to a consultation."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select

from consultation.commands.document_files import document_row, let_go
from consultation.commands.own import own_consultation, touch
from consultation.models.consultations import Document
from consultation.rules.documents import checked
from consultation.rules.drafts import DocumentDraft
from foundation.base.work import Work


def set_documents(work: Work, consultation_id: UUID, documents: Sequence[DocumentDraft]) -> None:
    """Let a consultation have exactly *documents*, in this order.

    Raises:
        NotFound: no such consultation.
        Invalid: one has no title, or an address that a browser should not open.
    """
    own_consultation(work, consultation_id)
    rows = [
        document_row(consultation_id, position, checked(document), work.now)
        for position, document in enumerate(documents, 1)
    ]
    mine = Document.consultation_id == consultation_id
    before = set(work.session.scalars(select(Document.url).where(mine)))
    work.session.execute(delete(Document).where(mine))
    if rows:
        work.session.execute(insert(Document), rows)
    let_go(work, before - {document.url for document in documents})
    touch(work, consultation_id)
