"""Officers build the questions of a consultation: page by page, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from consultation.commands.consultations import move_consultation
from consultation.commands.takes import set_takes
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.takes import Takes, form_owner
from foundation.base.actor import Actor
from foundation.base.errors import Conflict
from foundation.base.roles import Role
from foundation.base.work import work
from questions.commands.answers import give_answers
from questions.queries.forms import FormVersion, latest_version, open_version
from questions.rules.forms import Condition, Form
from questions.rules.kinds import Kind, Test
from questions.rules.values import Picks
from questions.rules.versions import VersionState
from tests.conftest import NOW
from tests.consultation.make import a_consultation
from tests.consultation.web.reading import text_of
from tests.html import ReadingClient
from tests.make import an_authority

Browsers = Callable[..., ReadingClient]
HERE = "/desk/consultations/a-greener-high-street"
ASKED = f"{HERE}/questions"
PICK: dict[str, Any] = {
    "kind": "one",
    "section": "s1",
    "words": "How often do you use the park?",
    "choice_code": ["", "", ""],
    "choice_words": ["Every day", "Less often", ""],
    "act": "save",
}
TEXT: dict[str, Any] = {"kind": "short_text", "section": "s1", "words": "Why?", "act": "save"}
BUDGET: dict[str, Any] = {
    "kind": "budget",
    "section": "s1",
    "words": "Share out the money",
    "total": "340,000",
    "choice_code": ["", ""],
    "choice_words": ["Play area", "Paths"],
    "choice_least": ["", "1,000"],
    "choice_most": ["300,000", ""],
    "act": "save",
}


@pytest.fixture
def officer(client_for: Browsers, actor: Actor) -> ReadingClient:
    return client_for(Role.CONSULTATION_OFFICER)


@pytest.fixture
def draft(session: Session, actor: Actor) -> UUID:
    made = a_consultation(session, actor, ConsultationStatus.DRAFT)
    with work(session, actor, NOW) as unit:
        set_takes(unit, made, Takes.BOTH)
    return made


def version(session: Session, actor: Actor, consultation: UUID) -> FormVersion:
    session.rollback()
    found = latest_version(session, actor.authority_id, form_owner(consultation))
    assert found
    return found


def form(session: Session, actor: Actor, consultation: UUID) -> Form:
    return version(session, actor, consultation).form


def test_what_people_can_do_is_chosen_first(
    session: Session, actor: Actor, officer: ReadingClient
) -> None:
    a_consultation(session, actor, ConsultationStatus.DRAFT)
    assert "Answer our questions" in text_of(officer.get(ASKED))
    assert officer.post(f"{HERE}/takes", data={"takes": "songs"}).status_code == 400
    answer = officer.post(f"{HERE}/takes", data={"takes": "both"})
    assert (answer.status_code, answer.location) == (303, ASKED)
    assert "There is no question yet" in text_of(officer.get(ASKED))
    assert "0 questions" in text_of(officer.get(HERE))


def test_a_question_of_each_kind_is_added_and_seen_on_a_phone(
    session: Session, actor: Actor, officer: ReadingClient, draft: UUID
) -> None:
    for data in (PICK, TEXT, BUDGET, {**TEXT, "kind": "scale"}, {**TEXT, "kind": "place"}):
        assert "New question" in text_of(officer.get(f"{ASKED}/new?kind={data['kind']}"))
        assert officer.post(f"{ASKED}/new", data=data).status_code == 303
    asked = form(session, actor, draft).asks
    assert [each.kind.value for each in asked] == ["one", "short_text", "budget", "scale", "place"]
    assert [choice.code for choice in asked[0].choices] == ["c1", "c2"]
    line = asked[2].choices[0]
    assert (asked[2].limits.total, line.most, line.least) == (34_000_000, 30_000_000, 0)
    page = text_of(officer.get(ASKED))
    assert "Share out the money" in page
    assert "Try all 5 questions" in page
    for code in ("q1", "q2", "q3", "q4", "q5"):
        assert "Editing question" in text_of(officer.get(f"{ASKED}/{code}"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": " "}, "words"),
        ({"choice_words": ["One", "", ""]}, "choices"),
        ({"kind": "several", "most": "x"}, "most"),
        ({"kind": "several", "most": "9"}, "most"),
        ({"kind": "number", "lowest": "a"}, "lowest"),
        ({"kind": "date", "earliest": "tomorrow"}, "earliest"),
        ({"kind": "budget", "total": "much"}, "total"),
        ({"kind": "budget", "total": "5", "choice_most": ["x"]}, "choices"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    officer: ReadingClient, draft: UUID, wrong: dict[str, Any], field: str
) -> None:
    answer = officer.post(f"{ASKED}/new", data={**PICK, "hint": "Think of last year.", **wrong})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Think of last year." in answer.text


def test_rows_and_kinds_change_without_a_script(officer: ReadingClient, draft: UUID) -> None:
    more = officer.post(f"{ASKED}/new", data={**PICK, "act": "more"})
    assert more.text.count('name="choice_words"') == 4
    less = officer.post(f"{ASKED}/new", data={**PICK, "act": "drop:1"})
    assert "Every day" not in less.text
    assert "Less often" in less.text
    other = officer.post(f"{ASKED}/new", data={**PICK, "kind": "budget", "act": "kind"})
    assert "Sum to share out" in other.text
    assert "Every day" in other.text


def test_a_question_is_changed_moved_copied_and_removed(
    session: Session, actor: Actor, officer: ReadingClient, draft: UUID
) -> None:
    for data in (PICK, TEXT):
        officer.post(f"{ASKED}/new", data=data)
    changed = {
        **TEXT,
        "revision": "0",
        "if": "q1|is|c1",
        "is_required": "1",
        "may_decline": "1",
        "most_words": "50",
    }
    assert officer.post(f"{ASKED}/q2", data=changed).location == f"{ASKED}#card-q2"
    second = form(session, actor, draft).asks[1]
    assert second.condition == Condition("q1", Test.IS, "c1")
    assert (second.is_required, second.may_decline, second.limits.most_words) == (True, True, 50)
    assert "Only if question 1 is Every day" in text_of(officer.get(ASKED))
    assert '<option value="q1|is|c1" selected>' in officer.get(f"{ASKED}/q2").text
    refused = officer.post(f"{ASKED}/q2/move", data={"way": "up"})
    assert refused.status_code == 422
    assert "can only depend on a question before it" in refused.text
    officer.post(f"{ASKED}/q2", data={**TEXT, "revision": "1"})
    assert officer.post(f"{ASKED}/q2/move", data={"way": "up"}).status_code == 303
    assert officer.post(f"{ASKED}/q1/copy").status_code == 303
    assert [each.code for each in form(session, actor, draft).asks] == ["q2", "q1", "q3"]
    assert "Remove question 3?" in text_of(officer.get(f"{ASKED}/q3/remove"))
    assert officer.post(f"{ASKED}/q3/remove").status_code == 303
    for gone in ("/q3", "/q3/remove"):
        assert officer.get(ASKED + gone).status_code == 404
    assert officer.post(f"{ASKED}/q3/remove").status_code == 404


def test_two_officers_see_both_texts(
    session: Session, actor: Actor, officer: ReadingClient, draft: UUID
) -> None:
    officer.post(f"{ASKED}/new", data=TEXT)
    officer.post(f"{ASKED}/q1", data={**TEXT, "words": "What for?", "revision": "0"})
    late = officer.post(f"{ASKED}/q1", data={**TEXT, "words": "How come?", "revision": "0"})
    assert late.status_code == 409
    assert "What for?" in late.text
    assert "How come?" in late.text
    revision = re.search(r'name="revision" value="(\d+)"', late.text)
    assert revision
    kept = {**TEXT, "words": "How come?", "revision": revision[1]}
    assert officer.post(f"{ASKED}/q1", data=kept).status_code == 303
    assert form(session, actor, draft).asks[0].words == "How come?"


def test_sections_group_questions(
    session: Session, actor: Actor, officer: ReadingClient, draft: UUID
) -> None:
    assert officer.post(f"{ASKED}/sections/new", data={"title": ""}).status_code == 422
    made = officer.post(f"{ASKED}/sections/new", data={"title": "You", "most_times": "3"})
    code = made.location.partition("#")[2]
    officer.post(f"{ASKED}/new", data={**TEXT, "section": code})
    page = text_of(officer.get(ASKED))
    assert "You" in page
    assert "up to 3 times" in page
    there = f"{ASKED}/sections/{code}"
    assert officer.post(there, data={"title": "You all", "most_times": "x"}).status_code == 422
    assert officer.post(there, data={"title": "You all", "most_times": "2"}).status_code == 303
    assert officer.post(there, data={"act": "remove"}).status_code == 409
    officer.post(f"{ASKED}/q2/remove")
    assert officer.post(there, data={"act": "remove"}).status_code == 303
    assert officer.get(there).status_code == 404
    assert len(form(session, actor, draft).sections) == 1


def test_a_test_run_asks_what_the_answers_call_for_and_keeps_nothing(
    officer: ReadingClient, draft: UUID
) -> None:
    officer.post(f"{ASKED}/new", data={**PICK, "is_required": "1"})
    officer.post(f"{ASKED}/new", data={**TEXT, "if": "q1|is|c1"})
    officer.post(f"{ASKED}/new", data={**TEXT, "words": "Anything else?"})
    there = f"{ASKED}/try"
    assert "How often" in text_of(officer.get(there))
    assert officer.post(there, data={"page": "q1"}).status_code == 422
    skipped = officer.post(there, data={"page": "q1", "q1": "c2"})
    assert "Anything else?" in text_of(skipped)
    asked = officer.post(there, data={"page": "q1", "q1": "c1"})
    assert "Why?" in text_of(asked)
    assert 'name="a.q1" value="c1"' in asked.text
    back = officer.post(there, data={"page": "q2", "a.q1": "c1", "act": "back"})
    assert re.search(r'value="c1"[^>]*checked', back.text)
    last = officer.post(there, data={"page": "q3", "a.q1": "c2", "a.q9": "x", "q3": "=1"})
    assert "That is the end" in text_of(last)
    assert "Less often" in text_of(last)


def test_questions_are_fixed_when_they_are_signed_off_and_free_again_as_a_draft(
    session: Session, actor: Actor, officer: ReadingClient, draft: UUID
) -> None:
    states = ConsultationStatus
    with pytest.raises(Conflict, match="Add one first"), work(session, actor, NOW) as unit:
        move_consultation(unit, draft, states.AWAITING_SIGN_OFF)
    officer.post(f"{ASKED}/new", data=PICK)
    with work(session, actor, NOW) as unit:
        move_consultation(unit, draft, states.AWAITING_SIGN_OFF)
        move_consultation(unit, draft, states.SCHEDULED)
    assert version(session, actor, draft).state is VersionState.FROZEN
    assert officer.post(f"{ASKED}/new", data=TEXT).status_code == 409
    assert officer.post(f"{HERE}/takes", data={"takes": "dialogue"}).status_code == 409
    with work(session, actor, NOW) as unit:
        move_consultation(unit, draft, states.DRAFT)
    now = version(session, actor, draft)
    assert (now.state, now.number) == (VersionState.DRAFT, 2)


def test_after_opening_a_question_is_retired_or_a_new_version_asked(
    session: Session, actor: Actor, officer: ReadingClient, draft: UUID
) -> None:
    for data in (PICK, TEXT):
        officer.post(f"{ASKED}/new", data=data)
    with work(session, actor, NOW) as unit:
        for state in ("awaiting_sign_off", "scheduled", "open"):
            move_consultation(unit, draft, ConsultationStatus(state))
        give_answers(unit, form_owner(draft), {("q1", 0): Picks(("c1",))})
    page = text_of(officer.get(ASKED))
    assert "These questions are fixed" in page
    assert officer.post(f"{ASKED}/q1/remove").status_code == 409
    assert officer.post(f"{ASKED}/q1/retire").status_code == 303
    assert officer.post(f"{ASKED}/q1/retire", data={"ask": "1"}).status_code == 303
    assert officer.post(f"{ASKED}/versions/new").status_code == 303
    refused = officer.post(f"{ASKED}/q1/remove")
    assert refused.status_code == 409
    assert "Retire it instead" in refused.text
    officer.post(f"{ASKED}/q2", data={**TEXT, "words": "Why so?", "revision": "0"})
    assert officer.post(f"{ASKED}/versions/new", data={"act": "ask"}).status_code == 303
    now = open_version(session, actor.authority_id, form_owner(draft))
    assert now
    assert (now.number, now.form.asks[1].words) == (2, "Why so?")


def test_a_new_choice_never_gets_the_code_of_one_that_went(
    session: Session, actor: Actor, officer: ReadingClient, draft: UUID
) -> None:
    officer.post(f"{ASKED}/new", data=PICK)
    with work(session, actor, NOW) as unit:
        for state in ("awaiting_sign_off", "scheduled", "open"):
            move_consultation(unit, draft, ConsultationStatus(state))
    officer.post(f"{ASKED}/versions/new")
    change = {**PICK, "revision": "0", "choice_code": ["c1", ""], "choice_words": ["Daily", "No"]}
    assert officer.post(f"{ASKED}/q1", data=change).status_code == 303
    choices = form(session, actor, draft).asks[0].choices
    assert [(each.code, each.words) for each in choices] == [("c1", "Daily"), ("c3", "No")]


@pytest.mark.parametrize(
    "address",
    ["", "/new", "/q1", "/q1/remove", "/sections/new", "/try"],
)
def test_another_council_finds_no_questions(
    session: Session, actor: Actor, client_for: Browsers, draft: UUID, address: str
) -> None:
    twin = an_authority(session, "twin")
    stranger = client_for(Role.CONSULTATION_OFFICER, authority=twin)
    assert stranger.get(ASKED + address).status_code == 404
    assert stranger.post(f"{ASKED}/new", data=TEXT).status_code == 404


@pytest.mark.parametrize("kind", list(Kind))
def test_no_address_asks_a_kind_that_is_not_asked_here(
    officer: ReadingClient, draft: UUID, kind: Kind
) -> None:
    answer = officer.get(f"{ASKED}/new?kind={kind}&section=nowhere")
    assert answer.status_code == (303 if kind is Kind.FILE else 200)
    assert officer.post(f"{ASKED}/new", data={**TEXT, "section": "nowhere"}).status_code == 404
