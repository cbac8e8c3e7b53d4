"""Make a file anew in a process of its own, which may only use so much time and memory.

What a hostile file can do to a decoder ends there: it has no database, no network address of ours
and no secret, and its crash is an answer like any other.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from foundation.base.errors import Unavailable
from foundation.base.uploads.parts import Part, Unreadable, WhyUnreadable
from foundation.base.words import say

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 15
"""A picture of 40 million pixels takes under 3 on a slow machine."""

AT_ONCE = 2
"""How many files one server process makes anew at a time."""

PATIENCE = 20
_turns = BoundedSemaphore(AT_ONCE)


def made_anew(how: str, content: bytes) -> list[Part]:
    """Return the parts that *how*, ``picture`` or ``document``, makes of *content*.

    Raises:
        Unreadable: it cannot be taken; the reason says why.
        Unavailable: too many people hand in files at this moment.
    """
    if not _turns.acquire(timeout=PATIENCE):
        raise Unavailable(say("Many people are adding files right now. Try again in a minute."))
    try:
        done = subprocess.run(  # noqa: S603  fixed arguments
            [sys.executable, "-m", "foundation.base.uploads", how],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise Unreadable(WhyUnreadable.TOO_HARD) from slow
    finally:
        _turns.release()
    return _read(done.returncode, done.stdout)


def _read(code: int, said: bytes) -> list[Part]:
    head, _, body = said.partition(b"\n")
    if code or not head:
        raise Unreadable(WhyUnreadable.TOO_HARD)
    told = json.loads(head)
    if "refused" in told:
        raise Unreadable(WhyUnreadable(told["refused"]))
    parts, at = [], 0
    for size, width, height in told["parts"]:
        parts.append(Part(body[at : at + size], width, height))
        at += size
    return parts
