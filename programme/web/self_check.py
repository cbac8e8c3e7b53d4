"""Can our firm take part? A check for everybody; nothing of it is kept."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation.base.errors import NotFound
from foundation.web.access import anyone
from programme.rules.challenges import is_public
from programme.rules.eligibility import ASKED, HELP, Ground, not_met
from programme.web.asked import asked_challenge

bp = Blueprint("self_check", __name__, url_prefix="/challenges/<slug>/self-check")


@bp.get("")
@anyone
def page(slug: str) -> ResponseReturnValue:
    """Ask six questions, and say what the answers in the address come to."""
    found = asked_challenge(slug)
    if not is_public(found.at):
        raise NotFound("There is no such challenge.")
    given = {
        ground: request.args[ground.value] == "yes"
        for ground in Ground
        if request.args.get(ground.value) in {"yes", "no"}
    }
    return render_template(
        "programme/firms/self_check.html",
        challenge=found,
        grounds=[(ground, ASKED[ground], given.get(ground)) for ground in Ground],
        is_whole=len(given) == len(Ground),
        is_sent=bool(request.args),
        short=[(ground, ASKED[ground], HELP[ground]) for ground in not_met(given)],
    )
