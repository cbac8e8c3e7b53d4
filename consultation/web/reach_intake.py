"""The one place in which a request reaches the store of answers about people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app

from consultation.commands.reach.answers import Intake
from foundation.base.clock import london_day
from foundation.base.db import REACH, db
from foundation.base.reach import reach_session
from foundation.web.current import now


@contextmanager
def intake() -> Iterator[Intake]:
    """Open the store for this request, and commit at the end."""
    with reach_session(db.engines[REACH]) as session:
        yield Intake(session, root_key(), f"{london_day(now()):%Y-%m}")


def root_key() -> bytes:
    """Return the key that is kept in a file of its own, and in no store."""
    kept: bytes = current_app.extensions["reach_key"]
    return kept
