"""Which council this request is for."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from flask import current_app, g, request

from foundation.accounts.queries.authorities import Council, council_at
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.row_security import keep_to


def find_council() -> None:
    """Remember the council whose host name was asked for, and show no other's rows from here on.

    Raises:
        NotFound: no council answers at this name.
    """
    host = request.host.rsplit(":", 1)[0] if request.host.count(":") == 1 else request.host
    council = council_at(db.session(), _known(host.strip("[]")))
    if council is None:
        raise NotFound("No council has been set up at this address.")
    g.council = council
    keep_to(db.session(), council.id)


def _known(host: str) -> str:
    """Return *host*, or the name of this machine where *host* is what PUBLIC_URL names.

    Both mean the council that was set up first.
    """
    public = urlsplit(current_app.extensions["settings"].public_url or "")
    return "localhost" if host.lower() == public.hostname else host


def current_council() -> Council:
    """Return the council of this request."""
    return cast(Council, g.council)
