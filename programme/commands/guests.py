"""Ask people and firms to a workshop, tell them so, and write down who came."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from uuid import UUID, uuid4

from sqlalchemy import func, or_, select

from foundation.accounts.models.people import Person, PersonRole
from foundation.base.errors import Invalid, NotFound
from foundation.base.mail import Mail
from foundation.base.outgoing import post
from foundation.base.refusals import agree
from foundation.base.roles import STAFF, Role
from foundation.base.work import Work
from programme.commands.attendance import answer_asking, mark_attendance
from programme.commands.workshops import own_workshop
from programme.models.firms import Firm, FirmMember
from programme.models.workshops import WorkshopGuest
from programme.rules.attendance import Came
from programme.rules.cohorts import Side
from programme.rules.workshops import (
    NOT_OURS,
    REFUSALS,
    GuestsAsked,
    WorkshopTaken,
    may_ask,
    side_of,
)


def ask_guests(
    work: Work,
    workshop_id: UUID,
    *,
    people: Collection[UUID] = (),
    firms: Collection[UUID] = (),
    leads: bool = False,
) -> int:
    """Ask people and firms to a workshop; return how many were not asked before.

    Raises:
        NotFound: no such workshop.
        Conflict: there are not enough places, or it is written down who came.
        Invalid: one of them is nobody of this council, or no firm here.
    """
    held = own_workshop(work, workshop_id)
    rows = work.session.scalars(
        select(WorkshopGuest).where(WorkshopGuest.workshop_id == held.id)
    ).all()
    new_people = set(people) - {row.person_id for row in rows}
    new_firms = set() if leads else set(firms) - {row.firm_id for row in rows}
    more = 0 if leads else len(new_people) + len(new_firms)
    asked = sum(not row.leads for row in rows)
    is_taken = held.taken_at is not None
    agree(may_ask(places=held.places, asked=asked, more=more, is_taken=is_taken), REFUSALS)
    sides = _sides(work, new_people)
    _own_firms(work, new_firms)
    for person_id in sorted(new_people):
        _add(work, held.id, side=sides[person_id], person_id=person_id, leads=leads)
    for firm_id in sorted(new_firms):
        _add(work, held.id, side=Side.FIRM, firm_id=firm_id, leads=False)
    work.session.flush()
    added = len(new_people) + len(new_firms)
    if added:
        work.record(GuestsAsked(held.id, programme_id=held.programme_id, guests=added))
    return added


def tell_guests(work: Work, workshop_id: UUID, write: Callable[[str], Mail]) -> None:
    """Write to everybody who is asked and has not excused themselves, once for each beginning.

    Raises:
        NotFound: no such workshop.
    """
    held = own_workshop(work, workshop_id)
    asked = (
        select(WorkshopGuest.id, Person.id.label("person_id"), Person.email)
        .outerjoin(FirmMember, FirmMember.firm_id == WorkshopGuest.firm_id)
        .join(
            Person,
            or_(Person.id == WorkshopGuest.person_id, Person.id == FirmMember.person_id),
        )
        .where(
            WorkshopGuest.workshop_id == held.id,
            WorkshopGuest.came.in_((Came.INVITED, Came.ACCEPTED)),
            Person.is_active,
        )
    )
    for row in work.session.execute(asked).all():
        reason = f"workshop {row.id} {row.person_id} {held.starts_at.isoformat()}"
        post(work, write(row.email), reason)


def take_workshop(work: Work, workshop_id: UUID, marks: Mapping[UUID, Came]) -> None:
    """Write down who came, by the ids of guests; who is not in *marks* stays as they are.

    Raises:
        NotFound: no such workshop.
        Conflict: it has not begun, or somebody was not asked to it.
    """
    held = own_workshop(work, workshop_id)
    rows = {
        row.id: row
        for row in work.session.scalars(
            select(WorkshopGuest).where(WorkshopGuest.workshop_id == held.id)
        )
    }
    mark_attendance(rows, marks, starts_at=held.starts_at, now=work.now)
    if work.now >= held.starts_at:
        held.taken_at = work.now
    work.session.flush()
    work.record(WorkshopTaken(held.id, programme_id=held.programme_id))


def answer_workshop(work: Work, guest_id: UUID, *, comes: bool) -> None:
    """Let the actor say whether they, or a firm for which they write, come to a workshop.

    Raises:
        NotFound: the actor was not asked as this guest; a rival's is none of theirs.
        Conflict: it has begun.
    """
    row = work.session.get(WorkshopGuest, guest_id, populate_existing=True)
    if row is None or not _is_ours(work, row):
        raise NotFound("You are not asked to this workshop.")
    held = own_workshop(work, row.workshop_id)
    answer_asking(row, comes=comes, starts_at=held.starts_at, taken_at=held.taken_at, now=work.now)
    work.session.flush()


def _is_ours(work: Work, row: WorkshopGuest) -> bool:
    if row.firm_id is None:
        return row.person_id is not None and row.person_id == work.actor.person_id
    writes = select(FirmMember.firm_id).where(
        FirmMember.firm_id == row.firm_id, FirmMember.person_id == work.actor.person_id
    )
    return work.session.scalar(writes) is not None


def _sides(work: Work, people: Collection[UUID]) -> dict[UUID, Side]:
    asked = (
        select(PersonRole.person_id, PersonRole.role)
        .join(Person, Person.id == PersonRole.person_id)
        .where(
            PersonRole.person_id.in_(people),
            PersonRole.role.in_(STAFF | {Role.MENTOR}),
            Person.authority_id == work.actor.authority_id,
            PersonRole.agreed_at.is_not(None),
        )
    )
    roles: dict[UUID, set[Role]] = {}
    for row in work.session.execute(asked):
        roles.setdefault(row.person_id, set()).add(row.role)
    if set(people) - roles.keys():
        raise Invalid(NOT_OURS, fields={"who": NOT_OURS})
    return {person_id: side_of(held) for person_id, held in roles.items()}


def _own_firms(work: Work, firms: Collection[UUID]) -> None:
    asked = select(func.count(Firm.id)).where(
        Firm.id.in_(firms), Firm.authority_id == work.actor.authority_id
    )
    if work.session.scalar(asked) != len(firms):
        raise Invalid(NOT_OURS, fields={"who": NOT_OURS})


def _add(
    work: Work,
    workshop_id: UUID,
    *,
    side: Side,
    leads: bool,
    person_id: UUID | None = None,
    firm_id: UUID | None = None,
) -> None:
    work.session.add(
        WorkshopGuest(
            id=uuid4(),
            workshop_id=workshop_id,
            side=side,
            person_id=person_id,
            firm_id=firm_id,
            leads=leads,
            came=Came.INVITED,
        )
    )
