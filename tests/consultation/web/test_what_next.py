"""What happens next, who decides, and what was decided in the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultation.commands.consultations import move_stage, set_stages
from consultation.commands.feedback import answer_comment
from consultation.models.applications import Application
from consultation.models.consultations import Consultation, Stage
from consultation.rules.consultations import ConsultationStatus, PlanningDecision
from consultation.rules.drafts import StageDraft
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import an_actor, an_authority

PAGE = "/consultations/a-greener-high-street"


def test_each_stage_has_its_day_and_a_day_that_moved_says_why(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    with work(session, actor, NOW) as unit:
        stages = [StageDraft("We write a report", date(2027, 1, 8)), StageDraft("A decision")]
        set_stages(unit, consultation, stages)
        first = unit.session.scalars(select(Stage.id).where(Stage.position == 1)).one()
        move_stage(unit, first, date(2027, 2, 5), "More people wrote than we thought.")
    page = text_of(client.get(PAGE))
    assert "What happens next" in page
    assert "By 5 February 2027" in page
    assert "The date was 8 January 2027. It moved: More people wrote than we thought." in page
    assert "Date not known yet" in page
    assert "How your comments are used" in page


def test_the_council_decides_unless_an_officer_says_who(
    session: Session,
    client: ReadingClient,
    client_for: Callable[..., ReadingClient],
    actor: Actor,
    consultation: UUID,
) -> None:
    assert "Birmingham Council" in _who_decides(client)
    officer = client_for(Role.CONSULTATION_OFFICER)
    form: dict[str, Any] = {
        "kind": "place",
        "title": "A greener high street",
        "summary": "Trees.",
        "decides": "The planning committee",
        "opens_on": ["15", "11", "2026"],
        "closes_on": ["6", "12", "2026"],
        "moderating": "",
        "reason": "It was not said who decides.",
    }
    change = "/desk/consultations/a-greener-high-street/words"
    too_long = officer.post(change, data={**form, "decides": "x" * 201})
    assert too_long.status_code == 422
    answer = officer.post(change, data=form)
    assert answer.status_code == 303, text_of(answer)
    assert "The planning committee" in text_of(officer.get(change))
    assert "The planning committee" in _who_decides(client)


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (PlanningDecision.GRANTED, "Permission was granted."),
        (PlanningDecision.REFUSED, "Permission was refused."),
        (PlanningDecision.WITHDRAWN, "The application was withdrawn."),
        (None, "This is decided."),
    ],
)
def test_the_end_says_what_was_decided_when_and_what_comments_changed(
    session: Session,
    client: ReadingClient,
    actor: Actor,
    consultation: UUID,
    decision: PlanningDecision | None,
    sentence: str,
) -> None:
    posted = a_comment(session, actor, consultation, "Keep the lime trees.")
    with work(session, actor, NOW) as unit:
        answer = {"text": "We agree.", "note": "The limes stay.", **OFFICER}
        answer_comment(unit, posted.comment_id, close=True, **answer)
    _decide(session, actor, consultation, decision)
    with at_most(17):
        page = text_of(client.get(PAGE))
    assert "What was decided" in page
    assert sentence in page
    assert "20 November 2026" in page
    assert "The limes stay." in page
    assert "How your comments are used" not in page


def test_what_changed_can_be_asked_of_one_consultation(
    session: Session, client: ReadingClient, actor: Actor, consultation: UUID
) -> None:
    other = a_consultation(session, actor, title="Another")
    for where, text in ((consultation, "Keep the limes."), (other, "Keep the pond.")):
        posted = a_comment(session, actor, where, text)
        with work(session, actor, NOW) as unit:
            answer_comment(unit, posted.comment_id, text="Yes.", **OFFICER)
    page = text_of(client.get("/what-changed?consultation=another"))
    assert "Keep the pond." in page
    assert "Keep the limes." not in page
    theirs = an_actor(an_authority(session, "leeds").id)
    a_consultation(session, theirs, title="Theirs")
    for slug in ("theirs", "no-such"):
        assert client.get(f"/what-changed?consultation={slug}").status_code == 404


def _who_decides(client: ReadingClient) -> str:
    return text_of(client.get(PAGE)).partition("Who decides</h3>")[2].partition("</p>")[0]


def _decide(
    session: Session, actor: Actor, consultation: UUID, decision: PlanningDecision | None
) -> None:
    application = Application(
        id=uuid4(),
        authority_id=actor.authority_id,
        reference="2026/1",
        decision=decision,
        decided_on=NOW.date() - timedelta(days=2),
        created_at=NOW,
    )
    session.add(application)
    session.flush()
    session.execute(
        update(Consultation)
        .where(Consultation.id == consultation)
        .values(application_id=application.id, status=ConsultationStatus.DECIDED)
    )
    session.commit()
