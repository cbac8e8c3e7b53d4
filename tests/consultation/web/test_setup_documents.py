"""Officers hand documents in: made anew, shown when their consultation is, and let go."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.consultations import move_consultation
from consultation.queries.consultations import ConsultationPage, consultation_page
from consultation.rules.consultations import ConsultationStatus
from foundation.base.actor import Actor
from foundation.base.files import StoredFile
from foundation.base.roles import Role
from foundation.base.work import work
from foundation.web.caching import FOR_EVER
from tests.conftest import NOW
from tests.consultation.make import TO_OPEN, a_consultation
from tests.consultation.web.setting_up import HERE
from tests.foundation.uploads import CANARY, a_marked_picture
from tests.html import ReadingClient


@pytest.fixture
def officer(actor: Actor, client_for: Any) -> ReadingClient:
    browser: ReadingClient = client_for(Role.CONSULTATION_OFFICER)
    return browser


def page_of(session: Session, actor: Actor, slug: str) -> ConsultationPage:
    session.rollback()
    found = consultation_page(session, actor.authority_id, slug, NOW, drafts=True)
    assert found is not None
    return found


def test_a_file_is_made_anew_shown_once_the_consultation_opens_and_let_go_with_its_row(
    session: Session, client: ReadingClient, officer: ReadingClient, actor: Actor
) -> None:
    a_consultation(session, actor, ConsultationStatus.DRAFT, title="Quiet lanes")
    here = "/desk/consultations/quiet-lanes/documents"
    row = {"title": ["Report"], "url": ["https://example.org/report.pdf"], "kind": [""]}
    photo = {"file": (BytesIO(a_marked_picture("JPEG")), "lane.jpeg"), "file_alt": "A lane"}
    untitled = officer.post(here, data={**row, **photo, "act": "file"})
    assert untitled.status_code == 422
    assert "Report" in untitled.text
    photo["file"] = (BytesIO(a_marked_picture("JPEG")), "lane.jpeg")
    added = officer.post(here, data={**row, **photo, "file_title": "The lane", "act": "file"})
    assert added.headers["Location"] == here
    page = page_of(session, actor, "quiet-lanes")
    assert [(each.title, each.alt) for each in page.documents] == [
        ("Report", None),
        ("The lane", "A lane"),
    ]
    address = page.documents[1].url
    assert client.get(address).status_code == 404
    shown = officer.get(address)
    assert shown.mimetype == "image/jpeg"
    assert CANARY.encode() not in shown.data
    with work(session, actor, NOW) as unit:
        for state in TO_OPEN:
            move_consultation(unit, page.id, state)
    assert client.get(address).headers["Cache-Control"] == FOR_EVER
    assert officer.post(here, data=row).status_code == 303
    assert client.get(address).status_code == 404
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file first."),
        (b"MZ a program", "Choose a photo"),
        (b"%PDF-1.7 broken", "could not read"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_and_nothing_typed_is_lost(
    officer: ReadingClient, consultation: UUID, content: bytes, said: str
) -> None:
    typed = {"title": ["A plan"], "url": ["https://example.org/plan.pdf"], "file_title": "A file"}
    answer = officer.post(
        f"{HERE}/documents", data={**typed, "file": (BytesIO(content), "x.pdf"), "act": "file"}
    )
    assert answer.status_code == 422
    for words in (said, "A plan", "A file"):
        assert words in answer.text
