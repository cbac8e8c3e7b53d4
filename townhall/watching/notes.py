"""Small files in the instance folder by which the parts of the service tell one another.

They lie outside the databases, so that who asks how the service is gets an answer while those are
away. Each is replaced whole, so nobody reads half of one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask

from townhall.config import Settings

FOLDER = "watch"
BACKUP, CHAIN, SEEN = "backup", "chain", "seen"


@dataclass(frozen=True, slots=True)
class Done:
    """When something that has to be done again and again was last done, and how it went."""

    at: datetime
    well: bool


def note(app: Flask, what: str, *, well: bool = True) -> None:
    """Remember that *what* was done just now."""
    at: datetime = app.extensions["clock"]()
    write(folder_of(app), what, {"at": at.isoformat(), "well": well})


def last(folder: Path, what: str) -> Done | None:
    """Return when *what* was last done, if that is known."""
    noted = read(folder, what)
    return Done(datetime.fromisoformat(noted["at"]), noted["well"]) if noted else None


def folder_of(app: Flask) -> Path:
    """Return the folder in which the notes of *app* lie."""
    settings: Settings = app.extensions["settings"]
    return settings.instance_path / FOLDER


def write(folder: Path, what: str, said: dict[str, Any]) -> None:
    """Replace the note called *what*."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{what}.part"
    fresh.write_text(json.dumps(said))
    fresh.replace(folder / f"{what}.json")


def read(folder: Path, what: str) -> dict[str, Any] | None:
    """Return the note called *what*; None where nobody has written one."""
    try:
        said: dict[str, Any] = json.loads((folder / f"{what}.json").read_text())
    except FileNotFoundError:
        return None
    return said
