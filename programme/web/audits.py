"""The audit extract of a challenge, for whoever checks it without us."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from foundation.accounts.web.here import current_council
from foundation.web.access import allow
from programme.rules.access import Can
from programme.web.asked import asked_challenge
from programme.web.audit_made import audit_files
from programme.web.pack_seals import sent_zip, zipped

bp = Blueprint("audits", __name__, url_prefix="/programme/challenges/<slug>/handover")


@bp.get("/audit.zip")
@allow(Can.AUDIT_EXTRACT)
def extract(slug: str) -> ResponseReturnValue:
    """Give every event of a challenge with what proves it."""
    found = asked_challenge(slug)
    name = f"{found.slug}-audit"
    return sent_zip(zipped(audit_files(current_council(), found), name), f"{name}.zip")
