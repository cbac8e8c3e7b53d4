"""Random tokens for browsers and links, of which only a digest is ever stored."""

from __future__ import annotations

import hashlib
import secrets

LONGEST = 100


def new_token() -> str:
    """Return 256 random bits as text that fits into an address."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return what is stored of *token*."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
