"""The translations: compiled from the catalogues that are committed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deploy.setup.steps import ROOT, VENV, Command, run

NOT_OURS = {"node_modules", "instance"}


def compile_all() -> None:
    """Compile every catalogue that is newer than what was compiled from it."""
    for catalogue in _catalogues():
        compiled = catalogue.with_suffix(".mo")
        if not compiled.is_file() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            pybabel: Command = [VENV / "bin" / "pybabel", "--quiet", "compile"]
            run([*pybabel, "-i", catalogue, "-o", compiled], f"Is {catalogue.name} well formed?")


def _catalogues() -> Iterator[Path]:
    for folder in sorted(ROOT.iterdir()):
        if folder.is_dir() and folder.name not in NOT_OURS and not folder.name.startswith("."):
            yield from sorted(folder.glob("**/LC_MESSAGES/*.po"))
