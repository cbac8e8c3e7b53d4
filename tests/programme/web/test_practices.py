"""What was learned: written down with its fields, and tied to where it lives on."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.practices import Practice
from programme.models.programmes import LearningEvent, RetrospectiveItem
from programme.rules.programmes import Pain
from tests.consultation.web.reading import text_of
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/learning"
EVENT = {"event_title": "Study visit", "with_whom": "Gävle", "held": "2021", "taken": "Try early."}
PRACTICE = {"practice_title": "Walks & talks", "city": "Gävle", "what": "They walk.", "claim": ""}


def test_a_practice_is_tied_to_its_event_and_to_what_was_taken(
    session: Session, challenge: UUID, as_crew: As
) -> None:
    facilitator = as_crew(Role.FACILITATOR)
    assert facilitator.post(f"{HERE}/events", data=EVENT | {"taken": ""}).status_code == 422
    assert facilitator.post(f"{HERE}/events", data=EVENT).status_code == 303
    at = str(session.scalars(select(LearningEvent.id)).one())
    for wrong in ({"event": str(uuid4())}, {"event": "x"}, {"city": "…"}):
        answer = facilitator.post(f"{HERE}/practices", data=PRACTICE | wrong)
        assert answer.status_code == 422
        assert "Walks &amp; talks" in answer.get_data(as_text=True)
    assert facilitator.post(f"{HERE}/practices", data=PRACTICE | {"event": at}).status_code == 303
    here = f"{HERE}/practices/{session.scalars(select(Practice.id)).one()}"
    taking = {"words": "We walk too.", "into": "brief", "challenge": str(challenge)}
    for wrong in ({"into": "nowhere"}, {"challenge": str(uuid4())}):
        answer = facilitator.post(here, data=taking | wrong)
        assert answer.status_code == 422
        assert "We walk too." in text_of(answer)
    assert facilitator.post(here, data=taking).status_code == 303
    assert facilitator.post(f"{HERE}/practices/{uuid4()}", data=taking).status_code == 404
    page = text_of(as_crew(Role.FINANCE_OFFICER).get(HERE))
    for said in ("Study visit", "We walk too.", "/challenges/town-planning-consultation/brief"):
        assert said in page
    assert as_crew(Role.FINANCE_OFFICER).post(here, data=taking).status_code == 403


def test_what_did_not_work_is_tied_to_a_trouble(
    session: Session, programme: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    said = {"lesson": "Too few came.", "sentiment": "did_not"}
    assert manager.post(f"{HERE}/lessons", data=said).status_code == 422
    assert manager.post(f"{HERE}/lessons", data=said | {"sentiment": ""}).status_code == 422
    assert manager.post(f"{HERE}/lessons", data=said | {"pain": "retention"}).status_code == 303
    worked = {"lesson": "Room to play", "sentiment": "worked", "pain": "retention"}
    assert manager.post(f"{HERE}/lessons", data=worked).status_code == 303
    pains = {row.words: row.pain for row in session.scalars(select(RetrospectiveItem))}
    assert pains == {"Too few came.": Pain.RETENTION, "Room to play": None}
