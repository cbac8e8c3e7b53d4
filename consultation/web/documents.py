"""Open the plans, reports and pictures that a council has put with its consultation."""

from __future__ import annotations

from flask import Blueprint, Response, request

from consultation.queries.document_files import opened_document
from consultation.rules.access import Can
from consultation.rules.document_files import file_in
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.words import say
from foundation.web.access import anyone
from foundation.web.current import actor
from foundation.web.kept_files import served

NO_SUCH = say("There is no such document.")

bp = Blueprint("documents", __name__)


@bp.get("/documents/<document>")
@anyone
def one(document: str) -> Response:
    """Serve one document; before its consultation opens, to who sets it up or signs it off."""
    file_id = file_in(request.path)
    if file_id is None:
        raise NotFound(NO_SUCH)
    found = opened_document(db.session(), current_council().id, file_id, request.path)
    is_theirs = actor().may(Can.CONSULTATION_WRITE) or actor().may(Can.CONSULTATION_SIGN_OFF)
    if found is None or not (found.is_for_anyone or is_theirs):
        raise NotFound(NO_SUCH)
    return served(found.digest, found.media_type, document, is_for_anyone=found.is_for_anyone)
