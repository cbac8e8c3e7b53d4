"""Keep the documents that an officer hands in, as long as a consultation names them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, func, insert, select

from consultation.commands.own import own_consultation, touch
from consultation.models.consultations import Document
from consultation.rules.attachments import AttachmentKind
from consultation.rules.document_files import ENDINGS, MEDIA, MOST_DOCUMENTS, address_of, file_in
from consultation.rules.documents import checked
from consultation.rules.drafts import DocumentDraft
from consultation.rules.words import in_one_line
from foundation.base.errors import Invalid
from foundation.base.files import Store, StoredFile, keep_file
from foundation.base.words import say
from foundation.base.work import Work


def add_document(
    work: Work,
    store: Store,
    consultation_id: UUID,
    kind: AttachmentKind,
    content: bytes,
    draft: DocumentDraft,
) -> str:
    """Keep a file that was made anew as the last document; return its address, not *draft*'s.

    Raises:
        NotFound: no such consultation.
        Invalid: it has no title, or there are twenty documents already.
    """
    own_consultation(work, consultation_id)
    mine = Document.consultation_id == consultation_id
    there = work.session.scalar(select(func.count()).where(mine)) or 0
    if there >= MOST_DOCUMENTS:
        wrong = say("A consultation has at most {most} documents.", most=MOST_DOCUMENTS)
        raise Invalid(wrong, fields={"documents": wrong})
    checked(replace(draft, url=address_of(uuid4(), kind)))
    file_id = keep_file(
        work, store, name=f"document.{ENDINGS[kind]}", media_type=MEDIA[kind], content=content
    )
    address = address_of(file_id, kind)
    row = document_row(consultation_id, there + 1, replace(draft, url=address), work.now)
    work.session.execute(insert(Document), [row])
    touch(work, consultation_id)
    return address


def let_go(work: Work, addresses: Collection[str]) -> None:
    """Forget the files behind *addresses* that no document of any consultation names any more."""
    ours = {address: file_id for address in addresses if (file_id := file_in(address))}
    if not ours:
        return
    named = set(work.session.scalars(select(Document.url).where(Document.url.in_(ours))))
    gone = [file_id for address, file_id in ours.items() if address not in named]
    own = StoredFile.authority_id == work.actor.authority_id
    work.session.execute(delete(StoredFile).where(own, StoredFile.id.in_(gone)))


def document_row(
    consultation_id: UUID, position: int, document: DocumentDraft, added_at: datetime
) -> dict[str, Any]:
    """Return what is kept of a checked document."""
    return {
        "id": uuid4(),
        "consultation_id": consultation_id,
        "position": position,
        "title": in_one_line(document.title),
        "kind": document.kind,
        "url": document.url,
        "alt": in_one_line(document.alt or "") or None,
        "added_at": added_at,
    }
