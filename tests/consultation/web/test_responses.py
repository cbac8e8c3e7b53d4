"""Officers see what the answers came to; small numbers give nobody away, tables run nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.commands.responses import respond
from consultation.rules.comments import Channel
from consultation.rules.takes import Takes
from foundation.base.actor import Actor
from foundation.base.roles import Role
from foundation.base.work import work
from questions.rules.kinds import Kind
from questions.rules.values import Answers, Declined, Picks, Shares, Words
from tests.conftest import NOW
from tests.consultation.web.reading import text_of
from tests.consultation.web.test_giving_questions import an_asking_consultation
from tests.html import ReadingClient
from tests.make import an_authority
from tests.questions.forms import a_question

Browsers = Callable[..., ReadingClient]
HERE = "/desk/consultations/a-greener-high-street/answers"
FORM = (
    a_question(kind=Kind.ONE, may_decline=True),
    a_question(kind=Kind.BUDGET),
    a_question(kind=Kind.SHORT_TEXT),
)


def answered(session: Session, actor: Actor, made: UUID, *sets: Answers) -> None:
    with work(session, actor, NOW) as unit:
        for number, answers in enumerate(sets):
            respond(unit, made, answers, channel=Channel.PAPER if number else Channel.WEB)


def money(*pence: int) -> Shares:
    return Shares(tuple(zip(("c1", "c2", "c3"), pence, strict=True)))


@pytest.fixture
def officer(client_for: Browsers, actor: Actor) -> ReadingClient:
    return client_for(Role.CONSULTATION_OFFICER)


def test_a_budget_shows_medians_and_small_counts_stay_hidden(
    session: Session, actor: Actor, officer: ReadingClient
) -> None:
    made = an_asking_consultation(session, actor, Takes.BOTH, *FORM)
    sets: list[Answers] = [
        {("q1", 0): Picks(("c1" if n < 6 else "c2",)), ("q2", 0): money(n * 100_000, 0, 2_000_000)}
        for n in range(7)
    ]
    answered(session, actor, made, *sets, {("q1", 0): Declined(), ("q3", 0): Words("=cmd")})
    page = text_of(officer.get(HERE))
    assert "8 people answered" in page
    assert "£3,000 (half of all people: £1,500 to £4,500)" in page
    assert "Counts below 5 are not shown" in page
    assert "6 (86%)" not in page
    assert "On paper: 7" in page
    assert "=cmd" in page


def test_few_answers_show_no_figures(
    session: Session, actor: Actor, officer: ReadingClient
) -> None:
    made = an_asking_consultation(session, actor, Takes.BOTH, *FORM)
    answered(session, actor, made, {("q1", 0): Picks(("c1",))})
    assert "could point at one of them" in text_of(officer.get(HERE))


def test_the_table_and_its_dictionary_fit_each_other_and_run_nothing(
    session: Session, actor: Actor, officer: ReadingClient
) -> None:
    made = an_asking_consultation(session, actor, Takes.BOTH, *FORM)
    answered(session, actor, made, {("q1", 0): Picks(("c1",)), ("q3", 0): Words("=1+1")})
    table = officer.get(f"{HERE}/answers.csv")
    assert table.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"), newline="")))
    assert rows[0]["q3"] == "'=1+1"
    assert rows[0]["q1"] == "c1"
    dictionary = officer.get(f"{HERE}/dictionary.csv")
    said = list(csv.DictReader(io.StringIO(dictionary.text.removeprefix("\ufeff"), newline="")))
    assert [each["column"] for each in said] == list(rows[0])[1:]
    assert said[0]["values"] == "c1 = Trees; c2 = Benches; c3 = Lights"


@pytest.mark.parametrize("path", ["", "/answers.csv", "/dictionary.csv"])
def test_answers_are_read_by_officers_of_their_council_alone(
    session: Session, actor: Actor, client_for: Browsers, client: ReadingClient, path: str
) -> None:
    an_asking_consultation(session, actor, Takes.BOTH, *FORM)
    assert client.get(HERE + path).status_code in {302, 303, 401}
    assert client_for(Role.APPLICANT).get(HERE + path).status_code == 403
    twin = an_authority(session, "twin")
    stranger = client_for(Role.CONSULTATION_OFFICER, authority=twin)
    assert stranger.get(HERE + path).status_code == 404


def test_where_nothing_is_asked_the_page_says_so(
    session: Session, actor: Actor, officer: ReadingClient, consultation: UUID
) -> None:
    assert "no questions of its own" in text_of(officer.get(HERE))
