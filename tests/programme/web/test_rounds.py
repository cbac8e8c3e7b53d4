"""A round on pages: set up, declared, scored, talked about; and what is refused on the way."""

from __future__ import annotations

from typing import cast
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.roles import Role
from programme.rules.rounds import RoundState as R
from tests.conftest import sign_in_as
from tests.html import ReadingClient
from tests.programme.make import Crew
from tests.programme.panels import Panel, a_panel, clear_all, move, score_all
from tests.programme.rules import scores
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

DESK = "/programme/assessing"
AT = "/programme/challenges/town-planning-consultation"


@pytest.fixture
def panel(session: Session, crew: Crew, challenge: UUID) -> Panel:
    return a_panel(session, crew, challenge, many=3)


@pytest.fixture
def assessor(app: Flask, panel: Panel) -> ReadingClient:
    person_id = panel.assessors[0].person_id
    assert person_id
    client = cast(ReadingClient, app.test_client())
    sign_in_as(client, person_id)
    return client


def _text(answer: object) -> str:
    return cast(str, answer.get_data(as_text=True))  # type: ignore[attr-defined]


def test_a_submission_is_not_in_the_page_before_the_conflict_is_cleared(
    session: Session, panel: Panel, assessor: ReadingClient, as_crew: As
) -> None:
    here = f"{DESK}/{panel.of(0, 0)}"
    assert "A kiosk that listens." not in _text(assessor.get(here))
    undecided = assessor.post(f"{here}/conflict", data={"detail": "A cousin."})
    assert undecided.status_code == 422
    assert "A cousin." in _text(undecided)
    assert assessor.post(f"{here}/conflict", data={"answer": "perceived"}).status_code == 422
    mark = {"code": "fit", "value": "3", "reason": "Seen."}
    refused = assessor.post(f"{here}/mark", data=mark)
    assert refused.status_code == 409
    assert assessor.post(f"{here}/conflict", data={"answer": "none"}).status_code == 303
    assert "A kiosk that listens." not in _text(assessor.get(here))
    chair = as_crew(Role.ASSESSMENT_CHAIR)
    decide = f"/programme/conflicts/{panel.of(0, 0)}"
    assert assessor.post(decide, data={"act": "clear"}).status_code == 403
    assert as_crew(Role.PROGRAMME_MANAGER).post(decide, data={"act": "clear"}).status_code == 403
    assert chair.post(decide, data={"act": "clear"}).status_code == 303
    page = _text(assessor.get(here))
    assert "A kiosk that listens." in page
    assert "Firm A" not in page
    for strange in (panel.of(0, 1), uuid4()):
        assert assessor.get(f"{DESK}/{strange}").status_code == 404
    assert assessor.post(f"{here}/recognised", data={"recognised": "Its name."}).status_code == 303
    assert "Its name." in _text(chair.get(f"{AT}/round"))
    assert assessor.post(f"{here}/decline", data={}).status_code == 422


def test_an_assessor_who_is_kept_out_reads_why_and_whom_to_ask(
    session: Session, crew: Crew, panel: Panel, assessor: ReadingClient, as_crew: As
) -> None:
    session.get_one(Person, crew.id(Role.ASSESSMENT_CHAIR)).name = "Chair Example"
    session.commit()
    here = f"{DESK}/{panel.of(0, 0)}"
    assessor.post(f"{here}/conflict", data={"answer": "actual", "detail": "A cousin."})
    assert "The chair is Chair Example." in _text(assessor.get(here))
    as_crew(Role.ASSESSMENT_CHAIR).post(
        f"/programme/conflicts/{panel.of(0, 0)}", data={"act": "bar"}
    )
    assessor.post(f"{DESK}/{panel.of(1, 0)}/decline", data={"because": "too_many"})
    for submission, why in ((0, "the conflict of interest that you declared"), (1, "sent")):
        here = f"{DESK}/{panel.of(submission, 0)}"
        for answer in (assessor.get(here), assessor.post(f"{here}/mark", data={"code": "fit"})):
            page = _text(answer)
            assert answer.status_code == 403
            assert why in page
            assert "ask Chair Example, who chairs" in page
            for hidden in ("Firm A", "REF-A", "A kiosk that listens.", "A cousin."):
                assert hidden not in page
        assert here in _text(assessor.get(DESK))
    assert assessor.get(f"{DESK}/{panel.of(0, 1)}").status_code == 404


