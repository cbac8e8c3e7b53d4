"""A backup holds everything, is told from what it is not, and brings nobody back who was erased."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from foundation.base.audit import seal, verify
from foundation.base.db import db
from foundation.base.eventlog import SEAL
from foundation.base.files import FolderStore
from foundation.base.outbox import drain
from tests.clock import NOW, StandingClock
from tests.conftest import opened, settings_for
from tests.databases import KINDS
from tests.townhall.stored import rows_of_every_table
from tests.townhall.towns import a_town
from townhall.config import ROOT


def run(app: Flask, *args: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=list(args))
    db.session.remove()
    return done.exit_code, done.output


@pytest.fixture(scope="module", params=KINDS)
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A deployment of its own, since its stores are put away and brought back."""
    folder = tmp_path_factory.mktemp(f"backed_up_{request.param}")
    with opened(settings_for(request.param, folder), StandingClock()) as app, app.app_context():
        upgrade(str(ROOT / "migrations"))
        upgrade(str(ROOT / "migrations" / "reach"))
        yield app


@pytest.fixture(scope="module")
def kept(house: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a town whose log is sealed."""
    session = cast(Session, db.session())
    a_town(session, "alpha", "Amsel")
    drain(session, {SEAL: seal}, NOW)
    backup = tmp_path_factory.mktemp("backups") / "kept.tar.gz"
    code, said = run(house, "backup", str(backup))
    assert code == 0, said
    return backup


def test_every_row_and_every_file_is_as_it_was(house: Flask, kept: Path) -> None:
    before = rows_of_every_table(db.engines)
    store = cast(FolderStore, house.extensions["files"])
    files = {place.name for place in store.root.glob("??/*")}
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM agreement"))
        connection.execute(text("UPDATE comment SET text = 'Changed.'"))
    for digest in files:
        store.drop(digest)
    assert rows_of_every_table(db.engines) != before
    code, said = run(house, "restore", str(kept), "--over")
    assert code == 0, said
    assert rows_of_every_table(db.engines) == before
    assert {place.name for place in store.root.glob("??/*")} == files
    assert [verdict.broken_at for verdict in verify(db.session())] == [None]
    assert db.session().scalar(select(Comment.id).limit(1))


def test_what_is_kept_is_not_lost_by_a_slip_or_to_a_backup_that_was_changed(
    house: Flask, kept: Path, tmp_path: Path
) -> None:
    before = rows_of_every_table(db.engines)
    code, said = run(house, "restore", str(kept))
    assert code == 1
    assert "--over" in said
    for part in ("main", "reach", "manifest.json", "files"):
        code, said = run(house, "restore", str(changed(kept, tmp_path / part, part)), "--over")
        assert code == 1
        assert "Error:" in said
    assert rows_of_every_table(db.engines) == before


def changed(kept: Path, folder: Path, part: str) -> Path:
    """Pack a backup again with one byte of one part changed."""
    with tarfile.open(kept) as tar:
        tar.extractall(folder, filter="data")
    place = next((folder / "files").glob("??/*")) if part == "files" else folder / part
    place.write_bytes(place.read_bytes()[:-1] + b"!")
    packed = folder.with_suffix(".tar.gz")
    with tarfile.open(packed, "w:gz") as tar:
        for each in sorted(folder.iterdir()):
            tar.add(each, each.name)
    return packed
