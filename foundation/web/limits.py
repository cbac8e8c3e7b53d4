"""How often one caller may ask.

The caller is a keyed digest of the network address, under a key that changes daily; no address
is ever stored.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

from flask import request
from flask_limiter import Limiter

from foundation.base.clock import london_day
from foundation.web.current import now, secret


def caller() -> str:
    """Return today's digest of the address that asks."""
    return _today(request.remote_addr or "")


def per(field: str) -> Callable[[], str]:
    """Return a key for limits on what was typed into *field*, such as one account's address."""
    return lambda: _today(f"{field} {request.form.get(field, '').strip().lower()}")


def _today(about: str) -> str:
    key = hmac.digest(secret(), f"limits {london_day(now())}".encode(), hashlib.sha256)
    said = about.encode("utf-8", "surrogatepass")
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:32]


limiter = Limiter(
    key_func=caller,
    default_limits=["600 per minute"],
    in_memory_fallback_enabled=True,
    # Of two that wait when Redis goes silent, the library lets one fall back and the other fail.
    swallow_errors=True,
    headers_enabled=True,
)
