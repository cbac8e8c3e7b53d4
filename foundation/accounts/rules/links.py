"""Links that prove an e-mail address once."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Purpose(StrEnum):
    """What a one-time link lets its holder do."""

    SIGN_IN = "sign_in"
    INVITATION = "invitation"
    RESET = "reset"


LASTS: dict[Purpose, timedelta] = {
    Purpose.SIGN_IN: timedelta(minutes=15),
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(minutes=15),
}
"""How long a link works, by purpose (OWASP ASVS 5.0 6.5.5: short-lived and single use)."""
