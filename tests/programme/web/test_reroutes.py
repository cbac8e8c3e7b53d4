"""A firm of a full challenge is asked to one with too few, and nothing is moved without its yes."""

from __future__ import annotations

from uuid import UUID

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.outgoing import OutgoingMail
from foundation.base.roles import Role
from programme.models.challenges import Challenge
from programme.models.reroutes import Reroute
from programme.models.submissions import Submission
from programme.rules.challenges import ChallengeState
from programme.rules.submissions import SubmissionState
from questions.queries.answers import answer_set
from tests.consultation.web.reading import text_of
from tests.programme.firms import a_firm, open_to_firms, sent
from tests.programme.make import Crew, a_challenge
from tests.programme.web.browsers import As, as_crew, browser

__all__ = ["as_crew"]

HERE = "/programme/challenges/mobility-hubs/re-routing"


def test_a_firm_says_yes_and_what_it_wrote_stands_for_both(
    app: Flask, session: Session, crew: Crew, programme: UUID, challenge: UUID, as_crew: As
) -> None:
    council = crew.manager.authority_id
    open_to_firms(session, crew.manager, challenge)
    firms = [a_firm(session, council, f"Firm {number}") for number in range(4)]
    first, second, *_rest = (sent(session, challenge, firm) for firm in firms)
    hubs = a_challenge(session, crew, programme, title="Mobility hubs")
    session.get_one(Challenge, hubs).state = ChallengeState.CLOSED_TO_APPLICATIONS
    session.commit()
    manager = as_crew(Role.PROGRAMME_MANAGER)
    assert "Firm 0" in text_of(manager.get(HERE))
    for each in (first, second):
        assert manager.post(HERE, data={"submission": str(each)}).status_code == 303
    assert manager.post(HERE, data={"submission": str(first)}).status_code == 409
    assert manager.post(HERE, data={"submission": "x"}).status_code == 400
    asked = {row.submission_id: row.id for row in session.scalars(select(Reroute))}
    own, other = (f"/firm/re-routing/{asked[each]}" for each in (first, second))
    assert own in "".join(session.scalars(select(OutgoingMail.text)))

    people = [browser(app, firm.first) for firm in firms]
    assert "Does your idea fit" in text_of(people[0].get("/firm"))
    assert people[1].get(own).status_code == 404
    assert people[1].post(own, data={"answer": "yes"}).status_code == 404
    assert people[0].post(own).status_code == 422
    assert people[0].post(own, data={"answer": "yes"}).status_code == 303
    assert people[0].post(own, data={"answer": "no"}).status_code == 409
    assert people[1].post(other, data={"answer": "no"}).status_code == 303
    _stands_for_both(session, council, first, hubs)
    page = text_of(manager.get(HERE))
    assert "Said yes" in page
    assert "Said no" in page


def _stands_for_both(session: Session, council: UUID, first: UUID, hubs: UUID) -> None:
    made = session.scalars(select(Submission).where(Submission.challenge_id == hubs)).one()
    assert made.state is SubmissionState.SUBMITTED
    before = session.get_one(Submission, first)
    given = [answer_set(session, council, each.set_id) for each in (before, made)]
    assert given[0]
    assert given[1]
    assert given[0].answers == given[1].answers
