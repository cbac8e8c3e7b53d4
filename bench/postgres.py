"""A PostgreSQL of the bench's own, which keeps its promises: fsync and synchronous commits on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.processes import DidNotStart, free_port, running

OWNER = "heard"
REACH_ROLE = "heard_back_reach"
SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
    "max_connections": "200",
    "work_mem": "64MB",
    "jit": "off",
    "listen_addresses": "127.0.0.1",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, with everybody's trust on the loopback interface."""

    port: int

    def dsn(self, database: str = "postgres") -> str:
        """Return how libpq is told of a database."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def takes_connections(self) -> bool:
        """Tell whether it has started, and mended what a crash has left."""
        try:
            psycopg.connect(self.dsn(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def main(self, database: str) -> str:
        """Return the address of a main store."""
        return self.dsn(database).replace("postgresql:", "postgresql+psycopg:")

    def reach(self, database: str) -> str:
        """Return the address of the reach store in the same database."""
        return self.main(database).replace(f"//{OWNER}@", f"//{REACH_ROLE}:reach@")

    def dismiss(self) -> None:
        """End whatever clients there still are: the server would wait for them."""
        with psycopg.connect(self.dsn(), autocommit=True) as admin:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> "
            admin.execute(f"{others} pg_backend_pid() AND backend_type = 'client backend'".encode())

    def has(self, database: str) -> bool:
        """Tell whether there is such a database."""
        with psycopg.connect(self.dsn()) as admin:
            named = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,))
            return named.fetchone() is not None

    def create(self, database: str, template: str | None = None) -> None:
        """Make a database: empty with PostGIS and the reach schema, or a copy of *template*."""
        copied = f' TEMPLATE "{template}" STRATEGY file_copy' if template else ""
        with psycopg.connect(self.dsn(), autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())
            admin.execute(f'CREATE DATABASE "{database}"{copied}'.encode())
        if template is None:
            with psycopg.connect(self.dsn(database), autocommit=True) as fresh:
                fresh.execute("CREATE EXTENSION postgis")
                fresh.execute(f"CREATE SCHEMA reach AUTHORIZATION {REACH_ROLE}".encode())

    def rename(self, database: str, name: str) -> None:
        """Give a database that nobody uses another name."""
        with psycopg.connect(self.dsn(), autocommit=True) as admin:
            admin.execute(f'ALTER DATABASE "{database}" RENAME TO "{name}"'.encode())

    def drop(self, database: str) -> None:
        """Forget a database."""
        with psycopg.connect(self.dsn(), autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())


@contextmanager
def postgres(folder: Path) -> Iterator[Server]:
    """Run a server on what *folder* keeps, made if it is new, until the block ends.

    As root it runs as the system's user ``postgres``: it refuses to be root.
    """
    port = free_port()
    data, log = folder / "data", folder / "postgres.log"
    who = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder.mkdir(parents=True, exist_ok=True)
    if who:
        shutil.chown(folder, "postgres")
    if not (data / "PG_VERSION").exists():
        made = [*who, _program("initdb"), "--pgdata", str(data), "--username", OWNER]
        _do([*made, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"])
    options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    serve = [*who, _program("postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
    server = Server(port)
    with running([*serve, *options], server.takes_connections, log):
        _ready(server)
        try:
            yield server
        finally:
            server.dismiss()


def _ready(server: Server) -> None:
    with psycopg.connect(server.dsn(), autocommit=True) as admin:
        known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (REACH_ROLE,))
        if known.fetchone() is None:
            admin.execute(f"CREATE ROLE {REACH_ROLE} LOGIN PASSWORD 'reach'".encode())
            admin.execute(f"ALTER ROLE {REACH_ROLE} SET search_path = reach".encode())


def _program(name: str) -> str:
    """Return where a program of PostgreSQL lies; Debian keeps them off the path."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = shutil.which(name) or next((str(place) for place in places), None)
    if found is None:
        raise DidNotStart(
            f"{name} is not here. Debian: apt install postgresql postgresql-15-postgis-3"
        )
    return found


def _do(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  our own words
