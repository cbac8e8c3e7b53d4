"""What is in the repository: the files that git knows or would take."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
OURS = ("townhall", "programme", "consultation", "questions", "geo", "foundation")
TEXT = {".css", ".cfg", ".html", ".js", ".json", ".md", ".mjs", ".py", ".sh", ".toml", ".txt"}


@cache
def names() -> tuple[str, ...]:
    """Every path, as git writes it; what git ignores is left out."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603  our own words
    return tuple(
        sorted(name for name in told.stdout.split("\0") if name and (ROOT / name).exists())
    )


def texts(*suffixes: str, under: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each path that ends so, with what it holds; *under* narrows it to those top folders."""
    for name in names():
        path = PurePosixPath(name)
        if path.suffix in suffixes and (not under or path.parts[0] in under):
            yield name, (ROOT / name).read_text()
