"""Take likely personal data out of the answers before anything is sent."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from consultation.rules.unsent import Step, Unsent
from consultation.web.consultations import public_consultation
from consultation.web.giving.mirror import shown_finds, taken_out
from consultation.web.giving.walk import MANY, bp, closed_now, save, what_is_kept
from foundation.web.access import anyone
from foundation.web.limits import limiter


@bp.post("/take-out")
@anyone
@limiter.limit(MANY)
def take_out(slug: str) -> ResponseReturnValue:
    """Take likely personal data out of the answers, or leave it in, and show them again."""
    named = public_consultation(slug)
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept), 409
    if kept is None or request.form.get("revision") != str(kept.revision):
        return redirect(url_for(".check", slug=slug), 303)
    finds = shown_finds(kept.answers)
    out, stays = request.form.get("out"), request.form.get("leave")
    if out:
        changed = taken_out(kept.answers, [each for each in finds if out in {"all", each.name}])
        save(named, Step.COMMENT, _words(changed))
    elif stays:
        left = (each.find.quoted for each in finds if stays == each.name)
        save(named, Step.COMMENT, {"left_in": (*kept.answers.left_in, *left)})
    return redirect(url_for(".check", slug=slug, _anchor="found"), 303)


def _words(unsent: Unsent) -> dict[str, Any]:
    return {
        "text": unsent.text,
        "place": unsent.place,
        "display_name": unsent.display_name,
    }
