"""A decision has its reasons; who took part hears of it, and of what comes after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from consultation.models.applications import Application
from consultation.models.consultations import Consultation
from consultation.rules.consultations import ConsultationKind, ConsultationStatus, PlanningDecision
from consultation.rules.following import Pace
from foundation.base.actor import Actor
from foundation.base.roles import Role
from tests.clock import NOW
from tests.consultation.following import a_follower, digests
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient

Browsers = Callable[..., ReadingClient]
DESK = "/desk/consultations/a-greener-high-street/afterwards"
PAGE = "/consultations/a-greener-high-street"
TODAY = {"day": [str(NOW.day), str(NOW.month), str(NOW.year)]}


def stands(session: Session, consultation: UUID, **values: Any) -> None:
    session.execute(update(Consultation).where(Consultation.id == consultation).values(**values))
    session.commit()


def test_a_decision_with_its_reasons_and_a_milestone_reach_who_took_part(
    app: Flask,
    session: Session,
    actor: Actor,
    client: ReadingClient,
    client_for: Browsers,
    consultation: UUID,
) -> None:
    digests(app, session)
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    officer = client_for(Role.PLANNER)
    given = {
        "happening": "decided",
        "title": "Trees on both sides",
        "reasons": "Most of you asked for shade.",
        "conditions": "Limes only.\n\nNone by the bus stop.",
        "seen": "0",
        **TODAY,
    }
    assert officer.post(DESK, data=given).status_code == 409
    stands(session, consultation, status=ConsultationStatus.REPORTED)
    move = "/desk/consultations/a-greener-high-street/move"
    sets_up = client_for(Role.CONSULTATION_OFFICER)
    assert sets_up.post(move, data={"after": "decided"}).status_code == 409
    wrong = officer.post(DESK, data={**given, "reasons": "", "day": ["31", "2", "2026"]})
    assert wrong.status_code == 422
    assert "Limes only." in wrong.text
    assert officer.post(DESK, data=given).status_code == 303
    assert officer.post(DESK, data=given).status_code == 409
    page = text_of(client.get(PAGE))
    for words in ("What was decided", "Trees on both sides", "Most of you asked for shade."):
        assert words in page
    assert "None by the bus stop." in page
    appeal = {**given, "happening": "appealed", "seen": "1"}
    assert officer.post(DESK, data=appeal).status_code == 409
    opened = {"happening": "milestone", "title": "The trees are planted", "seen": "1", **TODAY}
    assert officer.post(DESK, data=opened).status_code == 303
    assert "The trees are planted" in text_of(client.get(PAGE))
    told = "\n".join(mail.text for mail in digests(app, session))
    for words in ("Trees on both sides", "Most of you asked for shade.", "The trees are planted"):
        assert words in told
    assert "Where it is up to" not in told
    assert client_for(Role.MODERATOR).get(DESK).status_code == 403


def test_a_planning_decision_is_that_of_its_application_and_can_be_appealed(
    session: Session, actor: Actor, client: ReadingClient, client_for: Browsers, consultation: UUID
) -> None:
    application = Application(
        id=uuid4(), authority_id=actor.authority_id, reference="2026/1/PA", created_at=NOW
    )
    session.add(application)
    session.flush()
    kind, status = ConsultationKind.PLANNING_APPLICATION, ConsultationStatus.REPORTED
    stands(session, consultation, kind=kind, status=status, application_id=application.id)
    officer = client_for(Role.PLANNER)
    for seen, (happening, result) in enumerate(
        (("decided", "refused"), ("appealed", ""), ("appeal_decided", "allowed"))
    ):
        given = {"happening": happening, "result": result, "seen": str(seen), **TODAY}
        sent = officer.post(DESK, data={**given, "reasons": "The hall shades the school."})
        assert sent.status_code == 303, text_of(sent)
    session.expire_all()
    decided = session.get_one(Application, application.id)
    assert (decided.decision, decided.decided_on) == (PlanningDecision.REFUSED, NOW.date())
    page = text_of(client.get(PAGE))
    assert "Permission was refused." in page
    assert "Somebody has appealed against the decision." in page
    assert "The appeal was allowed: there is permission now." in page
