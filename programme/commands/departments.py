"""Departments: named once, with who answers for each."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from foundation.base.work import Work
from foundation.base.written import in_one_line
from programme.commands.people import checked_person
from programme.models.departments import Department
from programme.rules.drafts import LONGEST_TITLE, missing_or_long, refuse


def keep_department(
    work: Work, name: str, *, parent: str | None = None, lead_id: UUID | None = None
) -> UUID:
    """Return the id of the department called *name*, which is made where it is not there.

    Raises:
        Invalid: it has no name, or its lead is nobody of this council.
    """
    name = in_one_line(name)
    refuse({"name": missing_or_long(name, LONGEST_TITLE)})
    named = select(Department).where(
        Department.authority_id == work.actor.authority_id, Department.name == name
    )
    known = work.session.scalars(named).one_or_none()
    if known is None:
        known = Department(id=uuid4(), authority_id=work.actor.authority_id, name=name)
        work.session.add(known)
    known.parent = parent or known.parent
    if lead_id:
        known.lead_id = checked_person(work, lead_id, "lead_id")
    work.session.flush()
    return known.id
