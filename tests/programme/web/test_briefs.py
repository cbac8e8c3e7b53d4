"""The brief on its pages: nothing typed is lost, keys are the right people's, evidence is live."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from tests.html import ReadingClient
from tests.programme.make import Crew, back, release, write_brief
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

BRIEF = "/programme/challenges/town-planning-consultation/brief"
WHY = f"{BRIEF}/why"


def test_who_saves_second_sees_both_texts(challenge: UUID, as_crew: As) -> None:
    writer = as_crew(Role.FACILITATOR)
    assert writer.post(WHY, data={"text": "First.", "seen_revision": "0"}).status_code == 303
    answer = writer.post(WHY, data={"text": "Slower.", "seen_revision": "0"})
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "First." in page
    assert "Slower." in page
    assert 'name="seen_revision" value="1"' in page


def test_a_section_without_words_is_not_complete(challenge: UUID, as_crew: As) -> None:
    writer = as_crew(Role.FACILITATOR)
    answer = writer.post(WHY, data={"text": "", "seen_revision": "0", "do": "complete"})
    assert answer.status_code == 422
    assert "Write a few words first." in answer.get_data(as_text=True)


def test_rows_that_cannot_stay_come_back(challenge: UUID, as_crew: As) -> None:
    writer = as_crew(Role.FACILITATOR)
    said = {"data_set-words-0": "Wards", "data_set-url-0": "javascript:alert(1)"}
    answer = writer.post(f"{BRIEF}/fits_with/lists", data=said)
    assert answer.status_code == 422
    assert 'value="Wards"' in answer.get_data(as_text=True)
    said["data_set-url-0"] = "https://example.org/wards"
    assert writer.post(f"{BRIEF}/fits_with/lists", data=said).status_code == 303
    assert "https://example.org/wards" in writer.get(f"{BRIEF}/fits_with").get_data(as_text=True)


def test_a_version_is_approved_by_two_people_who_wrote_nothing(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    back(session, crew, challenge)
    writer = as_crew(Role.FACILITATOR)
    writer.post(WHY, data={"text": "A plain reason.", "seen_revision": "0"})
    assert writer.post(f"{BRIEF}/review/send").status_code == 303
    assert writer.post(WHY, data={"text": "Later.", "seen_revision": "1"}).status_code == 409
    owner, buyer = as_crew(Role.CHALLENGE_OWNER), as_crew(Role.PROCUREMENT_OFFICER)
    assert "Approve this version" in owner.get(BRIEF).get_data(as_text=True)
    assert owner.post(f"{BRIEF}/review/approve").status_code == 303
    assert owner.post(f"{BRIEF}/review/check").status_code == 403
    assert buyer.post(f"{BRIEF}/review/check").status_code == 303
    assert "Approved" in writer.get(BRIEF).get_data(as_text=True)
    assert "A plain reason." in writer.get(f"{BRIEF}/changes").get_data(as_text=True)


def test_evidence_shows_its_value_and_where(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    write_brief(session, crew, challenge)
    page = as_crew(Role.FACILITATOR).get(WHY).get_data(as_text=True)
    assert "Same as when cited" in page
    assert "too few to be shown" in page
    assert "More trees, please." in page


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.PROCUREMENT_OFFICER])
def test_who_checks_does_not_write(
    session: Session, crew: Crew, challenge: UUID, as_crew: As, role: Role
) -> None:
    release(session, crew, challenge)
    reader: ReadingClient = as_crew(role)
    assert reader.get(WHY).status_code == 200
    assert reader.post(WHY, data={"text": "Mine.", "seen_revision": "1"}).status_code == 403
    assert reader.post(f"{WHY}/comments", data={"comment": "Show it."}).status_code == 303
