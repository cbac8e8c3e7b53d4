"""Rights of staff are given by two people."""

from __future__ import annotations

from itertools import product
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.commands.people import remove_person
from foundation.accounts.commands.roles import agree_role, ask_role, take_role
from foundation.accounts.models.people import Person, PersonRole, SignIn
from foundation.accounts.rules.people import (
    EXCLUDE,
    Request,
    WhyNot,
    may_agree,
    may_ask,
    may_take,
    needs_second,
)
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, NotAllowed, NotFound
from foundation.base.eventlog import LoggedEvent
from foundation.base.roles import OUTSIDE, STAFF, Role
from foundation.base.work import work
from tests.conftest import NOW
from tests.make import a_person, a_sign_in, an_authority

ASKER, OTHER, SUBJECT = uuid4(), uuid4(), uuid4()
COMMAND_LINE = None
PEOPLE: dict[str, UUID | None] = {
    "asker": ASKER,
    "other": OTHER,
    "subject": SUBJECT,
    "command line": COMMAND_LINE,
}

AGREES = {
    ("asker", "other"),
    ("asker", "command line"),
    ("other", "asker"),
    ("other", "command line"),
    ("subject", "asker"),
    ("subject", "other"),
    ("subject", "command line"),
    ("command line", "asker"),
    ("command line", "other"),
}
"""Who may agree to what whom has asked for; nobody to their own request or their own role."""


@pytest.mark.parametrize(("asked", "agrees"), [*product(PEOPLE, PEOPLE)])
def test_the_second_person_is_another_one(asked: str, agrees: str) -> None:
    request = Request(SUBJECT, Role.PLANNER, PEOPLE[asked], is_agreed=False)
    assert bool(may_agree(request, PEOPLE[agrees])) is ((asked, agrees) in AGREES)


@pytest.mark.parametrize("agrees", PEOPLE)
def test_nobody_agrees_twice_or_to_what_was_not_asked(agrees: str) -> None:
    counts = Request(SUBJECT, Role.PLANNER, ASKER, is_agreed=True)
    assert may_agree(counts, PEOPLE[agrees]).reason is WhyNot.ALREADY
    assert may_agree(None, PEOPLE[agrees]).reason is WhyNot.NOT_ASKED


@pytest.mark.parametrize(("role", "held"), [*product(Role, Role)])
def test_some_roles_exclude_one_another(role: Role, held: Role) -> None:
    expected = WhyNot.ALREADY if role is held else None
    if frozenset({role, held}) in EXCLUDE:
        expected = WhyNot.EXCLUDED
    assert may_ask(role, {held}).reason is expected


def test_who_judges_does_not_bid_and_who_runs_accounts_does_not_audit_them() -> None:
    assert frozenset({Role.ASSESSOR, Role.SME_MEMBER}) in EXCLUDE
    assert frozenset({Role.AUTHORITY_ADMIN, Role.GOVERNANCE_LEAD}) in EXCLUDE


def test_only_roles_of_the_staff_need_a_second_person() -> None:
    assert {role for role in Role if needs_second(role)} == STAFF
    assert {role for role in Role if not needs_second(role)} == OUTSIDE


@pytest.mark.parametrize("others", [0, 1])
@pytest.mark.parametrize("role", Role)
def test_the_last_administrator_stays(role: Role, others: int) -> None:
    stays = role is Role.AUTHORITY_ADMIN and others == 0
    assert bool(may_take(role, other_admins=others)) is not stays


def roles_of(session: Session, person_id: UUID) -> dict[Role, bool]:
    rows = session.scalars(select(PersonRole).where(PersonRole.person_id == person_id))
    return {row.role: row.agreed_at is not None for row in rows}


def test_a_role_counts_once_another_administrator_agrees_and_ends_all_sign_ins(
    session: Session,
) -> None:
    council = an_authority(session).id
    one = a_person(session, council, Role.AUTHORITY_ADMIN).id
    other = a_person(session, council, Role.AUTHORITY_ADMIN).id
    ada = a_person(session, council, Role.RESIDENT).id
    a_sign_in(session, ada)
    with work(session, Actor(council, one), NOW) as unit:
        ask_role(unit, ada, Role.PLANNER)
    assert roles_of(session, ada) == {Role.RESIDENT: True, Role.PLANNER: False}
    for alone in (one, ada):
        with pytest.raises(NotAllowed), work(session, Actor(council, alone), NOW) as unit:
            agree_role(unit, ada, Role.PLANNER)
    with work(session, Actor(council, other), NOW) as unit:
        agree_role(unit, ada, Role.PLANNER)
    assert roles_of(session, ada)[Role.PLANNER]
    assert session.scalars(select(SignIn)).all() == []
    kinds = session.scalars(select(LoggedEvent.kind).order_by(LoggedEvent.id)).all()
    assert kinds == ["accounts.role.asked", "accounts.role.agreed"]


def test_a_role_outside_the_staff_counts_at_once(session: Session) -> None:
    council = an_authority(session).id
    ada = a_person(session, council).id
    with work(session, Actor(council), NOW) as unit:
        ask_role(unit, ada, Role.APPLICANT)
    assert roles_of(session, ada) == {Role.APPLICANT: True}


def test_taking_a_role_ends_all_sign_ins(session: Session) -> None:
    council = an_authority(session).id
    ada = a_person(session, council, Role.PLANNER).id
    a_sign_in(session, ada)
    with work(session, Actor(council), NOW) as unit:
        take_role(unit, ada, Role.PLANNER)
    assert roles_of(session, ada) == {}
    assert session.scalars(select(SignIn)).all() == []


def test_removing_a_person_takes_everything_from_them(session: Session) -> None:
    council = an_authority(session).id
    ada = a_person(session, council, Role.PLANNER, password_hash="some hash").id
    a_sign_in(session, ada)
    with work(session, Actor(council), NOW) as unit:
        remove_person(unit, ada)
    person = session.get_one(Person, ada)
    assert (person.is_active, person.password_hash) == (False, None)
    assert roles_of(session, ada) == {}
    assert session.scalars(select(SignIn)).all() == []


def test_neither_the_last_administrator_nor_the_actor_is_removed(session: Session) -> None:
    council = an_authority(session).id
    last = a_person(session, council, Role.AUTHORITY_ADMIN).id
    with pytest.raises(Conflict, match="last"), work(session, Actor(council), NOW) as unit:
        remove_person(unit, last)
    with pytest.raises(Conflict, match="last"), work(session, Actor(council), NOW) as unit:
        take_role(unit, last, Role.AUTHORITY_ADMIN)
    a_person(session, council, Role.AUTHORITY_ADMIN)
    with (
        pytest.raises(Conflict, match="yourself"),
        work(session, Actor(council, last), NOW) as unit,
    ):
        remove_person(unit, last)


def test_people_of_another_council_cannot_be_found(session: Session) -> None:
    ours, theirs = an_authority(session).id, an_authority(session, "leeds").id
    ada = a_person(session, theirs, Role.PLANNER).id
    for change in (ask_role, agree_role, take_role):
        with pytest.raises(NotFound), work(session, Actor(ours), NOW) as unit:
            change(unit, ada, Role.MODERATOR)
    with pytest.raises(NotFound), work(session, Actor(ours), NOW) as unit:
        remove_person(unit, ada)
