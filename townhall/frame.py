"""What the frame around every page shows: the council's name and colours, the language."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, g, make_response, render_template, request, url_for
from flask_babel import get_locale

from foundation.accounts.queries.authorities import Council
from foundation.accounts.web.here import current_council
from foundation.base.languages import language_of, unreviewed
from foundation.web import words
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from townhall.config import Settings
from townhall.languages import offered

bp = Blueprint("frame", __name__)


def init(app: Flask, settings: Settings, *vocabularies: words.Words) -> None:
    """Give every template of *app* what its frame reads."""
    words.init(app, *vocabularies)

    def frame() -> dict[str, Any]:
        council: Council | None = g.get("council")
        return {
            "language": language_of(str(get_locale() or "")),
            "languages": offered(),
            "unreviewed": unreviewed(),
            "is_demo": settings.demo or bool(council and council.is_demo),
            "logo_url": logo_url(council),
        }

    app.context_processor(frame)


def logo_url(council: Council | None) -> str | None:
    """Return the address of a council's logo, if it has one."""
    if council is None or council.logo_file_id is None:
        return None
    return url_for("settings.logo", file_id=council.logo_file_id)


@bp.get("/theme.css")
@anyone
def theme() -> Response:
    """Show the council's colours as a style sheet."""
    council = current_council()

    def made() -> Response:
        sheet = make_response(render_template("theme.css.j2", council=council))
        sheet.mimetype = "text/css"
        return sheet

    return fresh_while(request.path, council.brand_colour, council.accent_colour, make=made)
