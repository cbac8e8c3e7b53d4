"""One line of log a record, with a request number and nothing about people.

No line holds an address, a body, a code, a name or the message of an exception, which may quote
what somebody has typed. Line breaks and other control characters cannot fake another record.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

from townhall.config import Settings
from townhall.watching import metrics
from townhall.watching.errands import Errand, begin

log = logging.getLogger("townhall.requests")

OURS = ("townhall", "programme", "consultation", "questions", "geo", "foundation")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
GIVEN = re.compile(r"[0-9a-f]{8}[0-9a-f-]{8,28}")
"""A number that a proxy may give a request: hexadecimal, so that no word fits in."""

PLAIN = re.compile(r"[\w./<>:+-]+", re.ASCII)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return *record* as one line of ASCII."""
        said: dict[str, object] = {
            "at": _at(record),
            "level": record.levelname,
            "from": record.name,
            "said": record.getMessage(),
            **_facts(record),
        }
        if trace := list(_trace(record)):
            said["trace"] = trace
        return json.dumps(said)


class TextLines(logging.Formatter):
    """The same for people who watch a terminal; a trace follows, each line indented."""

    def format(self, record: logging.LogRecord) -> str:
        """Return *record* as one line of ASCII, and its trace."""
        said = record.getMessage().encode("unicode_escape").decode()
        facts = (f"{name}={_plain(value)}" for name, value in _facts(record).items())
        head = " ".join((_at(record)[11:23], record.levelname, record.name, said, *facts))
        return "\n    ".join((head, *_trace(record)))


FORMATS: dict[str, type[logging.Formatter]] = {"json": JsonLines, "text": TextLines}


def init(app: Flask, settings: Settings) -> None:
    """Number the requests of *app*, count each and note it: route, status, milliseconds."""
    if not logging.getLogger().handlers:
        write_to(logging.StreamHandler(), settings.log_format)

    @app.before_request
    def number() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        g.errand = begin(_route())
        g.started = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        errand = g.get("errand") or Errand(_route())
        took = time.perf_counter() - g.get("started", time.perf_counter())
        metrics.count_request(errand, _method(), response.status_code, took)
        line = f"{_method()} {errand.name} {response.status_code}"
        log.info("%s", line, extra={"facts": _costs(errand, response.status_code, took)})
        return response


def write_to(handler: logging.Handler, log_format: str) -> None:
    """Let *handler* have every record of ours, and the warnings of other packages."""
    handler.setFormatter(FORMATS[log_format]())
    logging.getLogger().addHandler(handler)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


def _costs(errand: Errand, status: int, took: float) -> dict[str, object]:
    council, who = g.get("council"), g.get("actor")
    return {
        "route": errand.name,
        "method": _method(),
        "status": status,
        "ms": round(took * 1000, 1),
        "queries": errand.statements,
        "db_ms": round(errand.seconds * 1000, 1),
        "authority": council.slug if council else None,
        "roles": sorted(who.roles) if who else [],
    }


def _route() -> str:
    return request.url_rule.rule if request.url_rule else "unknown"


def _method() -> str:
    return request.method if request.method in METHODS else "OTHER"


def _at(record: logging.LogRecord) -> str:
    instant = datetime.fromtimestamp(record.created, UTC)
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _facts(record: logging.LogRecord) -> dict[str, object]:
    facts = dict(getattr(record, "facts", {}))
    if has_request_context() and (number := g.get("request_id")):
        facts["request"] = number
    return facts


def _trace(record: logging.LogRecord) -> Iterator[str]:
    """Yield where an exception and those behind it came from, without what they say."""
    error = record.exc_info[1] if record.exc_info else None
    while error is not None:
        yield type(error).__qualname__
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"at {frame.filename}:{frame.lineno} {frame.name}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _plain(value: object) -> str:
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if PLAIN.fullmatch(text) else json.dumps(text)
