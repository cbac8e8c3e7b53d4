"""Workshops in the browser: planned, asked to, taken, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.guests import ask_guests
from programme.commands.workshops import plan_workshop
from programme.models.workshops import DesignPhase, Workshop, WorkshopGuest
from programme.rules.attendance import Came
from programme.rules.workshops import WorkshopDraft, WorkshopKind
from tests.clock import NOW
from tests.consultation.web.reading import text_of
from tests.programme.firms import a_firm
from tests.programme.make import Crew
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/workshops"
TYPED = {
    "title": "Who hears of a plan?",
    "kind": "design",
    "minutes": "120",
    "places": "2",
    "day-day": "1",
    "day-month": "2",
    "day-year": "2027",
    "time": "10:00",
}


def a_workshop(session: Session, actor: Actor, programme: UUID, days: int = -1) -> UUID:
    draft = WorkshopDraft(
        WorkshopKind.SANDPIT, "Sandpit", NOW + timedelta(days=days), 120, places=2
    )
    with work(session, actor, NOW) as unit:
        return plan_workshop(unit, programme, draft)


def test_a_workshop_is_planned_asked_to_and_changed(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    facilitator = as_crew(Role.FACILITATOR)
    phase = session.scalars(select(DesignPhase.id).order_by(DesignPhase.position)).first()
    more = {"phase": str(phase), "challenge": str(challenge)}
    assert facilitator.post(f"{HERE}/new", data=TYPED | more).status_code == 303
    here = f"{HERE}/{session.scalars(select(Workshop.id)).one()}"
    firm = a_firm(session, crew.manager.authority_id, "Firm 1")
    guests = {"person": [str(crew.id(Role.EXECUTIVE_SPONSOR))], "firm": [str(firm.id)]}
    assert facilitator.post(f"{here}/guests", data=guests).status_code == 303
    assert facilitator.post(f"{here}/guests", data={}).status_code == 422
    third = {"person": [str(crew.id(Role.CHALLENGE_OWNER))]}
    full = facilitator.post(f"{here}/guests", data=third)
    assert full.status_code == 409
    assert "not enough places" in text_of(full)
    assert facilitator.post(f"{here}/guests", data=third | {"as": "leads"}).status_code == 303
    told = session.scalars(select(OutgoingMail)).all()
    assert len(told) == 4, "a sponsor, two who write for the firm, and who leads, each once"
    assert all("Who hears of a plan?" in mail.text for mail in told)
    page = text_of(facilitator.get(here))
    assert "2 of 2 places are taken, and 1 of 2 facilitators" in page
    changed = facilitator.post(f"{here}/change", data=TYPED | {"title": "Who hears too late?"})
    assert changed.status_code == 303
    assert len(session.scalars(select(OutgoingMail)).all()) == 4, "the time is the same"
    later = TYPED | {"title": "Who hears too late?", "time": "11:00"}
    assert facilitator.post(f"{here}/change", data=later).status_code == 303
    assert len(session.scalars(select(OutgoingMail)).all()) == 8
    slug = "town-planning-consultation"
    for path in (HERE, f"{HERE}?challenge={slug}"):
        assert "Who hears too late?" in text_of(facilitator.get(path))


def test_a_plan_that_cannot_be_meant_comes_back_with_its_words(
    programme: UUID, as_crew: As
) -> None:
    facilitator = as_crew(Role.FACILITATOR)
    for wrong in ({"places": "many"}, {"phase": str(uuid4())}, {"phase": "x"}, {"kind": "talk"}):
        answer = facilitator.post(f"{HERE}/new", data=TYPED | {"title": "A & B"} | wrong)
        assert answer.status_code == 422
        assert "A &amp; B" in answer.get_data(as_text=True)


def test_who_came_is_written_down_once_it_has_begun(
    session: Session, crew: Crew, programme: UUID, as_crew: As
) -> None:
    facilitator = as_crew(Role.FACILITATOR)
    early, late = (a_workshop(session, crew.manager, programme, days) for days in (5, -1))
    marked: dict[UUID, dict[str, str]] = {}
    for each in (early, late):
        with work(session, crew.manager, NOW) as unit:
            ask_guests(unit, each, people=[crew.id(Role.EXECUTIVE_SPONSOR)])
        of = select(WorkshopGuest.id).where(WorkshopGuest.workshop_id == each)
        marked[each] = {f"came-{session.scalars(of).one()}": "partial"}
    refused = facilitator.post(f"{HERE}/{early}/attendance", data=marked[early])
    assert refused.status_code == 409
    assert facilitator.post(f"{HERE}/{late}/attendance", data=marked[late]).status_code == 303
    session.expire_all()
    came = select(WorkshopGuest.came).where(WorkshopGuest.workshop_id == late)
    assert session.scalars(came).one() is Came.PARTIAL
    again = facilitator.post(f"{HERE}/{late}/change", data=TYPED)
    assert again.status_code == 409
    assert TYPED["title"] in again.get_data(as_text=True)


def test_phases_are_renamed_added_and_taken_away_where_nothing_is_in_them(
    session: Session, crew: Crew, programme: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    rows = select(DesignPhase).order_by(DesignPhase.position)
    first = session.scalars(rows).first()
    assert first is not None
    held = a_workshop(session, crew.manager, programme)
    session.get_one(Workshop, held).phase_id = first.id
    session.commit()
    kept = manager.post(f"{HERE}/phases", data={"phase": ["", "Explore"]})
    assert kept.status_code == 409
    named = ["Frame it", "", "Analyse", "Ideate", "Try", "Follow up", "Tell"]
    assert manager.post(f"{HERE}/phases", data={"phase": named}).status_code == 303
    session.expire_all()
    assert [row.title for row in session.scalars(rows)] == [each for each in named if each]
    assert manager.post(f"{HERE}/phases", data={"phase": ["A", "a"]}).status_code == 422
    plan = {"per_department": "2", "minutes": "90", "participants": "12", "facilitators": "x"}
    assert manager.post(f"{HERE}/plan", data=plan).status_code == 422
    assert manager.post(f"{HERE}/plan", data=plan | {"facilitators": "1"}).status_code == 303
    assert 'value="90"' in manager.get(f"{HERE}/new").get_data(as_text=True)


def test_who_only_reads_asks_nobody(
    session: Session, crew: Crew, programme: UUID, as_crew: As
) -> None:
    here = f"{HERE}/{a_workshop(session, crew.manager, programme)}"
    finance = as_crew(Role.FINANCE_OFFICER)
    assert finance.get(here).status_code == 200
    for path in ("guests", "attendance", "change"):
        assert finance.post(f"{here}/{path}", data=TYPED).status_code == 403
