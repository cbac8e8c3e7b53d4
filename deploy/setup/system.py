"""What has to come from the operating system, and how to get it where apt is at hand."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from deploy.setup.steps import CannotSetUp, run, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SPATIALITE_FILES = ("mod_spatialite.so", "mod_spatialite.dylib", "mod_spatialite.dll")
NOTO = Path("/usr/share/fonts/truetype/noto")
WITH_SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that only the operating system can bring."""

    what: str
    package: str  # of Debian and Ubuntu
    otherwise: str  # for everybody else, and where apt has not got it
    present: Callable[[], bool]
    required: bool = True


def _has_venv() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _has_spatialite() -> bool:
    named = os.environ.get("SPATIALITE_LIBRARY_PATH")
    return any(_loads(name) for name in ([named] if named else SPATIALITE_FILES))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_pango() -> bool:
    return all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0"))


def _has_browser() -> bool:
    return any(shutil.which(name) for name in BROWSERS)


PYTHON_VENV = Need(
    what="Python's venv module",
    package=f"python{PYTHON}-venv",
    otherwise="install the venv and ensurepip modules of this Python",
    present=_has_venv,
)
SPATIALITE = Need(
    what="SpatiaLite, the embedded spatial database",
    package="libsqlite3-mod-spatialite",
    otherwise=(
        "install SpatiaLite (Homebrew: libspatialite; Fedora: libspatialite), "
        "or set DATABASE_URL to a PostGIS database"
    ),
    present=_has_spatialite,
)
PANGO = Need(
    what="Pango, which sets the text of PDF files",
    package="libpangoft2-1.0-0",
    otherwise="install Pango; without it reports can be read and downloaded, but not as a PDF",
    present=_has_pango,
    required=False,
)
BROWSER = Need(
    what="Chromium for the browser tests",
    package="chromium",
    otherwise="install Chromium; without it the browser tests are left out",
    present=_has_browser,
    required=False,
)
FONTS = Need(
    what="fonts for the scripts that residents write in",
    package="fonts-noto-core",
    otherwise="install the Noto fonts; without them some screenshots show boxes",
    present=NOTO.is_dir,
    required=False,
)
NGINX = Need(
    what="nginx, the front door",
    package="nginx-light",
    otherwise="install nginx",
    present=lambda: shutil.which("nginx", path=WITH_SBIN) is not None,
)
POSTGIS = Need(
    what="PostgreSQL with PostGIS",
    package="postgresql-postgis",
    otherwise="install PostgreSQL and PostGIS",
    present=lambda: any(Path("/usr/share/postgresql").glob("*/extension/postgis.control")),
)
REDIS = Need(
    what="Redis",
    package="redis-server",
    otherwise="install Redis",
    present=lambda: shutil.which("redis-server") is not None,
)


def needs(purpose: str, database_url: str = "", *, nobody_watches: bool = False) -> list[Need]:
    """Return what *purpose* (``run``, ``test`` or ``stand-up``) asks of the operating system.

    Where nobody watches, as in continuous integration, tests may not be left out unseen.
    """
    if purpose == "test":
        browser = replace(BROWSER, required=nobody_watches)
        return [PYTHON_VENV, SPATIALITE, PANGO, browser, FONTS]
    if purpose == "stand-up":
        return [PYTHON_VENV, SPATIALITE, PANGO, NGINX, POSTGIS, REDIS, BROWSER, FONTS]
    embedded = [] if database_url.startswith("postgresql") else [SPATIALITE]
    return [PYTHON_VENV, *embedded, PANGO]


def provide(wanted: Iterable[Need], *, is_root: bool) -> None:
    """Install what is missing of *wanted*; ask nothing of the system where all is there.

    Raises:
        CannotSetUp: something required is missing and cannot be installed from here.
    """
    missing = [need for need in wanted if not need.present()]
    required = [need for need in missing if need.required]
    if required:
        _install(required, is_root=is_root)
    for need in (need for need in missing if not need.required):
        try:
            _install([need], is_root=is_root)
        except CannotSetUp as why:
            say(f"Going on without {need.what}. {why}")


def _install(missing: list[Need], *, is_root: bool) -> None:
    before = _before_apt(is_root=is_root)
    packages = [need.package for need in missing]
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if before is None:
        raise CannotSetUp(_what_to_do(missing, command))
    say(f"Installing {', '.join(packages)}")
    hint = _what_to_do(missing, command)
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive"]
    run([*before, *quietly, "apt-get", "update", "--quiet=2"], hint)
    run([*before, *quietly, *command, "--quiet=2"], hint)
    still = [need for need in missing if not need.present()]
    if still:
        raise CannotSetUp(_what_to_do(still, command))


def _before_apt(*, is_root: bool) -> list[str] | None:
    """Return what goes before apt-get to have the right to install, or None without it."""
    if shutil.which("apt-get") is None:
        return None
    if is_root:
        return []
    return ["sudo"] if shutil.which("sudo") else None


def _what_to_do(missing: list[Need], command: list[str]) -> str:
    lines = [f"Missing: {'; '.join(need.what for need in missing)}."]
    if shutil.which("apt-get"):
        lines.append(f"As root: {' '.join(command)}")
    lines += [f"Otherwise: {need.otherwise}." for need in missing]
    return "\n".join(lines)
