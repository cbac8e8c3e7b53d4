"""The plan of one machine: where things lie, how many there are of each, and its secrets."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORES = ("owner", "web", "jobs", "reach")
"""The logins of the stores: who owns and migrates, who serves, who may see every council, and who
keeps the answers about people."""


def fresh_passwords() -> dict[str, str]:
    """Return login → password, of letters and digits only, so that it fits into an address."""
    return {login: secrets.token_hex(24) for login in STORES}


@dataclass(frozen=True)
class Machine:
    """One Debian machine that serves everything.

    Args:
        root: the checkout with its ``.venv``; may be read by *user* and by nginx.
        etc: the settings; *state*: what has to be kept; *run*: sockets; *logs*: of nginx;
            *backups*: copies.
        hosts: every council's host name.
        listen: what nginx listens on, such as ``443 ssl`` or ``127.0.0.1:8080``.
        certificate: file of the certificate and its chain, with *certificate_key*; None over http.
        web_workers: workers that answer pages; *socket_servers*, *job_workers*: processes.
        postgres: ``host:port``.
        largest_body: what nginx lets a request bring, in megabytes.
        metrics_port: where figures for Prometheus are served, on loopback.
    """

    public_url: str
    hosts: tuple[str, ...]
    listen: str
    root: Path = ROOT
    etc: Path = Path("/etc/heard-back")
    state: Path = Path("/var/lib/heard-back")
    run: Path = Path("/run/heard-back")
    logs: Path = Path("/var/log/nginx")
    backups: Path = Path("/var/backups/heard-back")
    user: str = "heard-back"
    certificate: Path | None = None
    certificate_key: Path | None = None
    web_workers: int = 4
    socket_servers: int = 2
    job_workers: int = 2
    postgres: str = "127.0.0.1:5432"
    database: str = "heard_back"
    redis_url: str = "redis://127.0.0.1:6379/0"
    mail_url: str = ""
    basemap_pmtiles: Path | None = None
    demo: bool = False
    largest_body: int = 26
    metrics_port: int = 9464
    secret_key: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)
    passwords: dict[str, str] = field(default_factory=fresh_passwords, repr=False)

    def store(self, login: str) -> str:
        """Return the address of the stores for one of the logins."""
        who = f"heard_back_{login}:{self.passwords[login]}"
        return f"postgresql+psycopg://{who}@{self.postgres}/{self.database}"
