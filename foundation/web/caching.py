"""What browsers and proxies may keep, and for how long."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from flask import Response, current_app, make_response, request
from flask.typing import ResponseReturnValue

from foundation.web.made_pages import MadePages

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


def page_while(*versions: object, make: Callable[[], ResponseReturnValue]) -> Response:
    """Answer like ``fresh_while``, and give all visitors without a cookie the same made page.

    For pages on which *versions* decide every byte. A cookie may hold a language, a message or who
    somebody is, so whoever sends one gets a page made for them. The proxy in front may give the
    page to others for a moment; a part that is asked for because something changed is never old.
    """
    if request.cookies:
        return fresh_while(*versions, make=make)
    kept: MadePages = current_app.extensions["made_pages"]
    tag = hashlib.sha256(repr((request.host, versions)).encode()).hexdigest()

    def made() -> ResponseReturnValue:
        page = kept.get(tag)
        if page is None:
            page = make_response(make()).get_data()
            kept.put(tag, page)
        return Response(page, mimetype="text/html")

    answer = fresh_while(*versions, make=made)
    return answer if "part" in request.args else for_a_moment(answer)


def for_a_moment(answer: Response) -> Response:
    """Let the proxy in front answer everybody without a cookie with it, for less than two seconds.

    nginx reads the header, counts in whole seconds, and takes it away; browsers have to ask at each
    use as before.
    """
    if not request.cookies and not request.headers.get("Authorization"):
        answer.headers["X-Accel-Expires"] = "1"
    return answer
