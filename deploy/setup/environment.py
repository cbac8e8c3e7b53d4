"""The Python environment in .venv, built from a lock file with hashes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.setup.steps import (
    ROOT,
    VENV,
    CannotSetUp,
    Command,
    answers,
    fingerprint,
    once,
    run,
    say,
)

OLDEST = (3, 11)
FOLDER = ROOT / "deploy" / "requirements"
LOCKS = ("run.lock", "prod.lock", "dev.lock")
"""Each holds all that the one before it holds, at the same versions."""

PYTHON = VENV / "bin" / "python"
LOADS_SPATIALITE = """
import os, sqlite3
if not hasattr(sqlite3.Connection, "enable_load_extension"):
    from pysqlite3 import dbapi2 as sqlite3
connection = sqlite3.connect(":memory:")
connection.enable_load_extension(True)
connection.load_extension(os.environ.get("SPATIALITE_LIBRARY_PATH", "mod_spatialite"))
print(connection.execute("SELECT spatialite_version()").fetchone()[0])
"""


def require_python() -> None:
    """Refuse a Python that is too old.

    Raises:
        CannotSetUp: it is.
    """
    if sys.version_info < OLDEST:
        oldest = ".".join(str(part) for part in OLDEST)
        raise CannotSetUp(f"Python {oldest} or newer is needed; this is {sys.version.split()[0]}.")


def lock_for(purpose: str, settings: Mapping[str, str]) -> str:
    """Return the lock that *purpose* needs under these settings."""
    if purpose in {"test", "stand-up"}:
        return "dev.lock"
    servers = settings.get("DATABASE_URL", "").startswith("postgresql") or "REDIS_URL" in settings
    return "prod.lock" if servers else "run.lock"


def build(lock: str) -> None:
    """Have in .venv what *lock* names, at these versions."""
    # An environment cannot be moved and belongs to one Python.
    once(VENV / "made-for", f"{sys.version}\n{VENV}", _create)
    if not any(_holds(larger) for larger in LOCKS[LOCKS.index(lock) + 1 :]):
        once(_stamp(lock), _mark(lock), lambda: _install(lock))


def require_spatialite() -> None:
    """Try the embedded database for real.

    Raises:
        CannotSetUp: this Python cannot open it.
    """
    if answers([PYTHON, "-c", LOADS_SPATIALITE]) is None:
        raise CannotSetUp(
            "SpatiaLite is installed, but this Python cannot load it. Use another Python "
            "(Debian's own can), or set DATABASE_URL to a PostGIS database."
        )


def _holds(lock: str) -> bool:
    return _stamp(lock).is_file() and _stamp(lock).read_text() == _mark(lock)


def _stamp(lock: str) -> Path:
    return VENV / f"has-{lock}"


def _mark(lock: str) -> str:
    return fingerprint([FOLDER / lock])


def _create() -> None:
    say(f"Making .venv with Python {sys.version.split()[0]}")
    hint = f"Is python{sys.version_info.major}.{sys.version_info.minor}-venv installed?"
    run([sys.executable, "-m", "venv", "--clear", VENV], hint)


def _install(lock: str) -> None:
    say(f"Installing Python packages from deploy/requirements/{lock} (a few minutes)")
    # The lock is complete, so nothing is looked up beyond it.
    pip: Command = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    pip += ["--no-deps", "--require-hashes", "--requirement", FOLDER / lock]
    run(pip, "Can this machine reach a Python package index?")
