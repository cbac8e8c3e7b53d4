"""The queue that wakes readers; losing it loses time, never an event."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from huey import Huey, RedisHuey, SqliteHuey

PATIENCE = 2
"""Seconds for which Redis may be silent; a worker that waits for a task asks anew each second."""


def impatient(redis_url: str) -> str:
    """Return the address of a Redis that is given up on when it says nothing."""
    parts = urlsplit(redis_url)
    limits = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    asked = dict(parse_qsl(parts.query))
    return urlunsplit(parts._replace(query=urlencode({**limits, **asked})))


def queue(redis_url: str | None, instance_path: Path) -> Huey:
    """Return the job queue: in Redis where there is one, else in a file of the instance folder."""
    if redis_url:
        return RedisHuey("heard-back", url=impatient(redis_url))
    return SqliteHuey("heard-back", filename=str(instance_path / "jobs.db"))
