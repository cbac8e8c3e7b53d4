"""One's own part: asked, answered, given something to do, and what one did."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.guests import ask_guests, take_workshop
from programme.commands.skills import add_skill
from programme.commands.workshops import plan_workshop
from programme.jobs.skills import forget
from programme.models.actions import WorkshopAction
from programme.models.skills import OfficerSkill
from programme.models.workshops import Workshop, WorkshopGuest
from programme.rules.actions import ActionState
from programme.rules.attendance import Came
from programme.rules.workshops import WorkshopDraft, WorkshopKind
from tests.clock import NOW
from tests.consultation.web.reading import text_of
from tests.programme.make import Crew
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

PART = "/programme/part"
DUE = {"due-day": "1", "due-month": "8", "due-year": "2026"}


@pytest.fixture
def asked(session: Session, crew: Crew, challenge: UUID) -> UUID:
    """A workshop ahead to which the sponsor is asked; return the sponsor's guest."""
    programme = session.scalars(select(Workshop.programme_id)).first()
    assert programme is None
    at = NOW + timedelta(days=5)
    draft = WorkshopDraft(WorkshopKind.SANDPIT, "Sandpit", at, 120, 16, challenge_id=challenge)
    with work(session, crew.manager, NOW) as unit:
        made = plan_workshop(unit, "innovation-programme", draft)
        ask_guests(unit, made, people=[crew.id(Role.EXECUTIVE_SPONSOR)])
    return session.scalars(select(WorkshopGuest.id)).one()


def test_who_is_asked_answers_and_nobody_answers_for_them(
    session: Session, asked: UUID, as_crew: As
) -> None:
    sponsor, owner = as_crew(Role.EXECUTIVE_SPONSOR), as_crew(Role.CHALLENGE_OWNER)
    here = f"{PART}/invitations/{asked}"
    assert "Say whether you come: Sandpit" in text_of(sponsor.get("/programme"))
    assert "I come" in text_of(sponsor.get(PART))
    assert owner.post(here, data={"comes": "yes"}).status_code == 404
    for comes, came in (("no", Came.EXCUSED), ("yes", Came.ACCEPTED)):
        assert sponsor.post(here, data={"comes": comes}).status_code == 303
        session.expire_all()
        assert session.get_one(WorkshopGuest, asked).came is came
    session.scalars(select(Workshop)).one().starts_at = NOW - timedelta(hours=1)
    session.commit()
    assert sponsor.post(here, data={"comes": "no"}).status_code == 409


def test_an_action_is_given_and_its_owner_says_how_it_stands(
    session: Session, crew: Crew, asked: UUID, as_crew: As
) -> None:
    facilitator, sponsor = as_crew(Role.FACILITATOR), as_crew(Role.EXECUTIVE_SPONSOR)
    here = f"/programme/workshops/{session.scalars(select(Workshop.id)).one()}"
    wrong = facilitator.post(f"{here}/notes", data={"note": "A & B"})
    assert wrong.status_code == 422
    assert "A &amp; B" in wrong.get_data(as_text=True)
    noted = {"note": "Nobody knew.", "note_kind": "seen"}
    assert facilitator.post(f"{here}/notes", data=noted).status_code == 303
    given = {"words": "Find the money", "owner": str(crew.id(Role.EXECUTIVE_SPONSOR)), **DUE}
    assert facilitator.post(f"{here}/actions", data=given | {"owner": "x"}).status_code == 422
    assert facilitator.post(f"{here}/actions", data=given).status_code == 303
    page = text_of(sponsor.get(here))
    assert "Nobody knew." in page
    assert "Find the money" in page
    assert "days late" in page
    assert "Do: Find the money" in text_of(sponsor.get("/programme"))
    move = f"/programme/actions/{session.scalars(select(WorkshopAction.id)).one()}"
    assert as_crew(Role.FINANCE_OFFICER).post(move, data={"state": "done"}).status_code == 404
    assert sponsor.post(move, data={"state": "dropped", "from": "part"}).status_code == 409
    assert sponsor.post(move, data={"state": "lost", "from": "workshop"}).status_code == 422
    assert sponsor.post(move, data={"state": "done", "from": "workshop"}).status_code == 303
    assert sponsor.post(move, data={"state": "done"}).status_code == 409
    session.expire_all()
    assert session.scalars(select(WorkshopAction.state)).one() is ActionState.DONE
    assert "Find the money" in text_of(sponsor.get(PART)), "it is a part that was played"


def test_the_record_of_an_officer_is_what_they_did_and_say_they_can_do(
    session: Session, crew: Crew, asked: UUID, as_crew: As
) -> None:
    sponsor, manager = as_crew(Role.EXECUTIVE_SPONSOR), as_crew(Role.PROGRAMME_MANAGER)
    held = session.scalars(select(Workshop)).one()
    held.starts_at = NOW - timedelta(days=1)
    session.commit()
    with work(session, crew.manager, NOW) as unit:
        take_workshop(unit, held.id, {asked: Came.PARTIAL})
    assert sponsor.post(f"{PART}/skills", data={"skill": "…"}).status_code == 422
    for _again in range(2):
        assert sponsor.post(f"{PART}/skills", data={"skill": "Open doors"}).status_code == 303
    page = text_of(manager.get("/programme/people"))
    assert page.count("Open doors") == 1
    assert "Sandpit" in page
    assert sponsor.get("/programme/people").status_code == 403
    own = sponsor.get(PART).get_data(as_text=True)
    skill = own.split('name="remove" value="')[1].split('"')[0]
    manager.post(f"{PART}/skills", data={"remove": skill})
    assert "Open doors" in text_of(sponsor.get(PART)), "nobody takes another one's away"
    assert sponsor.post(f"{PART}/skills", data={"remove": skill}).status_code == 303
    assert "Open doors" not in text_of(sponsor.get(PART))


def test_skills_go_with_the_account(session: Session, crew: Crew, programme: UUID) -> None:
    for role in (Role.FACILITATOR, Role.FINANCE_OFFICER):
        with work(session, crew[role], NOW) as unit:
            add_skill(unit, "Count")
    session.get_one(Person, crew.id(Role.FINANCE_OFFICER)).is_active = False
    session.commit()
    assert forget(session, NOW) == 1
    assert forget(session, NOW) == 0
    assert session.scalars(select(OfficerSkill.person_id)).all() == [crew.id(Role.FACILITATOR)]
