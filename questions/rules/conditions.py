"""When a question is asked: a test of one earlier answer, never code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from foundation.base.words import Said, say
from foundation.base.written import same_words
from questions.rules.forms import Condition, Form, Question
from questions.rules.kinds import MEASURED, PICKED, TESTS, TEXTS, Kind, Test
from questions.rules.values import Answers, Day, Declined, Number, Picks, Value, Words

OTHER = "other"
"""The code of “Something else”."""


def holds(condition: Condition, value: Value | None) -> bool:
    """Tell whether an answer passes the test; who has not answered, or declined, passes none."""
    if value is None or isinstance(value, Declined):
        return False
    return _PASSES[condition.test](condition.value, value)


def turn_of(form: Form, condition: Condition, code: str, turn: int) -> int:
    """Return which answer a condition looks at: the one of the same turn in its own section."""
    return turn if form.section_of(condition.code) == form.section_of(code) else 0


def passes(form: Form, question: Question, turn: int, answers: Answers) -> bool:
    """Tell whether the answers so far call for *question*."""
    condition = question.condition
    if condition is None:
        return True
    at = turn_of(form, condition, question.code, turn)
    return holds(condition, answers.get((condition.code, at)))


def what_is_wrong(form: Form, question: Question) -> Said | None:
    """Return why a condition cannot stand, or None.

    Looking back alone is what keeps conditions from going in circles.
    """
    condition = question.condition
    if condition is None:
        return None
    order = [each.code for _, each in form]
    looked_at = form.question(condition.code)
    if looked_at is None or looked_at.is_retired:
        return say("This depends on a question that is no longer asked. Choose another.")
    if order.index(condition.code) >= order.index(question.code):
        return say("This can only depend on a question before it.")
    here, there = form.section_of(question.code), form.section_of(condition.code)
    if there and there.is_repeated and there != here:
        return say("This cannot depend on a question that is answered more than once.")
    if condition.test not in TESTS[looked_at.kind]:
        return say("Choose a test that fits the answer to that question.")
    return _wrong_value(looked_at, condition)


def _wrong_value(looked_at: Question, condition: Condition) -> Said | None:
    if condition.test is Test.ANSWERED:
        return None
    if looked_at.kind in PICKED:
        known = {choice.code for choice in looked_at.choices} | {OTHER}
        return None if condition.value in known else say("Choose one of the answers.")
    if looked_at.kind in TEXTS:
        return None if condition.value.strip() else say("Write the words to look for.")
    if looked_at.kind in MEASURED:
        return say("Write a number.") if _number(condition.value) is None else None
    return say("Write a day, such as 2026-12-24.") if _day(condition.value) is None else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is(wanted: str, value: Value) -> bool:
    match value:
        case Picks(codes, other):
            return wanted in codes or (wanted == OTHER and bool(other))
        case Number(number):
            return number == _number(wanted)
        case Day(on):
            return on == _day(wanted)
        case _:
            return False


def _contains(wanted: str, value: Value) -> bool:
    if isinstance(value, Words):
        return same_words(wanted) in same_words(value.text)
    return _is(wanted, value)


def _compared(wanted: str, value: Value) -> int:
    """Return 1 where the answer is over, -1 where it is under, else 0."""
    match value:
        case Number(number):
            bound = _number(wanted)
            return 0 if bound is None else (number > bound) - (number < bound)
        case Day(on):
            day = _day(wanted)
            return 0 if day is None else (on > day) - (on < day)
        case _:
            return 0


_PASSES: dict[Test, Callable[[str, Value], bool]] = {
    Test.IS: _is,
    Test.IS_NOT: lambda wanted, value: not _is(wanted, value),
    Test.CONTAINS: _contains,
    Test.OVER: lambda wanted, value: _compared(wanted, value) > 0,
    Test.UNDER: lambda wanted, value: _compared(wanted, value) < 0,
    Test.ANSWERED: lambda _wanted, _value: True,
}


def may_be_looked_at(form: Form, code: str) -> list[Question]:
    """Return the earlier questions on which the one with *code* may depend."""
    here = form.section_of(code)
    earlier: list[Question] = []
    for section, question in form:
        if question.code == code:
            break
        if not question.is_retired and (section == here or not section.is_repeated):
            earlier.append(question)
    return [each for each in earlier if TESTS[each.kind] and each.kind is not Kind.FILE]
