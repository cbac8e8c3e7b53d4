"""Plain builders with legal defaults; a test names only what it is about."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from foundation.accounts.models.people import Person, PersonRole, SignIn
from foundation.accounts.rules.passwords import hashed
from foundation.accounts.rules.tokens import digest_of, new_token
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.clock import NOW


def an_authority(session: Session, slug: str = "birmingham", **more: object) -> Authority:
    """Add one council."""
    given: dict[str, object] = {"name": f"{slug.title()} Council", "created_at": NOW, **more}
    authority = Authority(slug=slug, **given)
    session.add(authority)
    session.commit()
    return authority


def an_actor(authority_id: UUID, **more: object) -> Actor:
    """Return somebody who acts for one council."""
    return Actor(authority_id, **more)  # type: ignore[arg-type]  # keyword by keyword


def a_person(session: Session, authority_id: UUID, *roles: Role, **more: object) -> Person:
    """Add somebody with agreed roles."""
    given: dict[str, object] = {"email": f"{uuid4().hex}@example.org", "created_at": NOW, **more}
    person = Person(authority_id=authority_id, **given)
    session.add(person)
    session.flush()
    session.add_all(
        PersonRole(person_id=person.id, role=role, asked_at=NOW, agreed_at=NOW) for role in roles
    )
    session.commit()
    return person


PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def an_officer(session: Session, authority_id: UUID, *roles: Role, **more: object) -> Person:
    """Add somebody of the staff who signs in with ``PASSWORD`` and the codes of ``SECRET``."""
    given: dict[str, object] = {
        "email": "ada@council.example.org",
        "password_hash": hashed(PASSWORD),
        "totp_secret": SECRET,
        **more,
    }
    return a_person(session, authority_id, *(roles or (Role.PLANNER,)), **given)


def a_sign_in(session: Session, person_id: UUID, at: datetime = NOW) -> str:
    """Add one signed-in browser; return the token that its cookie holds."""
    token = new_token()
    person = session.get_one(Person, person_id)
    session.add(
        SignIn(
            token_digest=digest_of(token),
            person_id=person_id,
            session_version=person.session_version,
            started_at=at,
            last_seen_at=at,
            proved_at=at,
        )
    )
    session.commit()
    return token
