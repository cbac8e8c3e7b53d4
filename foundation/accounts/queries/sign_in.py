"""Who a browser is signed in as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person, PersonRole, SignIn
from foundation.accounts.rules.sign_in import is_over
from foundation.accounts.rules.tokens import digest_of
from foundation.base.roles import Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser's sign-in that holds now, and the person behind it."""

    id: UUID
    person_id: UUID
    authority_id: UUID
    email: str
    name: str | None
    team: str | None
    is_demo: bool
    roles: frozenset[Role]
    started_at: datetime
    last_seen_at: datetime
    proved_at: datetime


def sign_in_of(session: Session, authority_id: UUID, token: str, now: datetime) -> SignedIn | None:
    """Return the sign-in that *token* opens at one council, or None if it does not hold.

    One statement. It does not hold after sign-out, silence, a change of password or role, at
    another council, or once the person is no longer active.
    """
    rows = session.execute(_looked_up(authority_id, token)).all()
    if not rows:
        return None
    found = _signed_in(rows)
    over = is_over(found.roles, started_at=found.started_at, seen_at=found.last_seen_at, now=now)
    return None if over else found


def _looked_up(authority_id: UUID, token: str) -> Select[SignIn, Person, Role | None]:
    agreed = and_(PersonRole.person_id == Person.id, PersonRole.agreed_at.is_not(None))
    return (
        select(SignIn, Person, PersonRole.role)
        .join(Person, Person.id == SignIn.person_id)
        .outerjoin(PersonRole, agreed)
        .where(
            SignIn.token_digest == digest_of(token),
            SignIn.session_version == Person.session_version,
            Person.authority_id == authority_id,
            Person.is_active,
        )
    )


def _signed_in(rows: Sequence[Row[SignIn, Person, Role | None]]) -> SignedIn:
    browser, person, _ = rows[0]
    return SignedIn(
        id=browser.id,
        person_id=person.id,
        authority_id=person.authority_id,
        email=person.email,
        name=person.name,
        team=person.team,
        is_demo=person.is_demo,
        roles=frozenset(role for _, _, role in rows if role is not None),
        started_at=browser.started_at,
        last_seen_at=browser.last_seen_at,
        proved_at=browser.proved_at,
    )
