"""Where a person goes next: only ever to a page of this host."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

LONGEST = 500


def safe_next(wanted: str | None, otherwise: str) -> str:
    """Return *wanted* if it is a plain path of this host, else *otherwise*."""
    if not wanted or len(wanted) > LONGEST:
        return otherwise
    return wanted if _is_own(wanted) and _is_own(unquote(wanted)) else otherwise


def _is_own(path: str) -> bool:
    """Tell whether *path* stays here.

    Browsers read a backslash as a slash and skip control characters.
    """
    if not path.startswith("/") or path.startswith("//"):
        return False
    parts = urlsplit(path) if path.isprintable() and "\\" not in path else None
    return parts is not None and not parts.scheme and not parts.netloc
