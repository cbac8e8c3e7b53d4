"""People of the demo: one for each role, without any secret."""

from __future__ import annotations

from uuid import UUID

from foundation.accounts.commands.people import add_person
from foundation.accounts.models.people import Person, PersonRole
from foundation.base.roles import Role
from foundation.base.work import Work


def demo_person(work: Work, role: Role) -> UUID:
    """Return the person of the demo who has *role* in the actor's council, made if missing."""
    said = role.value.replace("_", "-")
    person_id = add_person(work, f"demo-{said}@demo.invalid", name=f"Demo {said.replace('-', ' ')}")
    work.session.get_one(Person, person_id).is_demo = True
    row = work.session.get(PersonRole, (person_id, role))
    if row is None:
        work.session.add(
            PersonRole(person_id=person_id, role=role, asked_at=work.now, agreed_at=work.now)
        )
    return person_id
