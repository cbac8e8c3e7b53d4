"""What a person proves themselves with: a password and a second factor."""

from __future__ import annotations

from uuid import UUID

from foundation.accounts.commands.links import void_links
from foundation.accounts.commands.sign_in import own_person, revoke
from foundation.accounts.rules.codes import LOCKED_FOR, TRIES, step_of
from foundation.accounts.rules.events import (
    Locked,
    PasswordSet,
    SecondFactorCleared,
    SecondFactorSet,
)
from foundation.base.work import Work


def set_password(work: Work, person_id: UUID, password_hash: str) -> None:
    """Give a person a new password; every sign-in and every older link ends."""
    person = own_person(work, person_id)
    person.password_hash = password_hash
    revoke(work, person)
    void_links(work, person)
    work.record(PasswordSet(person_id))


def set_second_factor(work: Work, person_id: UUID, secret: str, step: int) -> None:
    """Give a person the second factor whose code of *step* they have just shown."""
    person = own_person(work, person_id)
    person.totp_secret, person.totp_last_step = secret, step
    person.failed_attempts, person.locked_until = 0, None
    revoke(work, person)
    work.record(SecondFactorSet(person_id))


def clear_proofs(work: Work, person_id: UUID) -> None:
    """Forget a person's password and second factor, as when a phone is lost."""
    person = own_person(work, person_id)
    person.password_hash = person.totp_secret = person.totp_last_step = None
    person.failed_attempts, person.locked_until = 0, None
    revoke(work, person)
    work.record(SecondFactorCleared(person_id))


def try_code(work: Work, person_id: UUID, code: str) -> bool:
    """Check one code and use it up; after five wrong ones no code counts for a while."""
    person = own_person(work, person_id)
    if person.totp_secret is None:
        return False
    if person.locked_until and work.now < person.locked_until:
        return False
    step = step_of(person.totp_secret, code, work.now, after=person.totp_last_step)
    if step is not None:
        person.totp_last_step, person.failed_attempts, person.locked_until = step, 0, None
        return True
    person.failed_attempts += 1
    if person.failed_attempts >= TRIES:
        person.failed_attempts, person.locked_until = 0, work.now + LOCKED_FOR
        work.record(Locked(person_id))
    return False
