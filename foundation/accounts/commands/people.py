"""Add people to a council, and take them out."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.accounts.commands.links import void_links
from foundation.accounts.commands.roles import other_admins
from foundation.accounts.commands.sign_in import own_person, revoke
from foundation.accounts.models.people import Person, PersonRole
from foundation.accounts.rules.events import PersonAdded, PersonRemoved
from foundation.accounts.rules.people import may_take
from foundation.base.errors import Conflict, Invalid
from foundation.base.mail import is_address
from foundation.base.roles import Role
from foundation.base.words import say
from foundation.base.work import Work

NOT_AN_ADDRESS = say("Enter an email address such as name@example.org.")


def plain_address(typed: str) -> str:
    """Return *typed* as addresses are stored.

    Raises:
        Invalid: it is not one e-mail address.
    """
    email = typed.strip().lower()
    if not is_address(email):
        raise Invalid(NOT_AN_ADDRESS, fields={"email": NOT_AN_ADDRESS})
    return email


def add_person(work: Work, email: str, *, name: str | None = None, team: str | None = None) -> UUID:
    """Make sure that the council knows a person with this address; return their id.

    Everybody is a resident at least. Somebody who was removed comes back as nothing else; what is
    known of a name or team is kept.
    """
    address = plain_address(email)
    known = work.session.scalars(
        select(Person)
        .where(Person.authority_id == work.actor.authority_id, Person.email == address)
        .with_for_update()
    ).first()
    if known is not None:
        known.is_active = True
        known.name, known.team = name or known.name, team or known.team
        _be_resident(work, known.id)
        return known.id
    person = Person(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        email=address,
        name=name,
        team=team,
        session_version=1,
        created_at=work.now,
    )
    work.session.add(person)
    work.session.flush()
    work.record(PersonAdded(person.id))
    _be_resident(work, person.id)
    return person.id


def holder_of(work: Work, role: Role, email: str) -> UUID | None:
    """Return who at the actor's council has *role* and this address, agreed to; None for nobody."""
    wanted = (
        select(Person.id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(
            Person.authority_id == work.actor.authority_id,
            Person.email == email.strip().lower(),
            Person.is_active,
            PersonRole.role == role,
            PersonRole.agreed_at.is_not(None),
        )
    )
    found: UUID | None = work.session.scalar(wanted)
    return found


def remove_person(work: Work, person_id: UUID) -> None:
    """Take every role from a person and end all their sign-ins and links.

    Raises:
        Conflict: it is the last administrator, or the actor.
    """
    person = own_person(work, person_id)
    if person_id == work.actor.person_id:
        raise Conflict("You cannot remove yourself. Ask another administrator.")
    held = work.session.scalars(select(PersonRole).where(PersonRole.person_id == person_id)).all()
    for row in held:
        if row.agreed_at and not may_take(row.role, other_admins=other_admins(work, person_id)):
            raise Conflict("This is the last administrator. Add another one first.")
        work.session.delete(row)
    person.is_active = False
    person.password_hash = person.totp_secret = None
    revoke(work, person)
    void_links(work, person)
    work.record(PersonRemoved(person_id))


def rename(work: Work, person_id: UUID, name: str | None, team: str | None) -> None:
    """Change what a person is called."""
    person = own_person(work, person_id)
    person.name, person.team = name or None, team or None


def _be_resident(work: Work, person_id: UUID) -> None:
    if work.session.get(PersonRole, (person_id, Role.RESIDENT)) is None:
        work.session.add(
            PersonRole(
                person_id=person_id, role=Role.RESIDENT, asked_at=work.now, agreed_at=work.now
            )
        )
