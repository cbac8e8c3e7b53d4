"""Who has an account with a council, and what they may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person, PersonRole, SignIn
from foundation.accounts.rules.people import Request
from foundation.accounts.rules.sign_in import is_over
from foundation.base.roles import STAFF, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in the list of a council's staff and partners.

    Args:
        held: roles that count, beside that of a resident.
        waiting: roles that somebody has still to agree to.
        has_proof: whether they have set a password.
    """

    id: UUID
    email: str
    name: str | None
    team: str | None
    held: tuple[Role, ...]
    waiting: tuple[Request, ...]
    has_proof: bool
    is_active: bool
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is checked against."""

    person_id: UUID
    email: str
    name: str | None
    password_hash: str | None
    totp_secret: str | None
    session_version: int
    locked_until: datetime | None
    is_staff: bool


@dataclass(frozen=True, slots=True)
class OpenSignIn:
    """One browser that is signed in as a person."""

    id: UUID
    started_at: datetime
    last_seen_at: datetime


def people_with_roles(session: Session, authority_id: UUID) -> list[Entry]:
    """Return everybody who has or waits for a role beyond that of a resident, by name.

    Residents are not listed: no administrator has a need to see them.
    """
    beyond = select(PersonRole.person_id).where(PersonRole.role != Role.RESIDENT)
    people = session.scalars(
        select(Person)
        .where(Person.authority_id == authority_id, Person.is_active, Person.id.in_(beyond))
        .order_by(Person.name, Person.email)
    ).all()
    ids = [person.id for person in people]
    rows = session.scalars(select(PersonRole).where(PersonRole.person_id.in_(ids))).all()
    return [
        _entry(person, [row for row in rows if row.person_id == person.id]) for person in people
    ]


def person_entry(session: Session, authority_id: UUID, person_id: UUID) -> Entry | None:
    """Return one person of a council, or None."""
    wanted = select(Person).where(Person.id == person_id, Person.authority_id == authority_id)
    person = session.scalars(wanted).first()
    if person is None:
        return None
    rows = session.scalars(select(PersonRole).where(PersonRole.person_id == person_id)).all()
    return _entry(person, rows)


def credentials_at(session: Session, authority_id: UUID, email: str) -> Credentials | None:
    """Return what the person with this address signs in with, or None."""
    return _credentials(session, Person.authority_id == authority_id, Person.email == email)


def credentials_of(session: Session, authority_id: UUID, person_id: UUID) -> Credentials | None:
    """Return what one person signs in with, or None."""
    return _credentials(session, Person.authority_id == authority_id, Person.id == person_id)


def open_sign_ins(
    session: Session, person_id: UUID, roles: frozenset[Role], now: datetime
) -> list[OpenSignIn]:
    """Return the browsers that are signed in as a person with *roles*, the latest first."""
    rows = session.scalars(
        select(SignIn)
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.person_id == person_id, SignIn.session_version == Person.session_version)
        .order_by(SignIn.last_seen_at.desc())
    )
    return [
        OpenSignIn(row.id, row.started_at, row.last_seen_at)
        for row in rows
        if not is_over(roles, started_at=row.started_at, seen_at=row.last_seen_at, now=now)
    ]


def _credentials(session: Session, *which: object) -> Credentials | None:
    person = session.scalars(select(Person).where(*which, Person.is_active)).first()  # type: ignore[arg-type]  # two conditions
    if person is None:
        return None
    roles = session.scalars(select(PersonRole.role).where(PersonRole.person_id == person.id))
    return Credentials(
        person.id,
        person.email,
        person.name,
        person.password_hash,
        person.totp_secret,
        person.session_version,
        person.locked_until,
        is_staff=bool(STAFF.intersection(roles)),
    )


def _entry(person: Person, rows: Iterable[PersonRole]) -> Entry:
    beyond = (row for row in rows if row.role is not Role.RESIDENT)
    ordered = sorted(beyond, key=lambda row: list(Role).index(row.role))
    return Entry(
        person.id,
        person.email,
        person.name,
        person.team,
        held=tuple(row.role for row in ordered if row.agreed_at),
        waiting=tuple(
            Request(person.id, row.role, row.asked_by, is_agreed=False)
            for row in ordered
            if not row.agreed_at
        ),
        has_proof=person.password_hash is not None,
        is_active=person.is_active,
        is_demo=person.is_demo,
    )
