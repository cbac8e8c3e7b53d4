"""Where jobs are measured: filled stores, and the app as it is deployed on each database."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from bench.city import found_city
from bench.data import Owners, Size
from bench.filling import fill
from bench.machine import rss
from bench.postgres import Server, postgres
from bench.processes import children, free_port, listens, running
from foundation.base.db import db
from tests.conftest import opened
from townhall.config import ROOT, Settings

KEPT = ROOT / ".bench"
"""Filled stores, which the next bench of the same size copies; git ignores it."""
SECRET = "a secret for benches only"  # noqa: S105
APP = "townhall.wsgi:app"
BY_MANY = ("--config", "deploy/serving.py")
EMBEDDED = ("--worker-class", "gthread", "--threads", "100", "--no-control-socket")
"""How the one process of the embedded deployment is served, which works its own jobs."""


@dataclass(frozen=True, slots=True)
class Served:
    """The app behind gunicorn."""

    url: str
    port: int
    pid: int


@dataclass(slots=True)
class Stage:
    """One filled deployment.

    Args:
        seconds: how long a load lasts in one measurement.
        folder: for logs and whatever a job writes; gone afterwards.
        server: the PostgreSQL, None for SpatiaLite.
        largest: MiB of the largest worker that has served until now.
    """

    kind: str
    size: Size
    settings: Settings
    redis_url: str | None
    seconds: float
    is_quick: bool
    folder: Path
    server: Server | None
    largest: float = 0.0

    @property
    def dsn(self) -> str:
        """Return how libpq is told of the main store; on PostGIS only."""
        return self.settings.database_url.replace("+psycopg", "")

    @contextmanager
    def served(self, *gunicorn: str, workers: int = 2, **env: str) -> Iterator[Served]:
        """Serve the app as it is deployed on this database, with some more words for *gunicorn*.

        On PostGIS by *workers* with greenlets and Redis, on SpatiaLite by one process with threads.
        """
        port = free_port()
        how = (
            ["--workers", str(workers), *BY_MANY] if self.server else ["--workers", "1", *EMBEDDED]
        )
        command = [sys.executable, "-m", "gunicorn", *how, *gunicorn]
        command += ["--log-level", "warning", "--bind", f"127.0.0.1:{port}", APP]
        given = {**self.environment(), **env}
        url = f"http://127.0.0.1:{port}"
        with running(command, _healthy(url), self.folder / "app.log", given, ROOT) as pid:
            yield Served(url, port, pid)
            self.largest = max((self.largest, *map(rss, children(pid))))

    def environment(self) -> dict[str, str]:
        """Return what the app, or one of its commands, is told from outside."""
        queue = {"REDIS_URL": self.redis_url} if self.redis_url else {}
        return {
            **queue,
            "MALLOC_ARENA_MAX": "2",
            "DATABASE_URL": self.settings.database_url,
            "REACH_DATABASE_URL": self.settings.reach_database_url,
            "SECRET_KEY": self.settings.secret_key,
            "INSTANCE_PATH": str(self.settings.instance_path),
            "REACH_KEY_FILE": str(self.settings.reach_key_file),
        }

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        """Yield an engine on the main store, opened as the app opens it."""
        with opened(self.settings, lambda: datetime.now(UTC)) as app, app.app_context():
            yield db.engine


@contextmanager
def stage(kind: str, size: Size, *, seconds: float, is_quick: bool) -> Iterator[Stage]:
    """Yield a deployment of one *kind* with so much in it, filled now or copied from the last."""
    with tempfile.TemporaryDirectory(prefix="bench") as made:
        folder = Path(made)
        more = {"seconds": seconds, "is_quick": is_quick, "folder": folder}
        if kind == "spatialite":
            settings = _copied(folder, size)
            yield Stage(kind, size, settings, None, server=None, **more)  # type: ignore[arg-type]
            return
        with _redis(folder) as redis_url, postgres(KEPT / "postgres") as server:
            name = _filled(server, folder, size)
            server.create("bench", template=name)
            settings = _settings(folder, server.main("bench"), server.reach("bench"))
            yield Stage(kind, size, settings, redis_url, server=server, **more)  # type: ignore[arg-type]
            server.drop("bench")


def _filled(server: Server, folder: Path, size: Size) -> str:
    """Return the name of a database with so much in it; half filled ones have another name."""
    name = f"filled_{_fingerprint(size)}"
    if not server.has(name):
        _say(f"filling PostGIS with {size.comments:,} comments")
        server.create("half_filled")
        _fill(_settings(folder, server.main("half_filled"), server.reach("half_filled")), size)
        server.rename("half_filled", name)
    return name


def _copied(folder: Path, size: Size) -> Settings:
    """Return the settings of copied SpatiaLite files with so much in them."""
    kept = KEPT / f"filled_{_fingerprint(size)}"
    if not kept.exists():
        _say(f"filling SpatiaLite with {size.comments:,} comments")
        half = KEPT / "half_filled"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        _fill(_settings(folder, f"sqlite:///{half}/main.db", f"sqlite:///{half}/reach.db"), size)
        half.rename(kept)
    for name in ("main.db", "reach.db"):
        shutil.copy(kept / name, folder / name)
    return _settings(folder, f"sqlite:///{folder}/main.db", f"sqlite:///{folder}/reach.db")


def _fill(settings: Settings, size: Size) -> None:
    now = datetime.now(UTC)
    with opened(settings, lambda: now) as app, app.app_context():
        city = found_city(now)
        fill(db.engine, size, Owners(city.authority_id, city.consultation_id, now))


def _settings(folder: Path, main: str, reach: str) -> Settings:
    return Settings(
        database_url=main,
        reach_database_url=reach,
        secret_key=SECRET,
        instance_path=folder,
        reach_key_file=folder / "reach-key",
    )


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with running([*command, "--appendonly", "no"], listens(port), folder / "redis.log"):
        yield f"redis://127.0.0.1:{port}/0"


def _healthy(url: str) -> Callable[[], bool]:
    def asked() -> bool:
        try:
            urllib.request.urlopen(f"{url}/health", timeout=5).close()  # noqa: S310  our own
        except OSError:
            return False
        return True

    return asked


def _fingerprint(size: Size) -> str:
    """Return a short name for the schema, what fills it, and how much of it there is."""
    digest = hashlib.sha256(repr(size).encode())
    own = [ROOT / "bench" / f"{name}.py" for name in ("city", "data", "filling", "speech")]
    for file in (*own, *sorted((ROOT / "migrations").rglob("*.py"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
