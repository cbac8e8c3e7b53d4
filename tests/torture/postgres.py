"""A PostgreSQL server of our own that can be killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.journeys.server import free_port

START_WITHIN = 60.0
INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Where Debian puts its versions, oldest first."""


def programs() -> Path | None:
    """Return the folder of the newest server on this machine, if there is one."""
    found = shutil.which("initdb")
    return INSTALLED[-1] if INSTALLED else Path(found).parent if found else None


@dataclass
class Postgres:
    """One server with its data; ``away`` lists for how many seconds each kill took it away."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    forced: str = "off"
    away: list[float] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return the address for SQLAlchemy."""
        return f"postgresql+psycopg://heard@127.0.0.1:{self.port}/postgres"

    def harden(self) -> None:
        """Force every write to the disk from now on; to set a database up needs no such care."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        self.forced = "on"
        self.process = _started(self.folder, self.port, self.forced)

    def kill(self) -> None:
        """End the server and all its sessions at once, as a power cut does."""
        sessions = children(self.process.pid)
        for pid in (self.process.pid, *sessions):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def start(self) -> None:
        """Start on the same data, and wait until it has recovered."""
        began = time.monotonic()
        self.process = _started(self.folder, self.port, self.forced)
        self.away.append(time.monotonic() - began)


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    """Run a server that keeps what it commits, whatever happens to it, once it is hardened."""
    folder = Path(tempfile.mkdtemp(prefix="postgres_"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    port = free_port()
    try:
        made = _run(
            "initdb", "-D", f"{folder}/data", "--username=heard", "--encoding=UTF8", "--no-sync"
        )
        assert made.wait() == 0, "initdb failed"
        server = Postgres(folder, port, _started(folder, port, "off"))
        try:
            yield server
        finally:
            server.kill()
    finally:
        shutil.rmtree(folder)


def _started(folder: Path, port: int, forced: str) -> subprocess.Popen[bytes]:
    """Return a server that answers; its memory of before may take a moment to be given back."""
    until = time.monotonic() + START_WITHIN
    process = _serve(folder, port, forced)
    while time.monotonic() < until:
        if process.poll() is not None:
            process = _serve(folder, port, forced)
        with suppress(psycopg.OperationalError):
            psycopg.connect(f"host=127.0.0.1 port={port} user=heard dbname=postgres").close()
            return process
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()[-2000:]}")


def _serve(folder: Path, port: int, forced: str) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(folder),
        "fsync": forced,
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "max_connections": "100",
    }
    chosen = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return _run("postgres", "-D", f"{folder}/data", "-p", str(port), *chosen)


def _run(program: str, *args: str) -> subprocess.Popen[bytes]:
    """Start a program of PostgreSQL, which refuses to be run by root."""
    place = programs()
    assert place is not None
    folder = Path(args[1]).parent
    with (folder / "log").open("ab") as said:
        return subprocess.Popen(  # noqa: S603  a fixed program
            [place / program, *args],
            cwd=folder,
            stdout=said,
            stderr=said,
            user="postgres" if os.geteuid() == 0 else None,
            start_new_session=True,
        )


def children(pid: int) -> list[int]:
    """Return the processes that one has started; a server's sessions lead groups of their own."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.is_file() else []
