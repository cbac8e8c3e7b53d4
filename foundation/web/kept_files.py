"""How a file that somebody handed in is sent: apart from our pages, whatever is in it."""

from __future__ import annotations

from flask import Response, current_app
from werkzeug.http import dump_options_header

from foundation.base.errors import NotFound
from foundation.base.words import say
from foundation.web.caching import FOR_EVER

APART = "sandbox; default-src 'none'"
"""Even if a browser took a file for a page, it could do nothing there."""


def served(digest: str, media_type: str, name: str, *, is_for_anyone: bool = False) -> Response:
    """Answer with a picture to be shown, or anything else to be kept under *name*.

    Browsers may keep it only if anybody may open it.

    Raises:
        NotFound: its content has gone.
    """
    try:
        with current_app.extensions["files"].open(digest) as content:
            answer = Response(content.read(), mimetype=media_type)
    except FileNotFoundError as gone:
        raise NotFound(say("There is no such file.")) from gone
    shown = "inline" if media_type.startswith("image/") else "attachment"
    answer.headers["Content-Disposition"] = dump_options_header(shown, {"filename": name})
    answer.headers["Content-Security-Policy"] = APART
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if is_for_anyone:
        answer.headers["Cache-Control"] = FOR_EVER
    return answer
