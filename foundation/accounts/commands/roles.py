"""Ask for a role, agree to it, take it away.

Rights of staff are given by two people. The command line is one person: what it asks for, an
administrator agrees to, and what an administrator asks for, it can agree to. Where a council has
no other administrator who could agree, the command line's word is enough, or nobody could begin.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from foundation.accounts.commands.sign_in import own_person, revoke
from foundation.accounts.models.people import Person, PersonRole
from foundation.accounts.rules.events import RoleAgreed, RoleAsked, RoleTaken
from foundation.accounts.rules.people import (
    Request,
    WhyNot,
    may_agree,
    may_ask,
    may_take,
    needs_second,
)
from foundation.base.decisions import Decision
from foundation.base.errors import Conflict, NotAllowed, NotFound
from foundation.base.roles import Role
from foundation.base.work import Work

SENTENCES: dict[WhyNot, tuple[type[Conflict | NotAllowed | NotFound], str]] = {
    WhyNot.ALREADY: (Conflict, "This person has this role, or waits for it, already."),
    WhyNot.NOT_ASKED: (NotFound, "Nobody has asked for this role."),
    WhyNot.OWN_REQUEST: (NotAllowed, "You asked for this. Somebody else has to agree."),
    WhyNot.OWN_ROLE: (NotAllowed, "Nobody agrees to a role of their own."),
    WhyNot.EXCLUDED: (Conflict, "This role cannot be held together with another one they have."),
    WhyNot.LAST_ADMIN: (Conflict, "This is the last administrator. Add another one first."),
    WhyNot.NOT_ACTIVE: (Conflict, "This person was removed. Invite them again first."),
}


def ask_role(work: Work, person_id: UUID, role: Role) -> None:
    """Ask that a person be given *role*; a role outside the staff counts at once.

    Raises:
        Conflict: they have it, wait for it, or hold one that excludes it.
    """
    person = own_person(work, person_id)
    held = frozenset(
        work.session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id))
    )
    _heed(may_ask(role, held))
    if not person.is_active:
        _heed(Decision(WhyNot.NOT_ACTIVE))
    row = PersonRole(
        person_id=person_id, role=role, asked_by=work.actor.person_id, asked_at=work.now
    )
    work.session.add(row)
    work.record(RoleAsked(person_id, role))
    if not needs_second(role):
        _count(work, person, row)


def agree_role(work: Work, person_id: UUID, role: Role) -> None:
    """Agree, as the second person, that somebody gets *role*; they sign in again after that.

    Raises:
        NotAllowed: the actor asked for it, or would get it.
        NotFound: nobody has asked for it.
        Conflict: it counts already.
    """
    person = own_person(work, person_id)
    row = work.session.get(PersonRole, (person_id, role), with_for_update=True)
    asked = Request(person_id, role, row.asked_by, is_agreed=bool(row.agreed_at)) if row else None
    _heed(may_agree(asked, work.actor.person_id))
    if row is not None:
        _count(work, person, row)


def agree_unasked(work: Work, person_id: UUID, role: Role) -> None:
    """Let a role count on the word of the command line, which says that somebody has agreed."""
    person = own_person(work, person_id)
    row = work.session.get_one(PersonRole, (person_id, role))
    if row.agreed_at is None:
        _count(work, person, row)


def take_role(work: Work, person_id: UUID, role: Role) -> None:
    """Take a role, or the wait for it, from a person; all their sign-ins end.

    Raises:
        NotFound: they do not have it.
        Conflict: it is the last administrator's.
    """
    person = own_person(work, person_id)
    row = work.session.get(PersonRole, (person_id, role))
    if row is None:
        raise NotFound("This person does not have this role.")
    if row.agreed_at is not None:
        _heed(may_take(role, other_admins=other_admins(work, person_id)))
        revoke(work, person)
    work.session.delete(row)
    work.record(RoleTaken(person_id, role))


def other_admins(work: Work, person_id: UUID) -> int:
    """Count the administrators of the actor's council beside *person_id* and those of the demo."""
    wanted = (
        select(func.count())
        .select_from(PersonRole)
        .join(Person, Person.id == PersonRole.person_id)
        .where(
            Person.authority_id == work.actor.authority_id,
            Person.id != person_id,
            Person.is_active,
            Person.is_demo.is_(False),
            PersonRole.role == Role.AUTHORITY_ADMIN,
            PersonRole.agreed_at.is_not(None),
        )
    )
    return work.session.scalar(wanted) or 0


def _count(work: Work, person: Person, row: PersonRole) -> None:
    row.agreed_by, row.agreed_at = work.actor.person_id, work.now
    revoke(work, person)
    work.record(RoleAgreed(person.id, row.role))


def _heed(decision: Decision) -> None:
    if isinstance(decision.reason, WhyNot):
        error, sentence = SENTENCES[decision.reason]
        raise error(sentence)
