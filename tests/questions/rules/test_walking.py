"""What is asked follows from the answers; nothing hidden is ever demanded or kept."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.rules.conditions import OTHER, holds, what_is_wrong
from questions.rules.forms import Condition, Form, Section
from questions.rules.kinds import TESTS, Kind, Test
from questions.rules.values import Declined, Number, Picks, Value, Words, as_text, from_text
from questions.rules.walking import (
    asked,
    kept,
    missing,
    page_named,
    pages,
    turns,
    without_turn,
)
from tests.questions.forms import a_form, a_question, some_answers, some_form

FIRST = a_question("q1", Kind.ONE, is_required=True)
SECOND = a_question(
    "q2", Kind.SHORT_TEXT, is_required=True, condition=Condition("q1", Test.IS, "c1")
)
THIRD = a_question("q3", Kind.NUMBER, is_required=True, condition=Condition("q2", Test.ANSWERED))
CHAIN = a_form(FIRST, SECOND, THIRD)
C1, C2 = Picks(("c1",)), Picks(("c2",))
GROUP = Form(
    (
        Section("s1", questions=(a_question("q1", Kind.SHORT_TEXT),)),
        Section(
            "s2",
            title="People",
            most_times=3,
            questions=(
                a_question("q2", Kind.SHORT_TEXT, is_required=True),
                a_question("q3", Kind.ONE, condition=Condition("q2", Test.CONTAINS, "ann")),
            ),
        ),
        Section("s3", questions=(a_question("q4", Kind.DATE),)),
    )
)


def codes(form: Form, answers: dict[tuple[str, int], Value]) -> list[tuple[str, int]]:
    return [(question.code, turn) for _, question, turn in asked(form, answers)]


@pytest.mark.parametrize(
    ("answers", "shown", "left"),
    [
        ({}, ["q1"], ["q1"]),
        ({("q1", 0): C2}, ["q1"], []),
        ({("q1", 0): C1}, ["q1", "q2"], ["q2"]),
        ({("q1", 0): C1, ("q2", 0): Words("x")}, ["q1", "q2", "q3"], ["q3"]),
        ({("q1", 0): C2, ("q2", 0): Words("x"), ("q3", 0): Words("y")}, ["q1"], []),
        ({("q1", 0): Declined()}, ["q1"], []),
    ],
)
def test_a_chain_of_conditions_opens_step_by_step(
    answers: dict[tuple[str, int], Value], shown: list[str], left: list[str]
) -> None:
    assert [code for code, _ in codes(CHAIN, answers)] == shown
    assert [code for code, _ in missing(CHAIN, answers)] == left


@pytest.mark.parametrize(
    ("test", "value", "answer", "is_held"),
    [
        (Test.IS, "c1", C1, True),
        (Test.IS, "c2", C1, False),
        (Test.IS, OTHER, Picks((), "a pond"), True),
        (Test.IS_NOT, "c2", C1, True),
        (Test.IS_NOT, "c1", C1, False),
        (Test.IS_NOT, "c1", None, False),
        (Test.IS_NOT, "c1", Declined(), False),
        (Test.CONTAINS, "c2", Picks(("c1", "c2")), True),
        (Test.CONTAINS, "c3", Picks(("c1", "c2")), False),
        (Test.CONTAINS, "BENCH", Words("a  bench"), True),
        (Test.CONTAINS, "pond", Words("a bench"), False),
        (Test.OVER, "3", Number(Decimal("3.1")), True),
        (Test.OVER, "3", Number(Decimal(3)), False),
        (Test.UNDER, "3", Number(Decimal("2.9")), True),
        (Test.UNDER, "3", Number(Decimal(3)), False),
        (Test.OVER, "words", Number(Decimal(3)), False),
        (Test.ANSWERED, "", Words("x"), True),
        (Test.ANSWERED, "", Declined(), False),
    ],
)
def test_a_test_looks_at_an_answer(
    test: Test, value: str, answer: Value | None, *, is_held: bool
) -> None:
    assert holds(Condition("q1", test, value), answer) is is_held


@given(st.data())
def test_nothing_hidden_is_demanded_or_kept(data: st.DataObject) -> None:
    form = data.draw(some_form())
    answers = data.draw(some_answers(form))
    shown = set(codes(form, answers))
    stays = kept(form, answers)
    assert set(stays) == shown & set(answers)
    assert set(missing(form, answers)) <= shown - set(answers)
    assert kept(form, stays) == stays
    on_pages = {
        (question.code, page.turn) for page in pages(form, answers) for question in page.questions
    }
    assert on_pages == shown


@given(st.data())
def test_the_answers_survive_being_kept(data: st.DataObject) -> None:
    answers = data.draw(some_answers(data.draw(some_form())))
    assert from_text(as_text(answers)) == answers


@given(some_form())
def test_the_forms_that_are_drawn_are_the_forms_that_may_be(form: Form) -> None:
    for _, question in form:
        condition = question.condition
        looked_at = form.question(condition.code) if condition else None
        if looked_at is None or not looked_at.is_retired:
            assert what_is_wrong(form, question) is None


@pytest.mark.parametrize(
    ("condition", "word"),
    [
        (Condition("q9", Test.ANSWERED), "no longer asked"),
        (Condition("q2", Test.ANSWERED), "before it"),
        (Condition("q3", Test.ANSWERED), "before it"),
        (Condition("q1", Test.OVER, "3"), "fits"),
        (Condition("q1", Test.IS, "c9"), "one of the answers"),
    ],
)
def test_a_condition_looks_back_at_something_that_is_asked(condition: Condition, word: str) -> None:
    form = a_form(FIRST, replace(SECOND, condition=condition), THIRD)
    question = form.question("q2")
    assert question
    assert word in str(what_is_wrong(form, question))


def test_a_condition_on_a_retired_question_does_not_stand() -> None:
    form = a_form(replace(FIRST, is_retired=True), SECOND)
    assert "no longer asked" in str(what_is_wrong(form, SECOND))
    assert codes(form, {("q1", 0): C1}) == []


def test_a_section_that_repeats_has_a_page_for_each_turn() -> None:
    answers: dict[tuple[str, int], Value] = {
        ("q2", 0): Words("Ann"),
        ("q2", 1): Words("Bo"),
        ("q3", 1): C1,
    }
    assert turns(GROUP.sections[1], answers) == 2
    assert [page.name for page in pages(GROUP, answers)] == ["q1", "q2", "q2x1", "q4"]
    assert ("q3", 1) not in kept(GROUP, answers)
    more = page_named(GROUP, answers, "q2x2")
    assert more
    assert more.turn == 2
    assert page_named(GROUP, answers, "q2x3") is None
    assert page_named(GROUP, answers, "q9") is None
    fewer = without_turn(GROUP.sections[1], answers, 0)
    assert fewer == {("q2", 0): Words("Bo"), ("q3", 0): C1}


def test_a_condition_cannot_look_into_a_section_that_repeats() -> None:
    later = a_question("q4", Kind.DATE, condition=Condition("q2", Test.ANSWERED))
    form = Form((*GROUP.sections[:2], Section("s3", questions=(later,))))
    assert "more than once" in str(what_is_wrong(form, later))


def test_every_kind_says_how_it_can_be_looked_at() -> None:
    assert set(TESTS) == set(Kind)
