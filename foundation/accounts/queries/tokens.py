"""For whom a program acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person, PersonRole
from foundation.accounts.models.tokens import ApiToken
from foundation.accounts.rules.tokens import LONGEST, digest_of
from foundation.base.roles import Role


@dataclass(frozen=True, slots=True)
class Bearer:
    """The person behind a token, and what they are to the council."""

    person_id: UUID
    roles: frozenset[Role]


def bearer_of(session: Session, authority_id: UUID, token: str, now: datetime) -> Bearer | None:
    """Return for whom *token* speaks at one council, or None if it does not hold. One statement."""
    if len(token) > LONGEST:
        return None
    agreed = and_(PersonRole.person_id == Person.id, PersonRole.agreed_at.is_not(None))
    rows = session.execute(
        select(Person.id, PersonRole.role)
        .join(ApiToken, ApiToken.person_id == Person.id)
        .outerjoin(PersonRole, agreed)
        .where(
            ApiToken.digest == digest_of(token),
            ApiToken.session_version == Person.session_version,
            ApiToken.ends_at > now,
            Person.authority_id == authority_id,
            Person.is_active,
        )
    ).all()
    if not rows:
        return None
    return Bearer(rows[0].id, frozenset(role for _, role in rows if role is not None))
