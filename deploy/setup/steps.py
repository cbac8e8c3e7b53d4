"""What the steps of the set-up share: where things lie, how to run a command, what is done once."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"

Command = list[str | Path]


class CannotSetUp(Exception):
    """Something is missing that the reader has to bring; the message says what and how."""


def say(words: str) -> None:
    """Tell the reader what is going on, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def run(command: Command, hint: str, path: Path | None = None) -> None:
    """Run *command* in the checkout.

    Args:
        command: the program and its arguments.
        hint: what to look at when it fails, one sentence.
        path: a folder of programs to be found first.

    Raises:
        CannotSetUp: the command is not there or did not end well.
    """
    environment = dict(os.environ)
    if path is not None:
        environment["PATH"] = f"{path}{os.pathsep}{environment.get('PATH', '')}"
    words = [str(word) for word in command]
    try:
        subprocess.run(words, cwd=ROOT, env=environment, check=True)  # noqa: S603  our own words
    except (OSError, subprocess.CalledProcessError) as failed:
        raise CannotSetUp(f"{' '.join(words[:4])} … failed. {hint}") from failed


def answers(command: Command) -> str | None:
    """Return what *command* prints, or None where it cannot be run or fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603  our own words
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """Return a short name for the exact content of *files* and *words*."""
    digest = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def once(stamp: Path, mark: str, make: Callable[[], None]) -> bool:
    """Call *make* unless *stamp* says that it was done for the same *mark*.

    A step that breaks off half way leaves no stamp and is done again.

    Returns:
        True if there was work to do.
    """
    if stamp.is_file() and stamp.read_text() == mark:
        return False
    stamp.unlink(missing_ok=True)
    make()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)
    return True
