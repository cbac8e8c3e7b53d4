"""Say which documents belong to a consultation."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from sqlalchemy import delete, insert

from consultation.commands.own import own_consultation, touch
from consultation.models.consultations import Document
from consultation.rules.drafts import DocumentDraft
from consultation.rules.easy_read import LONGEST_ALT
from consultation.rules.words import in_one_line, says_something
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.work import Work


def set_documents(work: Work, consultation_id: UUID, documents: Sequence[DocumentDraft]) -> None:
    """Let a consultation have exactly *documents*, in this order.

    Raises:
        NotFound: no such consultation.
        Invalid: one has no title, or an address that a browser should not open.
    """
    own_consultation(work, consultation_id)
    for document in documents:
        _check(document)
    work.session.execute(delete(Document).where(Document.consultation_id == consultation_id))
    rows = [
        {
            "id": uuid4(),
            "consultation_id": consultation_id,
            "position": position,
            "title": in_one_line(document.title),
            "kind": document.kind,
            "url": document.url,
            "alt": in_one_line(document.alt or "") or None,
            "added_at": work.now,
        }
        for position, document in enumerate(documents, 1)
    ]
    if rows:
        work.session.execute(insert(Document), rows)
    touch(work, consultation_id)


def _check(document: DocumentDraft) -> None:
    if len(document.alt or "") > LONGEST_ALT:
        wrong = say("Describe a picture in at most {most} characters.", most=LONGEST_ALT)
        raise Invalid(wrong, fields={"documents": wrong})
    if not says_something(document.title):
        raise Invalid("Give each document a title.", fields={"documents": "A title is missing."})
    try:
        parts = urlsplit(document.url)
    except ValueError:
        parts = urlsplit("")
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    if not (is_ours or (parts.scheme in {"http", "https"} and parts.netloc)):
        raise Invalid(
            "A document needs an address that begins with https://.",
            fields={"documents": f"{in_one_line(document.title)}: this address cannot be opened."},
        )
