"""Read the files that firms send, make them anew, and hand them out again."""

from __future__ import annotations

from contextlib import closing

from flask import Response, request
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.uploads.apart import made_anew
from foundation.base.uploads.parts import Unreadable
from foundation.web import kept_files
from foundation.web.words import label
from programme.queries.firm_files import FileRow
from programme.rules.firm_files import (
    LARGEST,
    MEDIA,
    REFUSALS,
    FileKind,
    MadeFile,
    WhyNot,
    checked_title,
    kind_of,
    may_take,
    table_anew,
)

MEGABYTE = 1_000_000
UPLOADS = "60 per hour; 200 per day"


def sent_file(field: str, title_field: str) -> MadeFile:
    """Read the file that was sent under *field*, and make it anew.

    Raises:
        Invalid: the file cannot be taken, or it is not said what it shows.
    """
    content, name = _sent(field)
    may, kind = may_take(content, name), kind_of(content, name)
    if not may or kind is None:
        raise Invalid(said := REFUSALS[WhyNot(str(may.reason))], fields={field: said})
    title = checked_title(request.form.get(title_field, ""), title_field)
    db.session.rollback()  # no transaction stays open while the file is made anew
    return MadeFile(kind, title, _anew(kind, content, field))


def served(row: FileRow, name: str) -> Response:
    """Answer with a file that whoever asks may see; it is saved under *name*.

    Raises:
        NotFound: its content has gone.
    """
    media, ending = MEDIA[row.kind]
    return kept_files.served(row.digest, media, f"{name}-{row.id.hex[:8]}.{ending}")


def _sent(field: str) -> tuple[bytes, str]:
    given = request.files.get(field)
    if given is None:
        return b"", ""
    with closing(given):
        return bytes(given.read(LARGEST + 1)), given.filename or ""


def _anew(kind: FileKind, content: bytes, field: str) -> bytes:
    try:
        if kind is FileKind.TABLE:
            return table_anew(content)
        return made_anew(kind.value, content)[0].content
    except Unreadable as wrong:
        raise Invalid(said := label(wrong.reason), fields={field: said}) from wrong
    except Invalid as wrong:
        raise Invalid(wrong.sentence, fields={field: wrong.sentence}) from wrong


def size_words(row: FileRow) -> str:
    """Return how large a file is, as people say it."""
    if row.size < MEGABYTE:
        return str(_("%(size)s kB", size=max(1, round(row.size / 1000))))
    return str(_("%(size)s MB", size=round(row.size / MEGABYTE, 1)))
