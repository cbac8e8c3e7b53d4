"""The version before serves on, through each of the last migrations, and nobody notices.

``UPGRADES`` says through how many; without it, or without the history, there is nothing to do.
"""

from __future__ import annotations

import os
import subprocess
import tarfile
import time
from io import BytesIO
from pathlib import Path

import pytest
from alembic.script import Script, ScriptDirectory
from flask_migrate import downgrade

from foundation.base.clock import utc_now
from tests.conftest import opened
from tests.databases import KINDS
from tests.journeys.server import served
from tests.torture.figures import note
from tests.torture.posting import Client, Program, all_posting, missteps, taken_in
from tests.torture.standing import PAGE, POSTING, standing
from tests.torture.visiting import Visitor
from townhall.config import ROOT, from_environment

UPGRADES = int(os.environ.get("UPGRADES", "0"))
MIGRATIONS = ROOT / "migrations"
SECONDS = 3.0
"""For which is asked before a migration, and again after it."""


def last_migrations() -> list[Script]:
    return list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())[:UPGRADES]


def git(*args: str) -> bytes:
    """Ask the history; nothing where there is none."""
    asked = ["git", "-C", str(ROOT), *args]
    return subprocess.run(asked, capture_output=True, check=False).stdout  # noqa: S603


def version_before(migration: Script, folder: Path) -> Path:
    """Lay out the code as it was before a migration was added; skip where nobody knows."""
    added = git("log", "--diff-filter=A", "--format=%H", "-1", "--", migration.path)
    packed = git("archive", f"{added.decode().strip()}^") if added else b""
    if not packed:
        pytest.skip("no history here")
    with tarfile.open(fileobj=BytesIO(packed)) as tree:
        tree.extractall(folder, filter="data")
    return folder


@pytest.mark.skipif("postgis" not in KINDS, reason="the embedded service is upgraded at its start")
@pytest.mark.parametrize("migration", last_migrations(), ids=lambda script: script.revision)
def test_the_version_before_serves_through_a_migration(migration: Script, tmp_path: Path) -> None:
    old = version_before(migration, tmp_path / "old")
    service = standing("postgis", tmp_path)
    with opened(from_environment(service.env), utc_now) as app, app.app_context():
        downgrade(str(MIGRATIONS), revision=str(migration.down_revision))
    clients: list[Client] = [
        *(Program(service.url, POSTING, f"Program {n}", f"127.5.{n}") for n in range(3)),
        *(Visitor(service.url, PAGE, f"Visitor {n}", f"127.6.{n}") for n in range(2)),
    ]
    log = tmp_path / "served.log"
    with served(service, log, root=old), all_posting(clients) as finish:
        time.sleep(SECONDS)
        before = taken_in(clients)
        began = time.monotonic()
        service.flask("db", "upgrade", str(migration.revision))
        took = time.monotonic() - began
        during = taken_in(clients) - before
        time.sleep(SECONDS)
        finish()
    failed = sum(client.silent + client.refused for client in clients)
    assert missteps(clients) == []
    assert failed == 0
    assert min(before, during) > 0
    note(
        f"upgrade to {migration.revision}, postgis",
        answered=f"{taken_in(clients)}, of them {during} in the {took:.0f} s of the upgrade",
        failed=failed,
    )
