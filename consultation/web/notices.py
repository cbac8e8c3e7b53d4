"""Pages that every service owes its readers: how it treats them, and whom to turn to."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from consultation.rules.material_considerations import GROUNDS
from consultation.rules.other_matters import MATTERS
from consultation.web.coach_labels import GOES_TO, TIPS
from consultation.web.coach_labels import GROUNDS as GROUND_WORDS
from consultation.web.coach_labels import MATTERS as MATTER_WORDS
from consultation.web.labels import PUBLISHED
from foundation.accounts.rules.authorities import Moderating
from foundation.accounts.web.here import current_council
from foundation.web.access import anyone
from geo.web.basemaps import basemap

bp = Blueprint("notices", __name__)


@bp.get("/privacy")
@anyone
def privacy() -> ResponseReturnValue:
    """Say what is kept about people, and what is not."""
    return _notice("privacy")


@bp.get("/accessibility")
@anyone
def accessibility() -> ResponseReturnValue:
    """Say who can use this service and where it still fails."""
    return _notice("accessibility")


@bp.get("/house-rules")
@anyone
def house_rules() -> ResponseReturnValue:
    """Say what is not shown, and who decides."""
    return _notice("house_rules")


@bp.get("/contact")
@anyone
def contact() -> ResponseReturnValue:
    """Say how to reach the council."""
    return _notice("contact")


@bp.get("/cookies")
@anyone
def cookies() -> ResponseReturnValue:
    """Say which cookies there are, and why."""
    return _notice("cookies")


@bp.get("/how-planners-decide")
@anyone
def planners() -> ResponseReturnValue:
    """Show every rule of the coach, with its source."""
    page = render_template(
        "consultation/notices/planners.html",
        grounds=[(rule, GROUND_WORDS[rule.ground], TIPS[rule.ground]) for rule in GROUNDS],
        matters=[(rule, MATTER_WORDS[rule.matter], GOES_TO[rule.matter]) for rule in MATTERS],
    )
    return Response(page, headers={"Cache-Control": "no-cache"})


def _tiles() -> str | None:
    """Return the host that map pictures come from, where it is not ours."""
    address = basemap().tile_url
    return urlsplit(address.replace("{s}", "a")).netloc if address else None


def _notice(name: str) -> Response:
    council = current_council()
    page = render_template(
        f"consultation/notices/{name}.html",
        council=council,
        tiles=_tiles(),
        published=PUBLISHED[council.publishing],
        checks_first=council.moderating is Moderating.BEFORE,
    )
    return Response(page, headers={"Cache-Control": "no-cache"})
