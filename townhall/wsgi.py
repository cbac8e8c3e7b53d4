"""What gunicorn serves; the embedded deployment works its own jobs."""

from __future__ import annotations

from townhall.app import create_app
from townhall.config import Settings
from townhall.watching.serving import serve_beside
from townhall.workers import consume_beside

app = create_app()

_settings: Settings = app.extensions["settings"]
if _settings.is_embedded:
    consume_beside(app)
    serve_beside(app, _settings)
