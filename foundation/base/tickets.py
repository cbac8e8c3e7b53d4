"""Links that need no sign-in: an id and a keyed proof that we gave it out, and for what."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

LENGTH = 43
_PROOF = 16


def ticket(secret: bytes, purpose: str, about: UUID) -> str:
    """Return text for an address that lets its holder do *purpose* with the thing *about*."""
    return urlsafe_b64encode(about.bytes + _proof(secret, purpose, about)).decode().rstrip("=")


def read_ticket(secret: bytes, purpose: str, text: str) -> UUID | None:
    """Return what a ticket is about, or None if we gave it out for something else or not at all."""
    if len(text) != LENGTH or not text.isascii():
        return None
    try:
        held = urlsafe_b64decode(text + "=")
    except ValueError:
        return None
    if len(held) != 2 * _PROOF:
        return None
    about = UUID(bytes=held[:_PROOF])
    same = hmac.compare_digest(held[_PROOF:], _proof(secret, purpose, about))
    return about if same and ticket(secret, purpose, about) == text else None


def _proof(secret: bytes, purpose: str, about: UUID) -> bytes:
    said = f"ticket {purpose}\0".encode() + about.bytes
    return hmac.digest(secret, said, hashlib.sha256)[:_PROOF]
