"""A firm that was not chosen reads why, after a second person has let it go out."""

from __future__ import annotations

from uuid import UUID

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from programme.models.challenges import Challenge
from programme.models.feedback import FirmFeedback
from programme.models.firms import FirmMember
from programme.models.submissions import Submission
from programme.rules.challenges import ChallengeState
from programme.rules.submissions import SubmissionState
from tests.clock import NOW
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import a_person
from tests.programme.make import Crew
from tests.programme.panels import an_agreed_panel
from tests.programme.web.browsers import As, as_crew, browser

__all__ = ["as_crew"]

HERE = "/programme/challenges/town-planning-consultation/feedback"


def test_a_firm_reads_why_once_somebody_else_has_released_it(
    app: Flask, session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    panel = an_agreed_panel(session, crew, challenge)
    last = panel.submissions[2]
    firm = _writes_for(app, session, crew, last)
    manager, chair = as_crew(Role.PROGRAMME_MANAGER), as_crew(Role.ASSESSMENT_CHAIR)
    assert "Draft 1 feedback" in text_of(manager.get(HERE))
    assert manager.post(HERE).status_code == 303
    made = session.scalars(select(FirmFeedback.id)).one()
    there, own = f"/programme/feedback/{made}", f"/firm/feedback/{made}"
    page = text_of(manager.get(there))
    assert "2 of 5. It counts 40% of the total." in page
    assert "We read it again.\n\nfit: seen." in page

    four = ["Clear.", "New, but Firm A does it too.", "Fair.", "No dates."]
    assert manager.post(there, data={"seen": "0", "words": four}).status_code == 303
    late = chair.post(there, data={"seen": "0", "words": ["Mine.", *four[1:]]})
    assert late.status_code == 409
    assert "Mine." in text_of(late)
    assert "What is kept now" in text_of(late)

    assert firm.get(own).status_code == 404
    _is_held_until_all_is_right(session, as_crew, challenge, there)
    mail = session.scalars(select(OutgoingMail)).one()
    assert own in mail.text
    assert "Feedback for you" in text_of(firm.get("/firm"))
    assert "New, but not tried." in text_of(firm.get(own))
    rival = _writes_for(app, session, crew, panel.submissions[3])
    assert rival.get(own).status_code == rival.post(own).status_code == 404
    for _ in range(2):
        assert firm.post(own).status_code == 303
    assert "Read " in text_of(manager.get(HERE))
    session.expire_all()
    assert session.get_one(Submission, last).state is SubmissionState.INFORMED


def _is_held_until_all_is_right(session: Session, as_crew: As, challenge: UUID, there: str) -> None:
    """Try to release too early, as who wrote it and with a rival's name in it; then rightly."""
    manager, chair = as_crew(Role.PROGRAMME_MANAGER), as_crew(Role.ASSESSMENT_CHAIR)
    assert "could still get a place" in text_of(chair.post(f"{there}/release"))
    session.get_one(Challenge, challenge).state = ChallengeState.IN_COHORT
    session.commit()
    assert "Somebody else" in text_of(manager.post(f"{there}/release"))
    assert "name another firm" in text_of(chair.post(f"{there}/release"))
    four = ["Clear.", "New, but not tried.", "Fair.", "No dates."]
    assert manager.post(there, data={"seen": "1", "words": four}).status_code == 303
    assert as_crew(Role.CHALLENGE_OWNER).post(f"{there}/release").status_code == 403
    assert chair.post(f"{there}/release").status_code == 303
    assert chair.post(f"{there}/release").status_code == 409
    assert manager.post(there, data={"seen": "2", "words": four}).status_code == 409


def _writes_for(app: Flask, session: Session, crew: Crew, submission: UUID) -> ReadingClient:
    council = crew.manager.authority_id
    person = a_person(session, council, Role.SME_MEMBER)
    firm_id = session.get_one(Submission, submission).firm_id
    session.add(FirmMember(firm_id=firm_id, person_id=person.id, joined_at=NOW))
    session.commit()
    return browser(app, Actor(council, person.id))
