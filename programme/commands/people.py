"""Who stands behind a challenge: its owner, and the sponsor who has to accept."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from foundation.accounts.models.people import Person, PersonRole
from foundation.base.errors import Conflict, Invalid
from foundation.base.roles import Role
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import changed, own_challenge
from programme.rules.gates import SponsorAccepted

NOBODY = say("Nobody with this role works here. Choose one from the list.")
NOT_YOU = say("Only the sponsor who is named can accept.")


def checked_person(work: Work, person_id: UUID, field: str, role: Role | None = None) -> UUID:
    """Return *person_id* if it is an active person of the actor's council who holds *role*.

    Raises:
        Invalid: it is not.
    """
    wanted = select(Person.id).where(
        Person.id == person_id, Person.authority_id == work.actor.authority_id, Person.is_active
    )
    if role is not None:
        wanted = wanted.join(PersonRole, PersonRole.person_id == Person.id).where(
            PersonRole.role == role, PersonRole.agreed_at.is_not(None)
        )
    if work.session.scalar(wanted) is None:
        raise Invalid(NOBODY, fields={field: NOBODY})
    return person_id


def name_people(
    work: Work, challenge_id: UUID, *, owner_id: UUID | None, sponsor_id: UUID | None
) -> None:
    """Say who owns a challenge and who is asked to sponsor it; another sponsor has to accept anew.

    Raises:
        NotFound: no such challenge.
        Invalid: one of them does not hold the role, or both are one person.
    """
    challenge = own_challenge(work, challenge_id)
    if owner_id:
        checked_person(work, owner_id, "owner_id", Role.CHALLENGE_OWNER)
    if sponsor_id:
        checked_person(work, sponsor_id, "sponsor_id", Role.EXECUTIVE_SPONSOR)
    if owner_id and owner_id == sponsor_id:
        both = say("Owner and sponsor have to be two people.")
        raise Invalid(both, fields={"sponsor_id": both})
    if challenge.sponsor_id != sponsor_id:
        challenge.sponsor_accepted_at = None
    challenge.owner_id, challenge.sponsor_id = owner_id, sponsor_id
    work.session.flush()
    changed(work, challenge)


def accept_sponsorship(work: Work, challenge_id: UUID) -> None:
    """Let the sponsor who acts accept; twice is once.

    Raises:
        NotFound: no such challenge.
        Conflict: somebody else is named, or nobody.
    """
    challenge = own_challenge(work, challenge_id)
    if challenge.sponsor_id is None or challenge.sponsor_id != work.actor.person_id:
        raise Conflict(NOT_YOU)
    if challenge.sponsor_accepted_at is None:
        challenge.sponsor_accepted_at = work.now
        work.record(SponsorAccepted(challenge.id, programme_id=challenge.programme_id))
