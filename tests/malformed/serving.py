"""The service on the day of the tests' towns, for gunicorn: ``tests.malformed.serving:app``."""

from __future__ import annotations

from tests.clock import StandingClock
from townhall.app import create_app
from townhall.workers import consume_beside

app = create_app(clock=StandingClock())

if app.extensions["settings"].is_embedded:
    consume_beside(app)
