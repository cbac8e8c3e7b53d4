"""Let a browser in, and end what it was let in to."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select

from foundation.accounts.models.people import Person, PersonRole, SignIn
from foundation.accounts.rules.events import SignedIn, SignedOut, SignedOutEverywhere
from foundation.accounts.rules.tokens import digest_of, new_token
from foundation.base.errors import NotFound
from foundation.base.roles import STAFF
from foundation.base.work import Work


def start_sign_in(work: Work, person_id: UUID) -> str:
    """Sign one browser in as *person_id*; return the fresh token that it is to hold.

    Only a staff sign-in is logged: the log keeps no record of when residents come.
    """
    person = own_person(work, person_id)
    if not person.is_active:
        raise NotFound("This account cannot sign in any more.")
    token = new_token()
    work.session.add(
        SignIn(
            token_digest=digest_of(token),
            person_id=person.id,
            session_version=person.session_version,
            started_at=work.now,
            last_seen_at=work.now,
            proved_at=work.now,
        )
    )
    person.failed_attempts = 0
    person.locked_until = None
    if is_staff(work, person.id):
        work.record(SignedIn(person.id))
    return token


def end_sign_in(work: Work, sign_in_id: UUID, person_id: UUID) -> None:
    """End one sign-in of *person_id*; do nothing if it has ended."""
    own_person(work, person_id)
    theirs = delete(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == person_id)
    if work.session.scalar(theirs.returning(SignIn.id)) is not None:
        work.record(SignedOut(person_id))


def end_all(work: Work, person_id: UUID) -> None:
    """End every sign-in of *person_id*, and void what was signed in by half."""
    revoke(work, own_person(work, person_id))
    work.record(SignedOutEverywhere(person_id))


def revoke(work: Work, person: Person) -> None:
    """Let no browser be signed in as *person* any more."""
    person.session_version += 1
    work.session.execute(delete(SignIn).where(SignIn.person_id == person.id))


def own_person(work: Work, person_id: UUID) -> Person:
    """Return a person of the actor's council, locked for change.

    Raises:
        NotFound: this council knows no such person.
    """
    wanted = select(Person).where(
        Person.id == person_id, Person.authority_id == work.actor.authority_id
    )
    person = work.session.scalars(wanted.with_for_update()).first()
    if person is None:
        raise NotFound("There is no such person.")
    return person


def is_staff(work: Work, person_id: UUID) -> bool:
    """Tell whether a person has, or waits for, a role of the staff."""
    roles = select(PersonRole.role).where(PersonRole.person_id == person_id)
    return bool(STAFF.intersection(work.session.scalars(roles)))
