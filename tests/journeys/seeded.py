"""The demo, played once for each kind of database and copied for whoever serves it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.journeys.server import Service, deployment, migrated


def seeded(kind: str, folder: Path, temporary: pytest.TempPathFactory) -> Service:
    """Return a deployment of its own, with the demo in it, that nobody serves yet."""
    base = temporary.getbasetemp()
    return copied(kind, folder, base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


def copied(kind: str, folder: Path, shared: Path) -> Service:
    """Return a copy of the demo that the first process to ask has played into *shared*."""
    with _alone(shared / f"demo_{kind}.lock"):
        first = _first(kind, shared / f"demo_{kind}")
    shutil.copytree(first.env["INSTANCE_PATH"], folder, dirs_exist_ok=True)
    service = deployment(kind, folder, make_url(first.env["DATABASE_URL"]).database)
    _move_house(service, first.url)
    return service


def played(kind: str, folder: Path) -> Service:
    """Return a deployment into which the demo was played, and which nobody serves yet."""
    service = migrated(kind, folder)
    service.flask("demo", "seed", "--if-empty")
    return service


def _first(kind: str, folder: Path) -> Service:
    known = folder / "service.json"
    if known.exists():
        return Service(**json.loads(known.read_text()))
    folder.mkdir()
    service = played(kind, folder)
    known.write_text(json.dumps(asdict(service)))
    return service


def _move_house(service: Service, old: str) -> None:
    """Let mails point to where the copy is served."""
    engine = create_engine(service.env["DATABASE_URL"])
    with engine.begin() as connection:
        move = text("UPDATE authority SET public_url = :new WHERE public_url = :old")
        connection.execute(move, {"new": service.url, "old": old})
    engine.dispose()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
