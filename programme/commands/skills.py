"""Say what one can do, take it back, and forget it with the account."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import delete, select

from foundation.accounts.models.people import Person
from foundation.base.errors import SignInNeeded
from foundation.base.words import say
from foundation.base.work import Work
from programme.models.skills import OfficerSkill
from programme.rules.skills import checked_skill


def add_skill(work: Work, words: str) -> None:
    """Add a skill to the actor's own record; twice is once.

    Raises:
        SignInNeeded: nobody is signed in.
        Invalid: it says nothing or too much, or there are too many.
    """
    if work.actor.person_id is None:
        raise SignInNeeded(say("Sign in to write down what you can do."))
    own = select(OfficerSkill.words).where(OfficerSkill.person_id == work.actor.person_id)
    held = {each.casefold() for each in work.session.scalars(own)}
    words = checked_skill(words, len(held))
    if words.casefold() in held:
        return
    work.session.add(
        OfficerSkill(
            id=uuid4(),
            authority_id=work.actor.authority_id,
            person_id=work.actor.person_id,
            words=words,
            said_at=work.now,
        )
    )
    work.session.flush()


def remove_skill(work: Work, skill_id: UUID) -> None:
    """Take one of the actor's own skills away; a stranger's stays where it is."""
    work.session.execute(
        delete(OfficerSkill).where(
            OfficerSkill.id == skill_id, OfficerSkill.person_id == work.actor.person_id
        )
    )


def forget_skills(work: Work) -> int:
    """Take away the skills of the closed accounts of a council; return how many there were."""
    left = select(Person.id).where(
        Person.authority_id == work.actor.authority_id, Person.is_active.is_(False)
    )
    gone = select(OfficerSkill).where(OfficerSkill.person_id.in_(left))
    rows = work.session.scalars(gone).all()
    for row in rows:
        work.session.delete(row)
    work.session.flush()
    return len(rows)
