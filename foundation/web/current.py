"""Who is asking, and when: what commands need from a request."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from flask import current_app, g

from foundation.base.actor import Actor
from foundation.base.clock import Clock
from foundation.base.roles import Role


def actor() -> Actor:
    """Return who acts in this request; a visitor is an actor with no person and no rights."""
    return cast(Actor, g.actor)


def rights_of(roles: Iterable[Role]) -> frozenset[str]:
    """Return all that *roles* together may do, by the one policy table."""
    policy = current_app.extensions["policy"]
    return frozenset().union(*(policy[role] for role in roles))


def now() -> datetime:
    """Return the present instant, by the clock that the app was made with."""
    clock: Clock = current_app.extensions["clock"]
    return clock()


def secret() -> bytes:
    """Return the deployment's secret, from which keyed digests are made."""
    return str(current_app.secret_key).encode()
