"""The servers that a deployment leans on, started for it alone: PostgreSQL, Redis and nginx."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
from pathlib import Path

from deploy.machine.plan import Machine
from deploy.setup.steps import CannotSetUp, Command
from deploy.setup.system import WITH_SBIN
from deploy.standing.place import Place

SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    "synchronous_commit": "on",
}


def start_postgres(place: Place, machine: Machine) -> None:
    """Make a cluster and the stores in it; every login needs its password."""
    programs, data = _postgres_programs(), place.folder / "postgres"
    password, port = secrets.token_hex(16), machine.postgres.rpartition(":")[2]
    secret = place.folder / "superuser"
    secret.write_text(password)
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        for path in (data, secret):
            shutil.chown(path, SUPERUSER)
    initdb: Command = ["--pgdata", data, "--username", SUPERUSER, "--pwfile", secret]
    initdb += ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"]
    place.run([*_as_postgres(), programs / "initdb", *initdb], {})
    settings = {**SETTINGS, "port": port, "unix_socket_directories": str(data)}
    given: Command = [
        word for name, value in settings.items() for word in ("-c", f"{name}={value}")
    ]
    place.start("postgres", [*_as_postgres(), programs / "postgres", "-D", data, *given], {})
    place.wait("PostgreSQL", lambda: listens(int(port)))
    psql: Command = [
        "psql",
        "-v",
        "ON_ERROR_STOP=1",
        "-q",
        "-h",
        "127.0.0.1",
        "-p",
        port,
        "-U",
        SUPERUSER,
    ]
    stores: Command = [*psql, "-d", "postgres", "-f", machine.etc / "stores.sql"]
    place.run(stores, {"PGPASSWORD": password})


def start_redis(place: Place, machine: Machine) -> None:
    """Start a Redis that writes nothing down: nothing in it has to be kept."""
    port = machine.redis_url.rpartition(":")[2].partition("/")[0]
    kept: Command = ["--save", "", "--appendonly", "no", "--dir", place.folder]
    place.start("redis", ["redis-server", "--bind", "127.0.0.1", "--port", port, *kept], {})
    place.wait("Redis", lambda: listens(int(port)))


def start_nginx(place: Place, machine: Machine) -> None:
    """Start the front door."""
    nginx, settings = nginx_program(), machine.etc / "nginx" / "alone.conf"
    errors: Command = ["-e", machine.logs / "nginx.log"]
    place.run([nginx, "-t", "-q", "-c", settings, *errors], {})
    place.start("nginx", [nginx, "-c", settings, *errors], {})


def nginx_program() -> str:
    """Return where nginx is."""
    return shutil.which("nginx", path=WITH_SBIN) or "nginx"


def listens(port: int) -> bool:
    """Tell whether somebody listens on a port of loopback."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _as_postgres() -> list[str]:
    """Return what goes before a command that refuses to run as root; its process id stays."""
    who = [f"--reuid={SUPERUSER}", f"--regid={SUPERUSER}", "--init-groups"]
    return ["setpriv", *who] if os.geteuid() == 0 else []


def _postgres_programs() -> Path:
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(path.parts[-3]), default=None)
    if newest is None:
        raise CannotSetUp("PostgreSQL is not installed.")
    return newest.parent
