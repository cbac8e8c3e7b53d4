"""Programs that measure and attack ours, or are measured beside: pinned, and not in .venv."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from bench.processes import DidNotStart
from deploy.setup.steps import once
from townhall.config import ROOT

FOLDER = ROOT / ".peers"
PYTHON = {
    "isso": ("isso==0.14.0", "gunicorn==27.0.1", "setuptools==80.9.0"),
    "tipg": ("tipg==1.6.1", "uvicorn==0.40.0"),
    "schemathesis": ("schemathesis==4.32.5",),
}
NODE = {"ws": "8.23.0", "socket.io": "4.8.4", "socket.io-client": "4.8.4", "supercluster": "9.1.0"}
DEBIAN = {"nginx": "nginx-light", "pgbench": "postgresql-contrib", "redis-server": "redis-server"}


def python_peer(name: str) -> Path:
    """Return the Python of an environment that holds a peer, made at the first use."""
    folder = FOLDER / name
    python = folder / "bin" / "python"

    def build() -> None:
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        _run([str(python), "-m", "pip", "install", "--quiet", *PYTHON[name]])

    once(folder / "made-of", "\n".join((sys.version, str(folder), *PYTHON[name])), build)
    return python


def node_peers() -> Path:
    """Return the folder whose ``node_modules`` has the peers of Node, fetched at the first use."""
    folder = FOLDER / "node"
    wanted = json.dumps({"private": True, "dependencies": NODE}, indent=1)

    def fetch() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(wanted)
        _run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"], folder)

    once(folder / "made-of", wanted, fetch)
    return folder


def program(name: str) -> str:
    """Return where a program of the system lies.

    Raises:
        DidNotStart: it is not installed; the message names Debian's package.
    """
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        raise DidNotStart(f"{name} is not here. Debian: apt install {DEBIAN.get(name, name)}")
    return found


def _run(command: list[str], cwd: Path | None = None) -> None:
    subprocess.run(command, check=True, cwd=cwd, stdout=sys.stderr)  # noqa: S603  our own words