def test_marks_are_kept_sent_and_locked_and_totals_wait_for_all(
    session: Session, panel: Panel, assessor: ReadingClient, as_crew: As
) -> None:
    clear_all(session, panel)
    move(session, panel, R.FROZEN, R.OPEN)
    here, chair = f"{DESK}/{panel.of(0, 0)}", as_crew(Role.ASSESSMENT_CHAIR)
    for wrong in ({"value": "9"}, {"value": "x"}, {"value": "3", "reason": ""}):
        answer = assessor.post(f"{here}/mark", data={"code": "fit", "reason": "So it is."} | wrong)
        assert answer.status_code == 422
        assert "There is a problem" in _text(answer)
    assert assessor.post(f"{here}/send").status_code == 409
    for each in scores.CRITERIA:
        data = {
            "code": each.code,
            "value": "none" if each.code == "fit" else "4",
            "reason": "Seen.",
        }
        assert assessor.post(f"{here}/mark", data=data).status_code == 303
    assert "Totals are shown once" in _text(chair.get(f"{AT}/scores"))
    assert assessor.post(f"{here}/send").status_code == 303
    late = assessor.post(f"{here}/mark", data={"code": "fit", "value": "1", "reason": "Oh no."})
    assert late.status_code == 409
    assert "Oh no." in _text(late)
    assert "Show what others gave" not in _text(assessor.get(here))
    assert assessor.post(f"{here}/others").status_code == 409
    returned = {"assignment": str(panel.of(0, 0)), "return_reason": "Fit does apply."}
    assert chair.post(f"{AT}/scores/return", data=returned).status_code == 303
    assert "Returned to look again" in _text(assessor.get(DESK))


def test_the_chair_sets_up_talks_and_publishes_the_order(
    session: Session, panel: Panel, as_crew: As
) -> None:
    chair, manager = as_crew(Role.ASSESSMENT_CHAIR), as_crew(Role.PROGRAMME_MANAGER)
    typed = {"chair_id": str(panel.chair.person_id), "quorum": "3", "wide": "2"}
    assert manager.post(f"{AT}/round", data=typed | {"quorum": "none"}).status_code == 422
    assert manager.post(f"{AT}/round", data=typed | {"due-day": "40"}).status_code == 422
    assert manager.post(f"{AT}/round", data=typed).status_code == 303
    assert manager.post(f"{AT}/round/assign", data={"person": "x"}).status_code == 422
    assert manager.post(f"{AT}/round/move", data={"after": "frozen"}).status_code == 403
    assert manager.post(f"{AT}/round/hidden", data={"shown-q1": "at_once"}).status_code == 303
    assert chair.post(f"{AT}/round/move", data={"after": "open"}).status_code == 409
    clear_all(session, panel)
    move(session, panel, R.FROZEN, R.OPEN)
    score_all(session, panel)
    move(session, panel, R.SCORING_CLOSED, R.MODERATION)
    talk = {"submission": str(panel.submissions[2]), "code": "fit", "agreed": "2", "reason": "So."}
    there = [str(who.person_id) for who in panel.assessors]
    whole = talk | {"present": there}
    for name in ("agreed", "reason", "present"):
        answer = chair.post(f"{AT}/scores/talk", data=whole | {name: ""})
        assert answer.status_code == 422
    assert manager.post(f"{AT}/scores/talk", data=talk).status_code == 403
    assert chair.post(f"{AT}/scores/talk", data=whole).status_code == 303
    page = _text(chair.get(f"{AT}/scores"))
    assert "46.67" in page
    assert "Never by lot." in page
    assert "Firm C" not in page
    look = {"submission": talk["submission"], "look_reason": "Its conflict names a firm."}
    assert chair.post(f"{AT}/scores/look", data=look).status_code == 303
    assert "Firm C" in _text(chair.get(f"{AT}/scores"))
    assert "Firm C" not in _text(manager.get(f"{AT}/scores"))
    tie = {"first": talk["submission"], "tie_reason": "Because."}
    assert chair.post(f"{AT}/scores/tie", data=tie).status_code == 422
