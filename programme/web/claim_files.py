"""Take in and hand out the files of a prototype's claims; a page that shows them asks here."""

from __future__ import annotations

from uuid import UUID

from flask import Response, current_app, request

from foundation.base.db import db
from foundation.base.errors import Malformed, NotFound
from foundation.base.refusals import agree
from foundation.base.work import work
from foundation.web.current import actor, now
from programme.commands.claim_files import add_file
from programme.queries.prototypes import PrototypePage
from programme.rules.claim_files import REFUSALS, may_add
from programme.web.firm_files import sent_file, served


def take_file(seat_id: UUID, found: PrototypePage | None) -> None:
    """Make the file that was sent anew, and keep it with its claim.

    Raises:
        NotFound: there is no such claim.
        Invalid: the file cannot be taken, or it is not said what it shows.
        Conflict: the prototype was handed in, or the claim has as many files as can be.
    """
    claim_id = _claim_id()
    claims = {row.id: row for row in found.claims} if found else {}
    if claim_id not in claims:
        raise NotFound("There is no such claim.")
    agree(may_add(len(claims[claim_id].files)), REFUSALS)
    made = sent_file("file", "file_title")
    with work(db.session(), actor(), now()) as unit:
        add_file(unit, current_app.extensions["files"], seat_id, claim_id, made)


def evidence_of(found: PrototypePage | None, file_id: UUID) -> Response:
    """Answer with one file of a prototype that whoever asks may see.

    Raises:
        NotFound: it has no such file.
    """
    for claim in found.claims if found else ():
        for row in claim.files:
            if row.id == file_id:
                return served(row, "evidence")
    raise NotFound("There is no such file.")


def _claim_id() -> UUID:
    try:
        return UUID(request.form.get("of_claim", ""))
    except ValueError:
        raise Malformed("Say which claim the file is of.") from None
