"""What browsers and proxies may keep, and for how long."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

FOR_EVER = "public, max-age=31536000, immutable"
"""For what has another address as soon as it is another thing."""


def fresh_while(*versions: object, make: Callable[[], ResponseReturnValue]) -> Response:
    """Answer 304 while *versions* are what the browser has seen, else what *make* returns.

    The answer may be kept, but has to be checked at each use.
    """
    tag = hashlib.sha256(repr(versions).encode()).hexdigest()[:24]
    known = tag in request.if_none_match
    response = Response(status=304) if known else make_response(make())
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(["Cookie", "Accept-Language"])
    return response
