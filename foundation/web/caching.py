"""What browsers and proxies may keep, and for how long."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

FOR_EVER = "public, max-age=31536000, immutable"
"""For what has another address as soon as it is another thing."""


PERSONAL = ("Cookie", "Accept-Language")
"""What an answer depends on that is made for who asks."""


def fresh_while(
    *versions: object, make: Callable[[], ResponseReturnValue], vary: Iterable[str] = PERSONAL
) -> Response:
    """Answer 304 while *versions* are what the browser has seen, else what *make* returns.

    The answer may be kept, but has to be checked at each use. *vary* names the headers that it
    depends on beside them.
    """
    tag = hashlib.sha256(repr(versions).encode()).hexdigest()[:24]
    known = tag in request.if_none_match
    response = Response(status=304) if known else make_response(make())
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(vary)
    return response
