"""How a file that somebody handed in is sent: apart from our pages, whatever is in it."""

from __future__ import annotations

from flask import Response
from werkzeug.http import dump_options_header

from foundation.web.caching import FOR_EVER

APART = "sandbox; default-src 'none'"
"""Even if a browser took a file for a page, it could do nothing there."""


def served(content: bytes, media_type: str, name: str, *, is_for_anyone: bool) -> Response:
    """Answer with a picture to be shown, or anything else to be kept under *name*.

    Browsers may keep it only if anybody may open it.
    """
    shown = "inline" if media_type.startswith("image/") else "attachment"
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = dump_options_header(shown, {"filename": name})
    answer.headers["Content-Security-Policy"] = APART
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if is_for_anyone:
        answer.headers["Cache-Control"] = FOR_EVER
    return answer
