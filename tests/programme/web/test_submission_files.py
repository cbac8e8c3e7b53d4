"""Files in a firm's answers, through real forms; a rival opens none of them by any address."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.assessors import assign
from programme.commands.blinding import set_profile
from programme.commands.conflicts import decide_conflict, declare
from programme.commands.rounds import set_up_round
from programme.models.submissions import Submission, SubmissionFile
from programme.rules.blinding import Shown
from programme.rules.conflicts import Answer
from programme.rules.rounds import RoundDraft
from programme.rules.submissions import SubmissionState
from questions.models.forms import QuestionSection
from questions.rules.forms import Limits
from questions.rules.kinds import Kind
from tests.clock import NOW
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import a_person
from tests.programme.firms import Firm, a_firm, begun, open_to_firms
from tests.programme.make import Crew
from tests.programme.web.browsers import As, as_crew, browser
from tests.questions.forms import a_question

__all__ = ["as_crew"]

STAFF = "/programme/challenges/town-planning-consultation"
Sends = Callable[..., TestResponse]


@pytest.fixture
def firm(session: Session, crew: Crew) -> Firm:
    return a_firm(session, crew.manager.authority_id)


@pytest.fixture
def here(session: Session, crew: Crew, challenge: UUID, firm: Firm) -> str:
    """Where the firm writes; the third question must have up to two files."""
    files = a_question("q3", Kind.FILE, is_required=True, limits=Limits(most=2))
    open_to_firms(session, crew.manager, challenge, files)
    return f"/firm/submissions/{begun(session, challenge, firm)}"


@pytest.fixture
def send(app: Flask, firm: Firm, here: str) -> Sends:
    """Return how the firm posts its third page, with a table or without."""
    page = browser(app, firm.first)

    def sent(revision: int, content: bytes | None = b"a,=1+1", **more: object) -> TestResponse:
        data = {"revision": str(revision), "act": "add:q3", "q3-title": "Costs", **more}
        if content is not None:
            data["q3-file"] = (io.BytesIO(content), str(more.pop("name", "a.csv")))
        return page.post(f"{here}/q3", data=data, content_type="multipart/form-data")

    return sent


def _ids(session: Session) -> list[str]:
    rows = select(SubmissionFile.id).order_by(SubmissionFile.added_at)
    session.expire_all()
    return [each.hex for each in session.scalars(rows)]


@pytest.mark.parametrize(
    ("content", "more", "words"),
    [
        (None, {}, "Choose a file first."),
        (b"MZ\0", {}, "Choose a picture (JPEG, PNG or WebP), a PDF, or a table as CSV."),
        (b'"', {}, "We could not read this table."),
        (b"%PDF-", {}, "Costs"),
        (b"a", {"q3-title": " "}, "Say what the file shows"),
        (b"a", {"q3": ["0" * 32, "1" * 32]}, "Add at most 2 files."),
        (b"a", {"q3": ["../etc"]}, "Choose the file again."),
        (None, {"act": "save"}, "Add a file to go on."),
    ],
)
def test_what_is_no_file_is_refused_in_words_and_nothing_typed_goes(
    session: Session, send: Sends, content: bytes | None, more: dict[str, object], words: str
) -> None:
    refused = send(1, content, **more)
    assert (refused.status_code, words in text_of(refused)) == (422, True)
    assert str(more.get("q3-title", "Costs")).strip() in refused.text
    assert _ids(session) == []


def test_a_firm_adds_files_takes_one_out_and_the_council_opens_the_rest(
    app: Flask, session: Session, firm: Firm, here: str, send: Sends, as_crew: As
) -> None:
    first, second = browser(app, firm.first), browser(app, firm.second)
    assert send(1).status_code == 303
    added = _ids(session)
    assert send(1).status_code == 409  # somebody else had the page open
    assert send(2, q3=added, act="save").location.endswith("#q3")
    one, two = _ids(session)
    shown = first.get(f"{here}/q3")
    assert "There is no room for more files." in text_of(shown)
    assert "File 2" in shown.text
    out = send(3, None, q3=[one, two], act=f"drop:{one}")
    assert (out.status_code, _ids(session)) == (303, [two])
    opened = second.get(f"{here}/files/{UUID(two)}")
    assert opened.get_data(as_text=True).endswith("a,'=1+1\r\n")
    assert opened.headers["Content-Disposition"].startswith("attachment; filename=file-")
    manager, there = as_crew(Role.PROGRAMME_MANAGER), here.replace("/firm/", "/programme/")
    assert manager.get(f"{there}/files/{UUID(two)}").status_code == 404
    for who, act in ((first, "ready"), (first, "certify"), (second, "submit")):
        assert who.post(here, data={"act": act, "true": "1"}).status_code == 303
    assert send(4, q3=[two]).status_code == 409
    assert "Add the file" not in first.get(f"{here}/q3").text
    assert "Costs" in text_of(manager.get(there))
    assert manager.get(f"{there}/files/{UUID(two)}").status_code == 200
    assert manager.get(f"{there}/files/{UUID(one)}").status_code == 404


def test_what_else_was_typed_is_saved_with_a_file_even_where_it_is_unfinished(
    app: Flask, session: Session, firm: Firm, here: str
) -> None:
    session.scalars(select(QuestionSection)).one().most_times = 3
    session.commit()
    page, place = browser(app, firm.first), f"{here}/q1x1"
    typed = {"revision": "1", "q2x1": "7", "act": "add:q3x1", "q3x1-title": "Costs"}

    def post(**more: str) -> TestResponse:
        data = {**typed, **more, "q3x1-file": (io.BytesIO(b"a,b"), "a.csv")}
        return page.post(place, data=data, content_type="multipart/form-data")

    assert post(q2x1="many").status_code == 422
    assert _ids(session) == []
    assert post().status_code == 303
    shown = page.get(place).text
    assert 'value="7"' in shown
    assert f'value="{_ids(session)[0]}"' in shown
    assert post(act="save", revision="2").status_code == 422


def test_the_council_asks_firms_for_files_and_tries_the_question(
    session: Session, challenge: UUID, as_crew: As
) -> None:
    manager, form = as_crew(Role.PROGRAMME_MANAGER), f"{STAFF}/form"
    assert manager.post(form).status_code == 303
    asked = {"kind": "file", "section": "s1", "words": "Your costs", "is_required": "1"}
    wrong = manager.post(f"{form}/new", data={**asked, "most": "6", "act": "save"})
    assert (wrong.status_code, "from 1 to 5" in text_of(wrong)) == (422, True)
    assert manager.post(f"{form}/new", data={**asked, "most": "3"}).status_code == 303
    assert "Up to 3 files" in text_of(manager.get(f"{form}/try"))
    assert manager.post(f"{form}/try", data={"page": "q1"}).status_code == 200


def test_a_rival_opens_no_file_of_another_firm_by_any_address(
    app: Flask, session: Session, challenge: UUID, firm: Firm, here: str, send: Sends
) -> None:
    assert send(1).status_code == 303
    (file,) = _ids(session)
    rival = a_firm(session, firm.first.authority_id, "Bell Works")
    spy, own = browser(app, rival.first), f"/firm/submissions/{begun(session, challenge, rival)}"
    for where in (here, own):
        assert spy.get(f"{where}/files/{UUID(file)}").status_code == 404
    stolen = {"revision": "1", "q3": file, "act": "save"}
    assert spy.post(f"{own}/q3", data=stolen).status_code == 303
    assert "Costs" not in spy.get(own).text + spy.get(f"{own}/q3").text
    assert spy.post(f"{own}/q3", data={**stolen, "revision": "2", "act": f"drop:{file}"})
    council = f"{here.replace('/firm/', '/programme/')}/files/{UUID(file)}"
    assert spy.get(council).status_code == 403
    assert _ids(session) == [file]


@dataclass(frozen=True, slots=True)
class Reading:
    """A submission with a file, as its assessor may come to read it."""

    page: ReadingClient
    assignment: UUID
    file: str

    @property
    def desk(self) -> str:
        """Where it is scored."""
        return f"/programme/assessing/{self.assignment}"

    @property
    def opened(self) -> TestResponse:
        """The answer to opening its file."""
        return self.page.get(f"{self.desk}/files/{UUID(self.file)}")


@pytest.fixture
def reading(app: Flask, session: Session, crew: Crew, challenge: UUID, send: Sends) -> Reading:
    assert send(1, **{"q3-title": "Costs of Lantern Labs"}).status_code == 303
    made = session.scalars(select(Submission)).one()
    made.state, made.submitted_at = SubmissionState.UNDER_ASSESSMENT, NOW
    session.commit()
    council = crew.manager.authority_id
    assessor = a_person(session, council, Role.ASSESSOR).id
    with work(session, crew.manager, NOW) as unit:
        set_up_round(unit, challenge, RoundDraft(crew.id(Role.ASSESSMENT_CHAIR)))
        given = assign(unit, challenge, made.id, assessor)
    with work(session, Actor(council, assessor), NOW) as unit:
        declare(unit, given, Answer.NONE)
    return Reading(browser(app, Actor(council, assessor)), given, _ids(session)[0])


def test_an_assessor_opens_a_file_once_cleared_and_where_the_profile_shows_it(
    session: Session, crew: Crew, challenge: UUID, reading: Reading
) -> None:
    with work(session, crew.manager, NOW) as unit:
        set_profile(unit, challenge, {"q3": (Shown.AT_ONCE, None)})
    assert reading.opened.status_code == 404
    with work(session, crew[Role.ASSESSMENT_CHAIR], NOW) as unit:
        decide_conflict(unit, reading.assignment, clears=True)
    assert reading.opened.status_code == 200
    shown = reading.page.get(reading.desk).text
    assert "File 1" in shown
    assert "Lantern Labs" not in shown
    with work(session, crew.manager, NOW) as unit:
        set_profile(unit, challenge, {})
    assert reading.opened.status_code == 404
    assert "File 1" not in reading.page.get(reading.desk).text


def test_an_assessor_reads_that_a_firm_withdrew_and_nothing_else(
    session: Session, crew: Crew, reading: Reading
) -> None:
    with work(session, crew[Role.ASSESSMENT_CHAIR], NOW) as unit:
        decide_conflict(unit, reading.assignment, clears=True)
    session.scalars(select(Submission)).one().state = SubmissionState.WITHDRAWN
    session.commit()
    gone = reading.page.get(reading.desk)
    assert gone.status_code == 403
    assert "The firm has withdrawn this submission" in text_of(gone)
    assert "A kiosk that listens." not in gone.text
    assert "The firm withdrew it" in text_of(reading.page.get("/programme/assessing"))
    assert reading.opened.status_code == 403
