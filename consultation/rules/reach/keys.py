"""The keys under which answers about people are kept: nothing leads back from them."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID


def person_key(root: bytes, secret: bytes, voice_id: UUID) -> str:
    """Return the key of one person in one consultation.

    It takes the *root* key of the deployment, which is in no database, and the *secret* of the
    consultation, which is destroyed once its figures are final.
    """
    own = hmac.digest(root, b"reach\0" + secret, hashlib.sha256)
    return hmac.digest(own, voice_id.bytes, hashlib.sha256).hex()


def noise_key(root: bytes, respondent_id: UUID) -> int:
    """Return the record key, 0 to 2³² - 1, that decides with others on the noise of a cell."""
    digest = hmac.digest(root, b"noise\0" + respondent_id.bytes, hashlib.sha256)
    return int.from_bytes(digest[:4])


def pulse_key(root: bytes, consultation_id: UUID, voice_id: UUID, asked: str) -> str:
    """Return what tells that somebody has answered these questions before, and nothing more."""
    said = b"\0".join((b"pulse", consultation_id.bytes, voice_id.bytes, asked.encode()))
    return hmac.digest(root, said, hashlib.sha256).hex()
