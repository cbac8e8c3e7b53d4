"""In which language a page is: what its reader has chosen, or what their browser asks for.

The choice is kept in a small cookie of its own, which nobody gets who does not choose.
"""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, refresh

from foundation.base.errors import NotFound
from foundation.base.languages import ENGLISH, LANGUAGES, Language
from foundation.web.access import anyone
from foundation.web.destinations import safe_next
from townhall.config import ROOT

bp = Blueprint("languages", __name__)

COOKIE = "language"
YEAR = 365 * 24 * 3600

IN_ENGLISH = (
    *(
        "/account",
        "/api",
        "/challenges",
        "/demo",
        "/desk",
        "/programme",
        "/reach",
        "/set-password",
        "/sign-in",
    ),
)
"""Pages that only staff, firms and programs read; not translated, and they say so in ``lang``."""


def init(app: Flask) -> None:
    """Let *app* speak each reader's language."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "templates" / "locale")
    Babel(app, locale_selector=reader_language)
    app.before_request(refresh)  # requests inside one app context would share the first's language


def offered() -> list[Language]:
    """Return the languages that one may choose on this page; none in a mail."""
    is_mail = not has_request_context()
    return [] if is_mail or request.path.startswith(IN_ENGLISH) else list(LANGUAGES.values())


def reader_language() -> str:
    """Return the code of the language in which this page is to be."""
    if not has_request_context() or request.path.startswith(IN_ENGLISH):
        return ENGLISH.code
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    asked = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((code for code in asked if code in LANGUAGES), ENGLISH.code)


@bp.get("/language/<code>")
@anyone
def choose(code: str) -> ResponseReturnValue:
    """Keep the reader's choice of language, and go back to the page they came from."""
    if code not in LANGUAGES:
        raise NotFound("We do not have this language. Choose one from the top of the page.")
    answer = redirect(safe_next(request.args.get("to"), "/"), 303)
    secure = current_app.extensions["settings"].is_secure
    answer.set_cookie(COOKIE, code, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer
