"""Codes that people read aloud and type: no vowels, nothing that looks like something else."""

from __future__ import annotations

import hashlib
import hmac
import secrets

ALPHABET = "CDFGHJKMNPQRTVWX34679"
"""21 characters, 4.39 bits each: no vowels, no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V, Y."""

COMMENT_LENGTH = 8
TRACKING_LENGTH = 12  # 52.7 bits; ten tries an hour find nothing in them


def new_comment_reference() -> str:
    """Return a fresh public reference such as ``K7QD-3MXW``."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(COMMENT_LENGTH)))


def as_reference(typed: str) -> str:
    """Return *typed* as a reference is written, whatever a person typed between its characters."""
    return _grouped(plain(typed))


def tracking_code(secret: bytes, contribution: bytes) -> str:
    """Return the code that the author of *contribution* keeps, such as ``K7QD-3MXW-9TFH``.

    It is derived, not stored: who replays a lost request gets the same code again.
    """
    number = int.from_bytes(hmac.digest(secret, b"tracking code\0" + contribution, hashlib.sha256))
    letters = []
    for _ in range(TRACKING_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return _grouped("".join(letters))


def code_digest(secret: bytes, code: str) -> str:
    """Return the keyed digest under which a code is stored and looked up."""
    return hmac.new(secret, b"stored code\0" + plain(code).encode(), hashlib.sha256).hexdigest()


def plain(code: str) -> str:
    """Return *code* as its characters alone, whatever a person typed between them."""
    return "".join(letter for letter in code.upper() if letter in ALPHABET)


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
