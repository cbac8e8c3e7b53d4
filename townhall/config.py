"""What one deployment is told from outside: environment variables, and nothing else."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foundation.base.engines import is_sqlite

LAST_PORT = 65535
MOST_PROXIES = 9
ROOT = Path(__file__).resolve().parent.parent


class HalfConfigured(RuntimeError):
    """A setting is there whose other half is not; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between two deployments of the same code."""

    database_url: str
    reach_database_url: str
    secret_key: str
    instance_path: Path
    reach_key_file: Path
    redis_url: str | None = None
    mail_url: str | None = None
    public_url: str | None = None
    basemap_pmtiles: Path | None = None
    basemap_tile_url: str | None = None
    basemap_attribution: str | None = None
    ocid_prefix: str = ""
    port: int = 5000
    trusted_proxies: int = 0
    demo: bool = False
    log_format: str = "text"
    slow_query_ms: int = 500
    metrics_port: int | None = None
    metrics_host: str = "127.0.0.1"
    metrics_folder: Path | None = None

    @property
    def is_secure(self) -> bool:
        """Tell whether residents reach the service over https."""
        return (self.public_url or "").startswith("https://")

    @property
    def is_embedded(self) -> bool:
        """Tell whether this one process does everything, jobs and sockets too."""
        return self.redis_url is None


def from_environment(env: Mapping[str, str]) -> Settings:
    """Return the settings that *env* describes, with embedded defaults in the instance folder.

    Raises:
        HalfConfigured: one half of a pair is set and the other is not.
    """
    given = {name: value.strip() for name, value in env.items() if value.strip()}
    _refuse_halves(given)
    instance = Path(given.get("INSTANCE_PATH", ROOT / "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    return Settings(
        ocid_prefix=given.get("OCID_PREFIX", ""),
        database_url=given.get("DATABASE_URL", f"sqlite:///{instance}/heard-back.db"),
        reach_database_url=given.get("REACH_DATABASE_URL", f"sqlite:///{instance}/reach.db"),
        secret_key=given.get("SECRET_KEY") or kept_secret(instance / "secret-key"),
        instance_path=instance,
        reach_key_file=Path(given.get("REACH_KEY_FILE", instance / "reach-key")),
        redis_url=given.get("REDIS_URL"),
        mail_url=given.get("MAIL_URL"),
        public_url=given.get("PUBLIC_URL", "").rstrip("/") or None,
        basemap_pmtiles=_path(given.get("BASEMAP_PMTILES")),
        basemap_tile_url=given.get("BASEMAP_TILE_URL"),
        basemap_attribution=given.get("BASEMAP_ATTRIBUTION"),
        port=_port("PORT", given.get("PORT", "5000")),
        trusted_proxies=_proxies(given.get("TRUSTED_PROXIES", "0")),
        demo=given.get("DEMO") == "1",
        log_format=_log_format(given.get("LOG_FORMAT", "text")),
        slow_query_ms=_milliseconds(given.get("SLOW_QUERY_MS", "500")),
        metrics_port=_port("METRICS_PORT", port) if (port := given.get("METRICS_PORT")) else None,
        metrics_host=given.get("METRICS_HOST", "127.0.0.1"),
        metrics_folder=_path(given.get("PROMETHEUS_MULTIPROC_DIR")),
    )


def _refuse_halves(given: Mapping[str, str]) -> None:
    server = "DATABASE_URL" in given and not is_sqlite(given["DATABASE_URL"])
    pairs = [
        (server, "DATABASE_URL names a server", "REACH_DATABASE_URL"),
        ("REACH_DATABASE_URL" in given, "REACH_DATABASE_URL is set", "DATABASE_URL"),
        (server, "DATABASE_URL names a server", "SECRET_KEY"),
        ("MAIL_URL" in given, "MAIL_URL is set", "PUBLIC_URL"),
        ("BASEMAP_TILE_URL" in given, "BASEMAP_TILE_URL is set", "BASEMAP_ATTRIBUTION"),
        ("BASEMAP_ATTRIBUTION" in given, "BASEMAP_ATTRIBUTION is set", "BASEMAP_TILE_URL"),
        ("METRICS_HOST" in given, "METRICS_HOST is set", "METRICS_PORT"),
        ("PROMETHEUS_MULTIPROC_DIR" in given, "PROMETHEUS_MULTIPROC_DIR is set", "METRICS_PORT"),
        (
            "METRICS_PORT" in given and "REDIS_URL" in given,
            "METRICS_PORT is set for several processes",
            "PROMETHEUS_MULTIPROC_DIR",
        ),
    ]
    for is_set, because, other in pairs:
        if is_set and other not in given:
            raise HalfConfigured(f"{because}, but {other} is missing.")
    if given.get("DATABASE_URL") and given.get("DATABASE_URL") == given.get("REACH_DATABASE_URL"):
        raise HalfConfigured("REACH_DATABASE_URL must name another store than DATABASE_URL.")


def _port(name: str, text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise HalfConfigured(f"{name} is {text}, but has to be a number from 1 to {LAST_PORT}.")
    return int(text)


def _proxies(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_PROXIES:
        raise HalfConfigured(f"TRUSTED_PROXIES is {text}, but has to be a number up to 9.")
    return int(text)


def _log_format(text: str) -> str:
    if text not in {"json", "text"}:
        raise HalfConfigured(f"LOG_FORMAT is {text}, but has to be json or text.")
    return text


def _milliseconds(text: str) -> int:
    if not text.isdecimal():
        raise HalfConfigured(f"SLOW_QUERY_MS is {text}, but has to be a number of milliseconds.")
    return int(text)


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None


def kept_secret(path: Path) -> str:
    """Return the secret in *path*, made at the first start and readable to its owner alone."""
    try:
        with path.open("x") as fresh:
            path.chmod(0o600)
            fresh.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()
