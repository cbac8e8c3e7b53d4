"""The front-end packages: fetched by npm from the lock file, without running their scripts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from deploy.setup.steps import ROOT, TOOLS, Command, answers, fingerprint, once, run, say

OLDEST_NODE = 20
NODE_LOCK = ROOT / "deploy" / "requirements" / "node.lock"
PACKAGES = ROOT / "package-lock.json"
REACH = "Can this machine reach a package index?"


def fetch() -> None:
    """Have in node_modules exactly what package-lock.json names."""
    settings = [PACKAGES, ROOT / "package.json", ROOT / ".npmrc"]
    once(ROOT / "node_modules" / ".fetched", fingerprint(settings), _install)


def _install() -> None:
    programs = _node_programs()
    say("Fetching front-end packages")
    npm = shutil.which("npm", path=str(programs)) if programs else "npm"
    run([npm or "npm", "ci", "--ignore-scripts", "--loglevel=error"], REACH, path=programs)


def _node_programs() -> Path | None:
    """Return the folder of a Node that we had to bring, or None where the machine has one."""
    if shutil.which("npm") and node_major(answers(["node", "--version"])) >= OLDEST_NODE:
        return None
    once(TOOLS / "made-for", f"{sys.version}\n{TOOLS}\n{fingerprint([NODE_LOCK])}", _bring_node)
    return TOOLS / "bin"


def node_major(version: str | None) -> int:
    """Return the major number of what ``node --version`` prints; 0 where there is none."""
    major = (version or "").removeprefix("v").split(".")[0]
    return int(major) if major.isdecimal() else 0


def _bring_node() -> None:
    say(f"No Node {OLDEST_NODE} or newer here: bringing one into .tools")
    run([sys.executable, "-m", "venv", "--clear", TOOLS], "Is Python's venv module installed?")
    pip: Command = [TOOLS / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install"]
    pip += ["--quiet", "--require-hashes", "--requirement", NODE_LOCK]
    run(pip, REACH)
