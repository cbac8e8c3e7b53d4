"""No migration stops the version that still serves: the SQL that PostgreSQL gets is read by squawk.

Source: squawk's rules, https://squawkhq.com/docs/rules.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from flask_migrate import upgrade

from tests.clock import StandingClock
from tests.conftest import opened
from townhall.config import ROOT, Settings

SQUAWK = Path(sys.executable).parent / "squawk"
BASELINE = "0085"
"""Older migrations are as they are: some widen a check while writers wait, and some ask the store
first, so that nobody can say beforehand what they will do."""

LEFT_OUT = {
    "prefer-bigint-over-int": "a count of comments, a year or a pixel needs no 64 bits",
    "prefer-bigint-over-smallint": "nor does a zoom",
    "prefer-identity": "SQLAlchemy writes serials, which do the same",
    "prefer-text-field": "our lengths are of enums, which checks hold to anyhow",
    "transaction-nesting": "each migration's BEGIN and COMMIT are part of what is read",
    "require-statement-timeout": "old rows may take long; only a wait for a table stops others",
}
"""Rule → why it is no rule here."""

WRONG = "BEGIN; ALTER TABLE comment DROP COLUMN text; COMMIT;"


def judged(sql: str) -> tuple[int, str]:
    """Return squawk's exit code and what it says."""
    chosen = ["--reporter=gcc", "--pg-version=15.0", "--assume-in-transaction"]
    chosen += [f"--exclude={','.join(LEFT_OUT)}", "--stdin-filepath=migration.sql"]
    done = subprocess.run(  # noqa: S603  a fixed program
        [SQUAWK, *chosen], input=sql, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_new_migrations_let_the_version_before_go_on_serving(
    tmp_path: Path, clock: StandingClock, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = "postgresql+psycopg://nobody@127.0.0.1:1/main"
    settings = Settings(
        database_url=nowhere,
        reach_database_url=nowhere.replace("main", "reach"),
        secret_key="a secret for tests only",
        instance_path=tmp_path,
        reach_key_file=tmp_path / "reach-key",
    )
    with opened(settings, clock) as app, app.app_context():
        capsys.readouterr()
        upgrade(str(ROOT / "migrations"), revision=f"{BASELINE}:head", sql=True)
    sql = capsys.readouterr().out
    assert "SET lock_timeout" in sql
    assert judged(sql) == (0, ""), "expand first; contract in a later version; add checks NOT VALID"


def test_a_migration_that_would_stop_it_is_found() -> None:
    code, said = judged(WRONG)
    assert code == 1
    assert "ban-drop-column" in said
