"""Give a program a key, or take it away."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from foundation.accounts.models.people import Person
from foundation.accounts.models.tokens import ApiToken
from foundation.accounts.rules.tokens import digest_of, new_token
from foundation.base.errors import NotFound
from foundation.base.work import Work

LASTS = timedelta(days=365)


def make_token(work: Work, email: str) -> str:
    """Return a new key for the person with this address; it can be shown this once only.

    Raises:
        NotFound: the council has nobody with this address.
    """
    person = _person(work, email)
    token = new_token()
    work.session.add(
        ApiToken(
            digest=digest_of(token),
            person_id=person.id,
            session_version=person.session_version,
            made_at=work.now,
            ends_at=work.now + LASTS,
        )
    )
    return token


def end_tokens(work: Work, email: str) -> None:
    """Let none of a person's keys hold any longer."""
    person_id: UUID = _person(work, email).id
    work.session.execute(delete(ApiToken).where(ApiToken.person_id == person_id))


def _person(work: Work, email: str) -> Person:
    found = work.session.scalars(
        select(Person).where(
            Person.authority_id == work.actor.authority_id, Person.email == email.strip().lower()
        )
    ).one_or_none()
    if found is None:
        raise NotFound(f"Nobody at this council has the address {email}.")
    return found
