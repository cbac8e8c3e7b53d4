"""Whether a browser belongs to who wrote a comment: nobody needs an account for that."""

from __future__ import annotations

import hmac

from flask import session

from consultation.queries.authors import OwnComment, own_comment
from consultation.web.sending import FOLLOWS, SENT
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.web.current import actor, now
from foundation.web.visitor import TOKEN, voice_digest


def comment_of_somebody(ref: str) -> OwnComment:
    """Return what the public said under this reference.

    Raises:
        NotFound: there is none.
    """
    found = own_comment(db.session(), current_council().id, ref, now())
    if found is None:
        raise NotFound("There is no such comment.")
    return found


def is_author(comment: OwnComment) -> bool:
    """Tell whether who asks sent the comment, holds its code, or is signed in as its author."""
    if comment.id.hex in {session.get(FOLLOWS), session.get(SENT)}:
        return True
    if comment.voice_digest is None or not (actor().person_id or session.get(TOKEN)):
        return False
    return hmac.compare_digest(comment.voice_digest, voice_digest(comment.consultation_id))
