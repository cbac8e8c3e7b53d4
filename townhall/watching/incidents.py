"""What an operator has told everybody about trouble, in a file that outlives any database.

One line a note; those from the first until the one that ends it are one incident.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from foundation.base.errors import Conflict, Invalid

FILE = "incidents.jsonl"
SHOWN_FOR = timedelta(days=90)
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Said:
    """One note of an operator."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Trouble with all that was said of it, oldest first; *over_at* is None while it lasts."""

    notes: tuple[Said, ...]
    over_at: datetime | None


def say(folder: Path, words: str, now: datetime, *, is_over: bool = False) -> None:
    """Add a note to the incident that lasts, or begin one.

    Raises:
        Invalid: there are no words, or too many.
        Conflict: it *is_over*, but nothing lasts.
    """
    words = " ".join(words.split())
    if not 0 < len(words) <= LONGEST:
        raise Invalid("Say in 1 to 500 characters what people need to know.")
    if is_over and lasting(incidents(folder, now)) is None:
        raise Conflict("Nothing lasts that could be over.")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a") as notes:
        notes.write(json.dumps({"at": now.isoformat(), "words": words, "is_over": is_over}) + "\n")


def incidents(folder: Path, now: datetime) -> list[Incident]:
    """Return what lasts and what was over in the last 90 days, the newest first."""
    known = [
        each for each in _all(folder) if each.over_at is None or each.over_at > now - SHOWN_FOR
    ]
    return known[::-1]


def lasting(known: list[Incident]) -> Incident | None:
    """Return the incident that is not over."""
    return next((each for each in known if each.over_at is None), None)


def _all(folder: Path) -> Iterator[Incident]:
    notes: list[Said] = []
    for line in _lines(folder / FILE):
        told = json.loads(line)
        at = datetime.fromisoformat(told["at"])
        notes.append(Said(at, told["words"]))
        if told["is_over"]:
            yield Incident(tuple(notes), at)
            notes = []
    if notes:
        yield Incident(tuple(notes), None)


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.is_file() else []
