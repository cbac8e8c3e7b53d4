"""Keep a list of who was erased outside the database, so that a restored backup forgets them too.

It holds ids and keyed digests alone. A line is there within a minute of the erasure.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from consultation.queries.privacy import stone_of
from consultation.rules.privacy import Stone, stone_line, stones_in
from consultation.rules.privacy_events import RecordsErased
from foundation.base.eventlog import LoggedEvent

READER = "erasures"
KINDS = (RecordsErased.kind,)
LIST = "erasures.jsonl"


def note(session: Session, event: LoggedEvent, _now: datetime) -> None:
    """Write a tombstone down; heard twice it is one, since each has an id."""
    stone = stone_of(session, event.subject_id)
    path: Path | None = session.info.get(READER)
    if stone is None or path is None:
        return
    with path.open("a", encoding="utf-8") as lines:
        lines.write(f"\n{stone_line(stone)}\n")
        lines.flush()
        os.fsync(lines.fileno())


def kept(path: Path) -> tuple[Stone, ...]:
    """Return the tombstones of a list; none where there is no list."""
    return stones_in(path.read_text(encoding="utf-8")) if path.exists() else ()
