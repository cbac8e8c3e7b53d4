"""Cells of another tool as answers to a consultation's own questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from consultation.rules.import_days import said_at
from consultation.rules.words import same_words
from foundation.base.clock import london_day
from foundation.base.errors import Invalid
from foundation.base.words import say
from questions.rules.conditions import OTHER
from questions.rules.forms import Form, Question, field_name
from questions.rules.kinds import PICKED, PICKED_ONCE, Kind
from questions.rules.reading import read
from questions.rules.values import Value

CAN_BE_READ = PICKED | {Kind.SHORT_TEXT, Kind.LONG_TEXT, Kind.SCALE, Kind.NUMBER, Kind.DATE}
"""Rankings, budgets, places and files have no one shape in which tools write them."""


def answers_in(
    form: Form, cells: Mapping[str, Sequence[str]], *, month_first: bool
) -> dict[tuple[str, int], Value]:
    """Return the answers that stand in the cells of each question, code → cells.

    Raises:
        Invalid: under the code of the question that cannot be read.
    """
    answers: dict[tuple[str, int], Value] = {}
    for code, texts in cells.items():
        question = form.question(code)
        said = [text.strip() for text in texts if text.strip()]
        if question is None or question.is_retired or question.kind not in CAN_BE_READ or not said:
            continue
        try:
            value = read(question, _sent(question, said, month_first=month_first))
        except Invalid as wrong:
            raise Invalid(
                fields={code: next(iter(wrong.fields.values()), wrong.sentence)}
            ) from wrong
        if value is not None:
            answers[code, 0] = value
    return answers


def _sent(question: Question, said: list[str], *, month_first: bool) -> dict[str, list[str]]:
    name = field_name(question.code)
    if question.kind in PICKED:
        return _picked(question, said, name)
    if question.kind is Kind.DATE:
        day = london_day(said_at(said[0], month_first=month_first))
        return {
            f"{name}-day": [str(day.day)],
            f"{name}-month": [str(day.month)],
            f"{name}-year": [str(day.year)],
        }
    if question.kind is Kind.SCALE:
        return {name: [_step(said[0])]}
    return {name: ["\n\n".join(said)]}


def _step(text: str) -> str:
    """Return the number with which a point of a scale begins, as in ``5: very good``."""
    found = re.match(r"\d+", text)
    return found[0] if found else text


def _picked(question: Question, said: list[str], name: str) -> dict[str, list[str]]:
    known = {same_words(choice.words): choice.code for choice in question.choices}
    known |= {choice.code: choice.code for choice in question.choices}
    codes: list[str] = []
    others: list[str] = []
    for text in said:
        for part in _parts(text, known, many=question.kind not in PICKED_ONCE):
            code = known.get(same_words(part))
            (codes if code else others).append(code or part)
    if others and not question.offers_other:
        wrong = say("“{answer}” is no answer to this question.", answer=others[0][:80])
        raise Invalid(fields={name: wrong})
    sent = {name: [*codes, *([OTHER] if others else [])]}
    return sent | ({f"{name}-other": ["; ".join(others)]} if others else {})


def _parts(text: str, known: Mapping[str, str], *, many: bool) -> list[str]:
    """Return the answers in one cell; tools put a semicolon, a comma or a bar between them."""
    if not many or same_words(text) in known:
        return [text]
    for between in (";", "|", ","):
        parts = [part.strip() for part in text.split(between) if part.strip()]
        if len(parts) > 1 and all(same_words(part) in known for part in parts):
            return parts
    return [part.strip() for part in re.split(r"[;|]", text) if part.strip()]
