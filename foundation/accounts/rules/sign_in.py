"""How long a sign-in lasts.

Source: OWASP ASVS 5.0 rows 7.3.1 and 7.3.2 (inactivity and absolute end of a session).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation.base.roles import STAFF, Role


@dataclass(frozen=True, slots=True)
class Lasting:
    """After how much silence, and at the latest when, a sign-in is over."""

    idle: timedelta
    at_most: timedelta | None = None


RESIDENTS = Lasting(idle=timedelta(days=30))
STAFF_LASTING = Lasting(idle=timedelta(minutes=30), at_most=timedelta(hours=12))

SEEN_EVERY = timedelta(minutes=1)
"""How exactly the time of the last visit is kept."""


def lasting(roles: Set[Role]) -> Lasting:
    """Return how long a person with *roles* stays signed in."""
    return STAFF_LASTING if roles & STAFF else RESIDENTS


def is_over(roles: Set[Role], *, started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Tell whether a sign-in has ended by itself."""
    rule = lasting(roles)
    too_long = rule.at_most is not None and now >= started_at + rule.at_most
    return too_long or now >= seen_at + rule.idle
