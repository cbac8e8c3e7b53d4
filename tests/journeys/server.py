"""The real service, as ``make run`` serves it, for browsers to use."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from deploy.machine.units import read_settings
from tests.databases import POSTGIS, REDIS, Stores, new_stores
from townhall.config import ROOT

BIN = Path(sys.executable).parent
START_WITHIN = 60.0


@dataclass(frozen=True, eq=False)
class Service:
    """A running service and the environment that its commands need."""

    url: str
    env: dict[str, str]

    def flask(self, *args: str) -> str:
        """Run one ``flask`` command against the same deployment; return what it prints."""
        done = subprocess.run(  # noqa: S603  our own command
            [BIN / "flask", *args], cwd=ROOT, env=self.env, check=False, capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


def _standing() -> Service | None:
    """Return the deployment at ``JOURNEYS_URL``; its settings are in the file ``JOURNEYS_ENV``."""
    url = os.environ.get("JOURNEYS_URL")
    if url is None:
        return None
    settings = read_settings(Path(os.environ["JOURNEYS_ENV"]))
    return Service(url, {**_inherited(), **settings})


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


STANDING = _standing()


@contextmanager
def serving(service: Service, folder: Path) -> Iterator[Service]:
    """Serve a deployment with all its programs until the block ends."""
    with ExitStack() as running:
        running.enter_context(served(service, folder / "served.log"))
        if "REDIS_URL" in service.env:
            running.enter_context(program(service, folder / "jobs.log", "flask", "jobs", "run"))
        yield service


def migrated(kind: str, folder: Path) -> Service:
    """Return a deployment with empty stores, which nobody serves yet."""
    service = deployment(kind, folder)
    service.flask("db", "upgrade")
    service.flask("db", "upgrade", "--directory", "migrations/reach")
    return service


def deployment(
    kind: str, folder: Path, template: str | None = None, at: str | None = POSTGIS
) -> Service:
    """Return a deployment at a free port; *template* and *at* are those of its `new_stores`."""
    port = free_port()
    stores = new_stores(kind, folder, f"heard_back_{folder.name}_{os.getpid()}", template, at)
    return Service(f"http://127.0.0.1:{port}", _environment(kind, folder, port, stores))


@contextmanager
def served(
    service: Service,
    log: Path,
    workers: int = 1,
    app: str = "townhall.wsgi:app",
    root: Path = ROOT,
) -> Iterator[subprocess.Popen[bytes]]:
    """Serve a deployment as ``make run`` does; it is healthy when the block begins.

    Several workers share what one process has read in; *root* is where the code lies.
    """
    gunicorn = [
        *("gunicorn", "--workers", str(workers), "--worker-class", "gthread"),
        *(("--preload",) if workers > 1 else ()),
        *("--no-control-socket", "--threads", "100", "--chdir", str(root)),
        *("--bind", urlsplit(service.url).netloc, app),
    ]
    with program(service, log, *gunicorn) as server:
        _wait_for(f"{service.url}/health", server)
        yield server


@contextmanager
def program(
    service: Service, log: Path, name: str, *args: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of this deployment, in a group of its own, until the block ends."""
    with log.open("ab") as said:
        process = subprocess.Popen(  # noqa: S603  our own program
            [BIN / name, *args],
            cwd=ROOT,
            env=service.env,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and all it started at once, as a machine does that loses its power."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(kind: str, folder: Path, port: int, stores: Stores) -> dict[str, str]:
    env = {
        **_inherited(),
        "MALLOC_ARENA_MAX": "2",
        "INSTANCE_PATH": str(folder),
        "DATABASE_URL": stores.main,
        "REACH_DATABASE_URL": stores.reach,
        "SECRET_KEY": "a secret for journeys only",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DEMO": "1",
    }
    if kind == "postgis" and REDIS:
        env["REDIS_URL"] = REDIS
    return env


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, gunicorn: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until:
        if gunicorn.poll() is not None:
            raise RuntimeError(f"the server stopped with {gunicorn.returncode}")
        try:
            with urlopen(url, timeout=2) as answer:  # noqa: S310  our own address
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start in time")
