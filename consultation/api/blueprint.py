"""The one blueprint that every route of ``/api/v1`` hangs on."""

from __future__ import annotations

from flask import Blueprint

from foundation.web.forms import csrf

bp = Blueprint("api_v1", __name__, url_prefix="/api/v1")
csrf.exempt(bp)
