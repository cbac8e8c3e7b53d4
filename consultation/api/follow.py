"""What became of a comment, for whoever keeps its tracking code."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from consultation.api.blueprint import bp
from consultation.api.schemas import FOLLOW
from consultation.api.shown import as_fate
from consultation.queries.attachments import shown_attachments
from consultation.queries.comments import fate
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.references import code_digest
from foundation.web.access import anyone
from foundation.web.bodies import json_body
from foundation.web.current import actor, now, secret
from foundation.web.limits import limiter

NO_SUCH_CODE = "We know no such code. Check each character; letters and digits only count."


def _was_wrong(answer: Response) -> bool:
    return answer.status_code == NotFound.status


@bp.post("/follow")
@anyone
@limiter.shared_limit("10 per hour", scope="follow", deduct_when=_was_wrong)
def follow() -> ResponseReturnValue:
    """Exchange a tracking code for the comment's fate."""
    body = json_body(FOLLOW)
    digest = code_digest(secret(), body["tracking_code"])
    found = fate(db.session(), actor().authority_id, digest, now())
    if found is None:
        raise NotFound(NO_SUCH_CODE)
    files = shown_attachments(db.session(), [found.comment.id]).get(found.comment.id, ())
    return jsonify(as_fate(replace(found, comment=replace(found.comment, attachments=files))))
