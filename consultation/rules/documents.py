"""What a document of a consultation needs: a title, and an address that a browser may open."""

from __future__ import annotations

from urllib.parse import urlsplit

from consultation.rules.drafts import DocumentDraft
from consultation.rules.easy_read import LONGEST_ALT
from consultation.rules.words import in_one_line, says_something
from foundation.base.errors import Invalid
from foundation.base.words import say


def checked(document: DocumentDraft) -> DocumentDraft:
    """Return *document* as it was given.

    Raises:
        Invalid: it has no title, says too much of a picture, or has an address that a browser
            should not open.
    """
    if len(document.alt or "") > LONGEST_ALT:
        wrong = say("Describe a picture in at most {most} characters.", most=LONGEST_ALT)
        raise Invalid(wrong, fields={"documents": wrong})
    if not says_something(document.title):
        raise Invalid(
            "Give each document a title.", fields={"documents": say("A title is missing.")}
        )
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
    return document
