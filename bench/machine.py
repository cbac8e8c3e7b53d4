"""The machine on which something was measured, and how busy it was."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path


def load_average() -> float:
    """Return the load of the last minute."""
    return os.getloadavg()[0]


def described() -> str:
    """Say what the machine is, without its name."""
    cores = os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    return f"{cores} cores ({_processor()}), {memory:.0f} GiB, {system}, {_versions()}"


def rss(pid: int) -> float:
    """Return the resident memory of a process in MiB; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    found = next((line for line in lines if line.startswith("VmRSS")), "VmRSS 0")
    return int(found.split()[1]) / 1024


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _versions() -> str:
    said = [f"Python {platform.python_version()}"]
    for program, flag in (("psql", "--version"), ("node", "--version"), ("redis-server", "-v")):
        try:
            done = subprocess.run([program, flag], capture_output=True, text=True, check=True)  # noqa: S603
        except (OSError, subprocess.CalledProcessError):
            continue
        said.append(f"{program} {_number(done.stdout)}")
    return ", ".join(said)


def _number(said: str) -> str:
    """Return the first word that has a version in it."""
    words = (word.removeprefix("v").removeprefix("=") for word in said.split())
    return next((word for word in words if word[:1].isdigit()), said.strip())
