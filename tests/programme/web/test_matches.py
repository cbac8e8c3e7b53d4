"""Staff offer places and firms answer them, on pages; nobody reaches what is another's."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.matches import propose_match
from programme.models.challenges import Challenge
from programme.models.conflicts import ConflictDeclaration
from programme.models.submissions import Submission
from programme.rules.challenges import ChallengeState
from programme.rules.conflicts import Answer, ConflictState
from programme.rules.matches import Ranked
from programme.rules.ranking import Place
from programme.rules.rounds import RoundState
from programme.rules.submissions import SubmissionState
from tests.clock import NOW
from tests.consultation.web.reading import text_of
from tests.programme.firms import Firm, a_firm, open_to_firms, sent
from tests.programme.make import Crew
from tests.programme.panels import AFTER, an_agreed_panel
from tests.programme.web.browsers import As, as_crew, browser

__all__ = ["as_crew"]

HERE = "/programme/challenges/town-planning-consultation/matches"
LAST = NOW.date() + timedelta(days=7)
UNTIL = {"until-day": LAST.day, "until-month": LAST.month, "until-year": LAST.year}


@pytest.fixture
def firm(session: Session, crew: Crew, challenge: UUID) -> Firm:
    return a_firm(session, crew.manager.authority_id)


@pytest.fixture
def match(session: Session, crew: Crew, challenge: UUID, firm: Firm) -> UUID:
    open_to_firms(session, crew.manager, challenge)
    submission = sent(session, challenge, firm)
    session.get_one(Submission, submission).state = SubmissionState.UNDER_ASSESSMENT
    session.get_one(Challenge, challenge).state = ChallengeState.ASSESSING
    session.commit()
    result = Ranked(RoundState.AGREED, (Place(submission, 1, None),))
    with work(session, crew.manager, NOW) as unit:
        return propose_match(unit, challenge, submission, lambda *_: result)


def test_a_place_is_offered_accepted_and_told(
    app: Flask, session: Session, firm: Firm, match: UUID, as_crew: As
) -> None:
    manager, first = as_crew(Role.PROGRAMME_MANAGER), browser(app, firm.first)
    offer = f"/firm/offers/{match}"
    assert first.get(offer).status_code == 404
    assert "Not offered yet" in text_of(manager.get(HERE))
    late = manager.post(f"{HERE}/{match}", data={"act": "offered", **UNTIL, "until-year": "2025"})
    assert late.status_code == 422
    assert "Choose a day after today" in text_of(late)
    assert manager.post(f"{HERE}/{match}", data={"act": "offered", **UNTIL}).status_code == 303
    assert "Waits for your answer" in text_of(first.get("/firm"))
    assert first.post(offer, data={"reason": "Hm."}).status_code == 422
    assert first.post(offer, data={"answer": "accept"}).status_code == 303
    assert "has taken the place" in text_of(first.get(offer))
    again = browser(app, firm.second).post(offer, data={"answer": "decline"})
    assert again.status_code == 409
    assert "Accepted" in text_of(manager.get(HERE))
    told = session.scalars(select(OutgoingMail)).all()
    assert len(told) == 4
    assert all(offer in mail.text for mail in told)


def test_what_is_another_s_or_not_the_next_step_is_refused(
    app: Flask, session: Session, crew: Crew, match: UUID, as_crew: As
) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    rival = browser(app, a_firm(session, crew.manager.authority_id, "Rival").first)
    assert manager.post(f"{HERE}/{match}", data={"act": "offered", **UNTIL}).status_code == 303
    for answer in ({"answer": "accept"}, {"answer": "decline"}):
        assert rival.post(f"/firm/offers/{match}", data=answer).status_code == 404
    assert rival.get(HERE).status_code == 403
    assert as_crew(Role.CHALLENGE_OWNER).get(HERE).status_code == 200
    assert as_crew(Role.CHALLENGE_OWNER).post(HERE).status_code == 403
    for act, status in (("accepted", 400), ("dance", 400), ("identified", 422), ("withdrew", 422)):
        assert manager.post(f"{HERE}/{match}", data={"act": act}).status_code == status
    early = manager.post(f"{HERE}/{match}", data={"act": "identified", "reason": "It works."})
    assert early.status_code == 409
    assert "It works." in text_of(early)
    for typed, status in (("", 400), (str(match), 409)):
        assert manager.post(HERE, data={"submission": typed}).status_code == status
    nowhere = HERE.replace("town-planning-consultation", "nowhere")
    assert manager.post(f"{nowhere}/{match}", data={"act": "withdrew"}).status_code == 404


def test_too_few_firms_are_decided_on_with_a_reason(match: UUID, as_crew: As) -> None:
    manager = as_crew(Role.PROGRAMME_MANAGER)
    for typed in ({}, {"choice": "proceed"}, {"choice": "proceed", "why": " "}):
        assert manager.post(f"{HERE}/shortfall", data=typed).status_code == 422
    kept = manager.post(f"{HERE}/shortfall", data={"choice": "reroute", "why": "Food is full."})
    assert kept.status_code == 409
    assert "Food is full." in text_of(kept)
    done = {"choice": "proceed", "why": "One firm is enough to learn."}
    assert manager.post(f"{HERE}/shortfall", data=done).status_code == 303
    assert "One firm is enough to learn." in text_of(manager.get(HERE))


def test_places_are_given_in_the_order_of_the_panel_by_who_has_no_interest(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    panel = an_agreed_panel(session, crew, challenge)
    a, b, c, d = panel.submissions
    manager, chair = as_crew(Role.PROGRAMME_MANAGER), as_crew(Role.ASSESSMENT_CHAIR)
    _declare(session, crew, b, Answer.POTENTIAL)
    refused = manager.post(HERE, data={"submission": str(a)})
    assert refused.status_code == 409
    assert "You have an interest" in text_of(refused)
    _declare(session, crew, b, Answer.NONE)
    assert chair.post(HERE, data={"submission": str(c)}).status_code == 409
    for each, client in ((a, manager), (d, chair), (b, chair)):
        assert client.post(HERE, data={"submission": str(each)}).status_code == 303
    full = chair.post(HERE, data={"submission": str(c)})
    assert full.status_code == 409
    assert "A fourth can follow" in text_of(full)
    page = text_of(chair.get(HERE))
    assert page.index("Firm A") < page.index("Firm D") < page.index("Firm B")
    assert page.index("Reserve list") < page.index("Firm C")


def _declare(session: Session, crew: Crew, submission: UUID, answer: Answer) -> None:
    """Write down what the manager says about an interest in a firm; the last one counts."""
    known = session.scalars(select(ConflictDeclaration)).all()
    manager = crew.id(Role.PROGRAMME_MANAGER)
    session.add(
        ConflictDeclaration(
            id=uuid4(),
            round_id=known[0].round_id,
            submission_id=submission,
            person_id=manager,
            number=1 + sum(each.person_id == manager for each in known),
            answer=answer,
            detail="A cousin works there.",
            mitigation="",
            state=ConflictState.DECLARED,
            declared_at=AFTER,
        )
    )
    session.commit()
