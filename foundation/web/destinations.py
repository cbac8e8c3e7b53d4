"""Where a person goes next: only ever to a page of this host."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST = 500


def safe_next(wanted: str | None, otherwise: str) -> str:
    """Return *wanted* if it is a plain path of this host, else *otherwise*.

    Browsers read backslashes as slashes and skip control characters, so both are refused.
    """
    if not wanted or len(wanted) > LONGEST or not wanted.startswith("/"):
        return otherwise
    if wanted.startswith("//") or "\\" in wanted or not wanted.isprintable():
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc else wanted
