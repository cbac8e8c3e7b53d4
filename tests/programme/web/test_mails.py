"""Who has begun a submission is told by mail what changes for all, once, and nobody else is."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.reviews import amend_brief
from programme.models.challenges import Challenge
from tests.clock import NOW
from tests.programme.firms import a_firm, begun, open_to_firms
from tests.programme.make import Crew, release
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

SLUG = "town-planning-consultation"
LATER = {"until-day": "24", "until-month": "12", "until-year": "2026", "until-time": "12:00"}


def test_more_time_is_told_to_who_has_begun_and_to_nobody_else(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    open_to_firms(session, crew.manager, challenge)
    authority = crew.manager.authority_id
    firm, _other = a_firm(session, authority), a_firm(session, authority, "Idle & Sons")
    begun(session, challenge, firm)
    asked = {**LATER, "reason": "The post is late & slow."}
    address = f"/programme/challenges/{SLUG}/deadline"
    assert as_crew(Role.PROGRAMME_MANAGER).post(address, data=asked).status_code == 303
    told = session.scalars(select(OutgoingMail)).all()
    people = (firm.first.person_id, firm.second.person_id)
    emails = session.scalars(select(Person.email).where(Person.id.in_(people)))
    assert {mail.recipient for mail in told} == set(emails)
    assert len(told) == 2
    assert all("The post is late & slow." in mail.text for mail in told)
    assert all(f"/challenges/{SLUG}" in mail.text for mail in told)
    assert all("24 December 2026" in mail.text for mail in told)


def test_an_amendment_is_told_with_the_second_key(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    release(session, crew, challenge)
    open_to_firms(session, crew.manager, challenge)
    begun(session, challenge, a_firm(session, crew.manager.authority_id))
    assert session.get_one(Challenge, challenge).slug == SLUG
    with work(session, crew.manager, NOW) as unit:
        amend_brief(unit, challenge)
    brief = f"/programme/challenges/{SLUG}/brief/review"
    facilitator = as_crew(Role.FACILITATOR)
    assert facilitator.post(f"{brief}/send").status_code == 303
    for role, act in (
        (Role.CHALLENGE_OWNER, "approve"),
        (Role.PROCUREMENT_OFFICER, "check"),
    ):
        assert session.scalars(select(OutgoingMail)).all() == []
        assert as_crew(role).post(f"{brief}/{act}").status_code == 303
    told = session.scalars(select(OutgoingMail)).all()
    assert len(told) == 2
    assert all("number 2" in mail.text for mail in told)
