"""The queue that wakes readers; losing it loses time, never an event."""

from __future__ import annotations

from pathlib import Path

from huey import Huey, RedisHuey, SqliteHuey


def queue(redis_url: str | None, instance_path: Path) -> Huey:
    """Return the job queue: in Redis where there is one, else in a file of the instance folder."""
    if redis_url:
        return RedisHuey("heard-back", url=redis_url)
    return SqliteHuey("heard-back", filename=str(instance_path / "jobs.db"))
