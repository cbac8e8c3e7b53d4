"""The six digits that prove a second factor.

Source: RFC 6238 (time-based one-time passwords); OWASP ASVS 5.0 row 6.5.1 (each is used once).
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

import pyotp

STEP = 30
"""Seconds that one code stands."""

DRIFT = 1
"""Steps that a phone's clock may be off."""

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


def new_secret() -> str:
    """Return a secret for an authenticator app, 160 bits in base 32."""
    return pyotp.random_base32()


def address(secret: str, *, email: str, council: str) -> str:
    """Return the ``otpauth:`` address that an app reads from a QR code."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=email, issuer_name=council)


def step_of(secret: str, code: str, now: datetime, *, after: int | None) -> int | None:
    """Return the step whose code was typed, or None.

    A step up to and with *after*, the last one that was used, counts no more: whoever looked over
    a shoulder cannot use the same code again.
    """
    typed = "".join(code.split())
    present = int(now.timestamp()) // STEP
    app = pyotp.TOTP(secret, interval=STEP)
    for step in range(present - DRIFT, present + DRIFT + 1):
        right = app.generate_otp(step)
        if hmac.compare_digest(right.encode(), typed.encode("utf-8", "replace")) and (
            after is None or step > after
        ):
            return step
    return None


def code_at(secret: str, now: datetime) -> str:
    """Return the code that an app shows at *now*."""
    return pyotp.TOTP(secret, interval=STEP).generate_otp(int(now.timestamp()) // STEP)
