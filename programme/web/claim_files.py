"""Take in and hand out the files of a prototype's claims; a page that shows them asks here."""

from __future__ import annotations

from contextlib import closing
from uuid import UUID

from flask import Response, current_app, request
from flask_babel import gettext as _
from werkzeug.http import dump_options_header

from foundation.base.db import db
from foundation.base.errors import Invalid, Malformed, NotFound
from foundation.base.uploads.apart import made_anew
from foundation.base.uploads.parts import Unreadable
from foundation.base.work import work
from foundation.web.current import actor, now
from foundation.web.words import label
from programme.commands.claim_files import add_file
from programme.queries.claim_files import FileRow
from programme.queries.prototypes import PrototypePage
from programme.rules.claim_files import (
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

LARGEST_BODY = 25_000_000
"""So much is read, so that a file that is too large can be refused in words."""

MEGABYTE = 1_000_000
UPLOADS = "60 per hour; 200 per day"
APART = "sandbox; default-src 'none'"
"""Even if a browser took a file for a page, it could do nothing there."""

HOW = {FileKind.PICTURE: "picture", FileKind.DOCUMENT: "document"}


def take_file(seat_id: UUID, found: PrototypePage | None) -> None:
    """Make the file that was sent anew, and keep it with its claim.

    Raises:
        NotFound: there is no such claim.
        Invalid: the file cannot be taken, or it is not said what it shows.
        Conflict: the prototype was handed in.
    """
    claim_id = _claim_id()
    claims = {row.id: row for row in found.claims} if found else {}
    if claim_id not in claims:
        raise NotFound("There is no such claim.")
    title = checked_title(request.form.get("file_title", ""))
    content, name = _sent()
    may = may_take(content, name, len(claims[claim_id].files))
    kind = kind_of(content, name)
    if not may or kind is None:
        raise _wrong(REFUSALS[WhyNot(str(may.reason or WhyNot.KIND))])
    db.session.rollback()  # no transaction stays open while the file is made anew
    made = MadeFile(kind, title, _anew(kind, content))
    with work(db.session(), actor(), now()) as unit:
        add_file(unit, current_app.extensions["files"], seat_id, claim_id, made)


def served(found: PrototypePage | None, file_id: UUID) -> Response:
    """Answer with one file of a prototype that whoever asks may see.

    Raises:
        NotFound: it has no such file.
    """
    row = _of(found, file_id)
    media, ending = MEDIA[row.kind]
    try:
        with current_app.extensions["files"].open(row.digest) as content:
            answer = Response(content.read(), mimetype=media)
    except FileNotFoundError as gone:
        raise NotFound("There is no such file.") from gone
    shown = "inline" if row.kind is FileKind.PICTURE else "attachment"
    named = {"filename": f"evidence-{file_id.hex[:8]}.{ending}"}
    answer.headers["Content-Disposition"] = dump_options_header(shown, named)
    answer.headers["Content-Security-Policy"] = APART
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _of(found: PrototypePage | None, file_id: UUID) -> FileRow:
    for claim in found.claims if found else ():
        for row in claim.files:
            if row.id == file_id:
                return row
    raise NotFound("There is no such file.")


def _claim_id() -> UUID:
    try:
        return UUID(request.form.get("of_claim", ""))
    except ValueError:
        raise Malformed("Say which claim the file is of.") from None


def _sent() -> tuple[bytes, str]:
    given = request.files.get("file")
    if given is None:
        return b"", ""
    with closing(given):
        return bytes(given.read(LARGEST + 1)), given.filename or ""


def _anew(kind: FileKind, content: bytes) -> bytes:
    try:
        if kind is FileKind.TABLE:
            return table_anew(content)
        return made_anew(HOW[kind], content)[0].content
    except Unreadable as wrong:
        raise _wrong(label(wrong.reason)) from wrong
    except Invalid as wrong:
        raise _wrong(wrong.sentence) from wrong


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"file": sentence})


def size_words(row: FileRow) -> str:
    """Return how large a file is, as people say it."""
    if row.size < MEGABYTE:
        return str(_("%(size)s kB", size=max(1, round(row.size / 1000))))
    return str(_("%(size)s MB", size=round(row.size / MEGABYTE, 1)))
