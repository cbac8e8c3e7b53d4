"""Questions and whole forms with legal defaults; a test names only what it is about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from questions.rules.forms import Choice, Condition, Form, Limits, Question, Section
from questions.rules.kinds import TESTS, WITH_CHOICES, Kind, Test
from questions.rules.values import (
    Day,
    Declined,
    Number,
    Order,
    Picks,
    Shares,
    Spot,
    Value,
    Words,
)

CHOICES = (
    Choice("c1", "Trees", most=10_000_00),
    Choice("c2", "Benches"),
    Choice("c3", "Lights", least=1_000_00),
)
TOTAL = 20_000_00


def a_question(code: str = "q1", kind: Kind = Kind.ONE, **more: Any) -> Question:
    given: dict[str, Any] = {"words": f"What of {code}?", **more}
    if kind in WITH_CHOICES:
        given.setdefault("choices", CHOICES)
    if kind is Kind.BUDGET:
        given.setdefault("limits", Limits(total=TOTAL))
    return Question(code, kind, **given)


def a_form(*questions: Question, **more: Any) -> Form:
    return Form((Section("s1", questions=questions, **more),))


def filled(question: Question) -> dict[str, list[str]]:
    """Return what a browser sends as a good answer to *question*."""
    name = question.code
    return {
        Kind.SHORT_TEXT: {name: ["A bench"]},
        Kind.LONG_TEXT: {name: ["A bench\nby the gate"]},
        Kind.ONE: {name: ["c2"]},
        Kind.SEVERAL: {name: ["c1", "c3"]},
        Kind.PICTURE: {name: ["c1"]},
        Kind.SCALE: {name: ["4"]},
        Kind.RANKING: {f"{name}-c1": ["2"], f"{name}-c2": ["1"], f"{name}-c3": ["3"]},
        Kind.NUMBER: {name: ["1,200.5"]},
        Kind.DATE: {f"{name}-day": ["24"], f"{name}-month": ["12"], f"{name}-year": ["2026"]},
        Kind.PLACE: {f"{name}-way": ["words"], f"{name}-words": ["by the gate"]},
        Kind.BUDGET: {
            f"{name}-c1": ["£5,000"],
            f"{name}-c2": ["10000"],
            f"{name}-c3": ["5,000.00"],
        },
        Kind.FILE: {name: ["6d1f2f60-0000-4000-8000-000000000001"]},
    }[question.kind]


def values_for(question: Question) -> st.SearchStrategy[Value]:
    """Return every sort of answer that a question of this kind can have."""
    sorts: dict[Kind, st.SearchStrategy[Value]] = {
        Kind.ONE: st.sampled_from(["c1", "c2", "c3"]).map(lambda code: Picks((code,))),
        Kind.SEVERAL: st.sets(st.sampled_from(["c1", "c2", "c3"]), min_size=1).map(
            lambda codes: Picks(tuple(sorted(codes)))
        ),
        Kind.SHORT_TEXT: st.sampled_from(["yes", "no", "a bench"]).map(Words),
        Kind.NUMBER: st.integers(-5, 5).map(lambda number: Number(Decimal(number))),
        Kind.DATE: st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(Day),
        Kind.RANKING: st.permutations(["c1", "c2", "c3"]).map(lambda codes: Order(tuple(codes))),
        Kind.BUDGET: st.just(Shares((("c1", 1), ("c2", 2), ("c3", 3)))),
        Kind.PLACE: st.just(Spot("words", words="here")),
    }
    return st.one_of(sorts[question.kind], st.just(Declined()))


SOME = (
    Kind.ONE,
    Kind.SEVERAL,
    Kind.SHORT_TEXT,
    Kind.NUMBER,
    Kind.DATE,
    Kind.RANKING,
    Kind.BUDGET,
    Kind.PLACE,
)
VALUE_OF = {
    Kind.ONE: "c1",
    Kind.SEVERAL: "c2",
    Kind.SHORT_TEXT: "bench",
    Kind.NUMBER: "0",
    Kind.DATE: "2026-06-30",
}


@st.composite
def some_form(draw: st.DrawFn) -> Form:
    """Draw a form of up to eight questions in three sections, some repeated, some conditional."""
    questions: list[Question] = []
    sections: list[Section] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        here: list[Question] = []
        times = draw(st.sampled_from([1, 1, 3]))
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(SOME))
            asked_of = [
                *(each for each in questions if each.code not in _repeated(sections)),
                *here,
            ]
            question = a_question(
                f"q{len(questions) + len(here) + 1}",
                kind,
                is_required=draw(st.booleans()),
                is_retired=draw(st.sampled_from([False, False, False, True])),
                condition=draw(st.none() | _condition(asked_of)) if asked_of else None,
            )
            here.append(question)
        questions += here
        sections.append(Section(f"s{number}", questions=tuple(here), most_times=times))
    return Form(tuple(sections))


def _repeated(sections: list[Section]) -> set[str]:
    return {each.code for section in sections if section.is_repeated for each in section.questions}


def _condition(asked_of: list[Question]) -> st.SearchStrategy[Condition]:
    return st.sampled_from(
        [
            Condition(each.code, test, VALUE_OF.get(each.kind, ""))
            for each in asked_of
            for test in sorted(TESTS[each.kind] or {Test.ANSWERED})
        ]
    )


@st.composite
def some_answers(draw: st.DrawFn, form: Form) -> dict[tuple[str, int], Value]:
    """Draw answers to some of the questions, also to hidden and retired ones."""
    return {
        (question.code, turn): draw(values_for(question))
        for section, question in form
        for turn in range(section.most_times)
        if draw(st.booleans())
    }
