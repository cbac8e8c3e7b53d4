"""Who a visitor without an account is: one browser, known to one consultation at a time.

The cookie holds a random token. It ends with the browser, or after 30 days where somebody has
begun what they may want to finish later. What is stored is a keyed digest that is another one in
each consultation, so that nobody can be followed from one to the next.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from uuid import UUID

from flask import session

from foundation.web.current import actor, secret

TOKEN = "visitor"  # noqa: S105  the name of a cookie's part, not a secret
SALT = b"visitor\0"
SUBMISSION = b"submission\0"
UNSENT = b"unsent\0"


def note_visitor() -> None:
    """Give this browser its token; called by pages with forms and by no other."""
    if TOKEN not in session:
        session[TOKEN] = secrets.token_urlsafe(16)


def stay_known() -> None:
    """Let the token of a visitor outlive the browser window; a sign-in has its own rules."""
    note_visitor()
    if actor().person_id is None:
        session.permanent = True


def unsent_owner(consultation_id: UUID) -> str:
    """Return the digest under which this browser finds again what it has begun to write."""
    return _digest(UNSENT + consultation_id.bytes).hex()


def voice_digest(consultation_id: UUID) -> str:
    """Return the digest under which this person speaks in one consultation."""
    return _digest(SALT + consultation_id.bytes).hex()


def voice_digest_of(person_id: UUID, consultation_id: UUID) -> str:
    """Return the digest under which somebody who signs in speaks in one consultation."""
    return _keyed(SALT + consultation_id.bytes, str(person_id)).hex()


def submission_id(consultation_id: UUID, form_key: str) -> UUID:
    """Return the id that what this browser sends from one form will have, however often.

    A form sent twice therefore means one comment, and only the same browser can send it again.
    """
    said = form_key.encode("utf-8", "surrogatepass")
    return UUID(bytes=_digest(SUBMISSION + consultation_id.bytes + said)[:16], version=4)


def new_form_key() -> str:
    """Return a fresh key for the hidden field of a form."""
    return secrets.token_urlsafe(16)


def _digest(about: bytes) -> bytes:
    person_id = actor().person_id
    who = str(person_id) if person_id else str(session.get(TOKEN, ""))
    return _keyed(about, who)


def _keyed(about: bytes, who: str) -> bytes:
    key = hmac.digest(secret(), about, hashlib.sha256)
    return hmac.digest(key, who.encode("utf-8", "surrogatepass"), hashlib.sha256)
