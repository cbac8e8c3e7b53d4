"""Who is behind a program's request: nobody, or the person whose key it carries."""

from __future__ import annotations

from flask import g, request

from foundation.accounts.queries.tokens import bearer_of
from foundation.accounts.web.here import current_council
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import SignInNeeded
from foundation.web.current import now, rights_of


def who_carries() -> None:
    """Remember for whom this request speaks; cookies say nothing here.

    Raises:
        SignInNeeded: it carries a key that does not hold.
    """
    g.sign_in = None
    given = request.headers.get("Authorization")
    if given is None:
        g.actor = Actor(current_council().id)
        return
    kind, _, token = given.partition(" ")
    authority_id = current_council().id
    found = bearer_of(db.session(), authority_id, token.strip(), now())
    if kind.lower() != "bearer" or found is None:
        raise SignInNeeded("This bearer token does not hold. Ask for a new one.")
    g.actor = Actor(authority_id, found.person_id, found.roles, rights_of(found.roles))
