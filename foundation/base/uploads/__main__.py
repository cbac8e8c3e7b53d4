"""The process in which files are made anew: content comes in, parts go out."""

from __future__ import annotations

import json
import resource
import sys

from foundation.base.uploads.parts import Part, Unreadable

MEMORY = 1_000_000_000
SECONDS = 12
"""Of computing; waiting does not count."""


def bound() -> None:
    """Give up what this process does not need: memory, time, files to write, children."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def make(how: str, content: bytes) -> list[Part]:
    """Return what *how* makes of *content*."""
    if how == "picture":
        from foundation.base.uploads.pictures import redrawn  # noqa: PLC0415  either is slow to load

        return redrawn(content)
    from foundation.base.uploads.pdfs import rewritten  # noqa: PLC0415

    return rewritten(content)


def main() -> None:
    """Read a file from standard input; write a line about it and its parts to standard output."""
    bound()
    out = sys.stdout.buffer
    try:
        parts = make(sys.argv[1], sys.stdin.buffer.read())
    except Unreadable as wrong:
        out.write(json.dumps({"refused": wrong.reason}).encode() + b"\n")
        return
    head = {"parts": [[len(part.content), part.width, part.height] for part in parts]}
    out.write(json.dumps(head).encode() + b"\n" + b"".join(part.content for part in parts))


if __name__ == "__main__":
    main()
