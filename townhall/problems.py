"""One answer to everything that goes wrong: a page for people, problem details for programs.

Source: RFC 9457 (problem details for HTTP APIs).
"""

from __future__ import annotations

import errno
import logging
import re
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    OperationalError,
    PendingRollbackError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from foundation.base.db import db
from foundation.base.errors import (
    Conflict,
    DomainError,
    Invalid,
    Malformed,
    NotAllowed,
    NotFound,
    SignInNeeded,
    TooLarge,
    TooMany,
    Unavailable,
    WrongType,
)
from foundation.base.words import say
from foundation.base.work import let_go
from foundation.web.words import translated
from townhall.kept_pages import as_it_was
from townhall.watching import metrics

log = logging.getLogger(__name__)

OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
"""Full, over its share, failing, or not to be written on."""

KEPT = 20_000
"""Characters of a refused form that its error page shows again, so that nothing is lost."""

SECRETS = re.compile("password|token|code$|key$")
"""Names of fields that are never shown again."""

NAMED: dict[int, type[DomainError]] = {
    error.status: error
    for error in (
        Malformed,
        SignInNeeded,
        NotAllowed,
        NotFound,
        Conflict,
        TooLarge,
        Invalid,
        TooMany,
        Unavailable,
        WrongType,
    )
}


def init(app: Flask) -> None:
    """Let *app* answer every error itself."""
    app.register_error_handler(DomainError, explain)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _from_werkzeug)
    for busy in (OperationalError, PendingRollbackError, PoolTimeout):
        app.register_error_handler(busy, _busy)
    for refused in (DataError, IntegrityError, UnicodeError, OverflowError, RecursionError):
        app.register_error_handler(refused, _unreadable)
    app.register_error_handler(Exception, _unforeseen)


def explain(error: DomainError) -> Response:
    """Answer *error* in the form that the caller asked for."""
    let_go(db.session())
    response = _as_problem(error) if _wants_json() else _as_page(error)
    response.status_code = error.status
    response.headers["Cache-Control"] = "no-store"
    return response


def _wants_json() -> bool:
    return request.path.startswith("/api/") or request.path == "/health"


def _as_problem(error: DomainError) -> Response:
    body: dict[str, Any] = {
        **error.facts,
        "type": "about:blank",
        "title": error.title,
        "status": error.status,
        "detail": str(error),
        "instance": f"urn:request:{g.get('request_id', '')}",
    }
    if error.fields:
        body["errors"] = [
            {"field": name, "detail": detail} for name, detail in error.fields.items()
        ]
    response = jsonify(body)
    response.mimetype = "application/problem+json"
    return response


def _as_page(error: DomainError) -> Response:
    page = render_template(
        "errors/problem.html",
        title=translated(error.title),
        message=translated(error.sentence),
        fields={name: translated(sentence) for name, sentence in error.fields.items()},
        status=error.status,
        kept=_typed(),
        request_id=g.get("request_id", ""),
    )
    return current_app.make_response(page)


def _typed() -> list[tuple[str, str]]:
    """Return what was typed into the form; nothing where it was too large to be read at all."""
    try:
        form = request.form.items()
    except HTTPException:
        return []
    return [
        (name, value[:KEPT])
        for name, value in form
        if name and len(value.strip()) > 1 and not SECRETS.search(name)
    ]


def _from_werkzeug(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:  # noqa: PLR2004  a redirect, not an error
        return current_app.make_response(error.get_response())
    named = NAMED.get(error.code, DomainError)(_SENTENCES.get(error.code, ""))
    named.status = error.code
    answer = explain(named)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


_SENTENCES = {
    404: say("Check the address, or start from the list of consultations."),
    405: say("This page cannot be used in that way."),
    413: say("Send less at once: text up to 10,000 characters, files up to 10 MB."),
    429: say("Wait a little, then try again."),
}


def _stale_form(_error: CSRFError) -> Response:
    return explain(
        Malformed("This form was open for too long or in another window. Open it and send again.")
    )


def _busy(error: Exception) -> Response:
    metrics.AWAY.inc()
    log.warning("database or disk away: %s", type(error).__name__)
    let_go(db.session())
    known = as_it_was()
    if known is not None:
        return known
    return explain(Unavailable("Nothing was lost. Wait a few seconds, then send it again."))


def _unreadable(error: Exception) -> Response:
    log.warning("refused by a lower layer: %s", type(error).__name__)
    return explain(Malformed("Something in it cannot be stored. Check for unusual characters."))


def _passes(error: Exception) -> bool:
    """Tell whether it is the machine that is unwell, so that a later try may succeed."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated
    return isinstance(error, OSError) and error.errno in OF_THE_DISK


def _unforeseen(error: Exception) -> Response:
    if _passes(error):
        return _busy(error)
    log.exception("unforeseen error")

    class Unforeseen(DomainError):
        status = 500
        title = say("Something went wrong on our side")

    return explain(Unforeseen(say("It is not your fault. We have a record of it.")))
