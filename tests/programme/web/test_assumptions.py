"""The assumptions log: written, tested with evidence, and nothing typed is lost."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from programme.models.assumptions import Assumption, AssumptionFinding
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

LOG = "/programme/challenges/town-planning-consultation/assumptions"
WORDS = {"words": "People near a scheme have a phone", "perspective": "end_user"}


@pytest.fixture
def facilitator(as_crew: As, challenge: UUID) -> ReadingClient:
    return as_crew(Role.FACILITATOR)


def written(browser: ReadingClient, session: Session) -> str:
    assert browser.post(LOG, data=WORDS).status_code == 303
    return f"{LOG}/{session.scalars(select(Assumption.id)).one()}"


def test_an_assumption_is_tested_and_earlier_findings_stay(
    facilitator: ReadingClient, session: Session
) -> None:
    one = written(facilitator, session)
    for state, evidence in (("supported", "9 of 10 had one."), ("refuted", "Few have data.")):
        found = facilitator.post(one, data={"state": state, "evidence": evidence})
        assert found.status_code == 303
    page = text_of(facilitator.get(LOG))
    assert "9 of 10 had one." in page
    assert "Few have data." in page
    assert len(session.scalars(select(AssumptionFinding)).all()) == 2


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"state": "supported", "evidence": ""}, 422),
        ({"state": "untested", "evidence": "We looked & saw."}, 409),
        ({"state": "maybe", "evidence": "We looked & saw."}, 409),
    ],
    ids=["no evidence", "untested", "no state"],
)
def test_a_finding_that_is_none_is_refused_with_what_was_typed(
    facilitator: ReadingClient, session: Session, data: dict[str, str], status: int
) -> None:
    answer = facilitator.post(written(facilitator, session), data=data)
    assert answer.status_code == status
    assert data["evidence"].replace("&", "&amp;") in answer.get_data(as_text=True)
    assert session.scalars(select(AssumptionFinding)).all() == []


def test_what_is_not_there_is_not_there_and_who_reads_does_not_write(
    facilitator: ReadingClient, as_crew: As, session: Session
) -> None:
    assert facilitator.post(LOG, data={"words": "A & B"}).status_code == 422
    assert facilitator.post(f"{LOG}/{uuid4()}", data={"state": "refuted"}).status_code == 404
    finance = as_crew(Role.FINANCE_OFFICER)
    assert finance.get(LOG).status_code == 200
    assert finance.post(LOG, data=WORDS).status_code == 403
