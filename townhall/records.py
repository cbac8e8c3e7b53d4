"""Structured logs with a request id and nothing about people."""

from __future__ import annotations

import json
import logging
import secrets
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

log = logging.getLogger("townhall.requests")


class JsonLines(logging.Formatter):
    """One line of JSON a record; line breaks in a message cannot fake another record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return *record* as one line."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "said": record.getMessage(),
        }
        if has_request_context():
            said["request"] = g.get("request_id")
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said)


def init(app: Flask) -> None:
    """Number the requests of *app* and note each one: rule, status, milliseconds; no address."""
    if not logging.getLogger().handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(JsonLines())
        logging.basicConfig(level=logging.INFO, handlers=[handler])

    @app.before_request
    def number() -> None:
        g.request_id = secrets.token_hex(8)
        g.started = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        took = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
        rule = request.url_rule.rule if request.url_rule else "unknown"
        log.info("%s %s %s %.0f ms", request.method, rule, response.status_code, took)
        return response
