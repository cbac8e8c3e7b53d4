"""Answers as a table, and the data dictionary that says what each column means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from questions.rules.conditions import OTHER
from questions.rules.forms import Choice, Form, Question, Section, field_name
from questions.rules.kinds import Kind
from questions.rules.values import (
    Answers,
    Day,
    Declined,
    Files,
    Number,
    Order,
    Picks,
    Shares,
    Spot,
    Value,
    Words,
)

DECLINED = "prefer not to say"

TYPES: dict[Kind, str] = {
    Kind.SHORT_TEXT: "text",
    Kind.LONG_TEXT: "text",
    Kind.ONE: "code of a choice",
    Kind.PICTURE: "code of a choice",
    Kind.SEVERAL: "1 or 0",
    Kind.SCALE: "whole number",
    Kind.RANKING: "place, 1 is first",
    Kind.NUMBER: "number",
    Kind.DATE: "date (YYYY-MM-DD)",
    Kind.PLACE: "GeoJSON, postcode or text",
    Kind.BUDGET: "pence",
    Kind.FILE: "how many files",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the export, described."""

    name: str
    question: str
    type: str
    means: str
    turn: int = 0


def columns(form: Form) -> list[Column]:
    """Return every column in order; a question that repeats has a set for each turn."""
    return [
        column
        for section, question in form
        for turn in range(section.most_times)
        for column in _columns(section, question, turn)
    ]


def merged(versions: Sequence[Form]) -> Form:
    """Return the last version with every choice that an earlier one offered.

    Questions that have answers are in every later version; a choice may have gone.
    """
    earlier: dict[str, dict[str, Choice]] = {}
    for form in versions:
        for _, question in form:
            choices = {choice.code: choice for choice in question.choices}
            earlier[question.code] = {**earlier.get(question.code, {}), **choices}
    last = versions[-1]
    return Form(
        tuple(
            replace(
                section,
                questions=tuple(
                    replace(each, choices=_with_gone(each, earlier[each.code]))
                    for each in section.questions
                ),
            )
            for section in last.sections
        )
    )


def _with_gone(question: Question, earlier: dict[str, Choice]) -> tuple[Choice, ...]:
    there = {choice.code for choice in question.choices}
    return (*question.choices, *(each for code, each in earlier.items() if code not in there))


def row(form: Form, answers: Answers) -> dict[str, str]:
    """Return the cells of one set of answers by the name of their column; empty where none."""
    cells: dict[str, str] = {}
    for section, question in form:
        for turn in range(section.most_times):
            value = answers.get((question.code, turn))
            if value is not None:
                cells.update(_cells(question, field_name(question.code, turn), value))
    return cells


def _columns(section: Section, question: Question, turn: int) -> Iterator[Column]:
    name = field_name(question.code, turn)
    sort = TYPES[question.kind]
    again = f" ({section.title or section.code}, turn {turn + 1})" if section.is_repeated else ""
    about = question.words + again
    if question.kind in {Kind.SEVERAL, Kind.RANKING, Kind.BUDGET}:
        for choice in question.choices:
            yield Column(f"{name}_{choice.code}", about, sort, choice.words, turn)
        if question.kind is Kind.SEVERAL and question.offers_other:
            yield Column(f"{name}_{OTHER}", about, sort, "Something else", turn)
    else:
        means = "; ".join(f"{choice.code} = {choice.words}" for choice in question.choices)
        yield Column(name, about, sort, means, turn)
    if question.offers_other:
        yield Column(f"{name}_{OTHER}_text", about, "text", "What else, in their words", turn)
    if question.may_decline:
        yield Column(f"{name}_declined", about, "1 or 0", DECLINED, turn)


_ONE_CELL: dict[type, Callable[[Any], str]] = {
    Words: lambda value: value.text,
    Number: lambda value: format(value.value, "f"),
    Day: lambda value: value.on.isoformat(),
    Spot: lambda value: value.drawn or value.postcode or value.words,
    Files: lambda value: str(len(value.ids)),
}


def _cells(question: Question, name: str, value: Value) -> Iterator[tuple[str, str]]:
    if question.may_decline:
        yield f"{name}_declined", str(int(isinstance(value, Declined)))
    match value:
        case Declined():
            return
        case Picks():
            yield from _picked(question, name, value)
        case Order(codes):
            yield from ((f"{name}_{code}", str(at)) for at, code in enumerate(codes, 1))
        case Shares(pence):
            yield from ((f"{name}_{code}", str(share)) for code, share in pence)
        case _:
            yield name, _ONE_CELL[type(value)](value)


def _picked(question: Question, name: str, value: Picks) -> Iterator[tuple[str, str]]:
    if question.kind is Kind.SEVERAL:
        for choice in question.choices:
            yield f"{name}_{choice.code}", str(int(choice.code in value.codes))
        if question.offers_other:
            yield f"{name}_{OTHER}", str(int(bool(value.other)))
    else:
        yield name, value.codes[0] if value.codes else OTHER
    if value.other:
        yield f"{name}_{OTHER}_text", value.other
