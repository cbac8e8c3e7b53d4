"""What all answers come to, question by question, with care for small numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from flask_babel import gettext as _

from questions.rules.conditions import OTHER
from questions.rules.figures import SMALLEST, counts, mean, medians, places, shielded
from questions.rules.forms import Form, Question
from questions.rules.kinds import Kind
from questions.rules.money import pounds
from questions.rules.reading_numbers import steps
from questions.rules.values import Answers, Declined, Number, Value, Words

MOST_TEXTS = 50


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One line: what it is, its figure in words (None where it is too small to show), its bar.

    *bar* is how long it is drawn, from 0 to 100.
    """

    words: str
    figure: str | None
    bar: int


@dataclass(frozen=True, slots=True)
class Result:
    """What one question came to.

    Args:
        answered: how many answered it; *declined* preferred not to say.
        column: what the figures are.
        is_too_few: so few answered that no figure is shown.
        texts: what people wrote, the newest last, at most fifty.
    """

    question: Question
    answered: int
    declined: int
    column: str
    rows: tuple[ResultRow, ...]
    note: str
    is_too_few: bool
    texts: tuple[str, ...]


Shown = tuple[str, Sequence[ResultRow], str]
"""What the figures are, the rows, and a note below them."""


def results(form: Form, given: Iterable[Answers]) -> list[Result]:
    """Return what every question of *form* came to."""
    values: dict[str, list[Value]] = {question.code: [] for _section, question in form}
    for answers in given:
        for (code, _turn), value in answers.items():
            values.setdefault(code, []).append(value)
    return [_result(question, values[question.code]) for _section, question in form]


def _result(question: Question, all_values: Sequence[Value]) -> Result:
    declined = sum(isinstance(value, Declined) for value in all_values)
    values = [value for value in all_values if not isinstance(value, Declined)]
    is_too_few = len(values) < SMALLEST
    shown: Shown = ("", (), "")
    if question.kind in _SHOWN and not is_too_few:
        shown = _SHOWN[question.kind](question, values)
    column, rows, note = shown
    return Result(
        question=question,
        answered=len(values),
        declined=0 if declined < SMALLEST else declined,
        column=column,
        rows=tuple(rows),
        note=note,
        is_too_few=is_too_few and question.kind in _SHOWN,
        texts=tuple(value.text for value in values if isinstance(value, Words))[-MOST_TEXTS:],
    )


def _counted(question: Question, values: Sequence[Value]) -> Shown:
    called = {choice.code: choice.words for choice in question.choices}
    called[OTHER] = str(_("Something else"))
    numbers = counts(question, values)
    shown = shielded(numbers)
    rows = [_count_row(called[code], shown[code], len(values)) for code in numbers]
    return str(_("People")), rows, _hidden_note(shown.values())


def _count_row(words: str, number: int | None, of: int) -> ResultRow:
    share = round(100 * (number or 0) / of)
    figure = (
        None if number is None else str(_("%(number)s (%(share)s%%)", number=number, share=share))
    )
    return ResultRow(words, figure, share)


def _hidden_note(numbers: Iterable[int | None]) -> str:
    if None not in set(numbers):
        return ""
    return str(
        _(
            "Counts below %(smallest)s are not shown, so that nobody can be picked out.",
            smallest=SMALLEST,
        )
    )


def _scaled(question: Question, values: Sequence[Value]) -> Shown:
    numbers = [value.value for value in values if isinstance(value, Number)]
    each = {str(step): sum(number == step for number in numbers) for step in steps(question)}
    shown = shielded(each)
    rows = [_count_row(step, shown[step], len(numbers)) for step in each]
    average = mean(numbers) or Decimal(0)
    note = _("On average %(mean)s.", mean=round(average, 1))
    return str(_("People")), rows, f"{note} {_hidden_note(shown.values())}".strip()


def _numbers(_question: Question, values: Sequence[Value]) -> Shown:
    numbers = [value.value for value in values if isinstance(value, Number)]
    rows = [
        ResultRow(str(_("The middle person")), format(median(numbers), "f"), 0),
        ResultRow(str(_("On average")), format(round(mean(numbers) or Decimal(0), 1), "f"), 0),
    ]
    return str(_("Number")), rows, ""


def _shared(question: Question, values: Sequence[Value]) -> Shown:
    called = {choice.code: choice.words for choice in question.choices}
    total = question.limits.total or 1
    rows = [
        ResultRow(
            called[line.code],
            str(
                _(
                    "%(median)s (half of all people: %(low)s to %(high)s)",
                    median=pounds(line.median),
                    low=pounds(line.low),
                    high=pounds(line.high),
                )
            ),
            round(100 * line.median / total),
        )
        for line in medians(question, values)
    ]
    note = _("Each line shows what the middle person gave. The lines need not add up to the sum.")
    return str(_("Median")), rows, str(note)


def _ranked(question: Question, values: Sequence[Value]) -> Shown:
    called = {choice.code: choice.words for choice in question.choices}
    size = len(question.choices)
    rows = [
        ResultRow(
            called[place.code],
            str(_("place %(mean)s on average", mean=round(place.mean, 1))),
            round(100 * (size + 1 - place.mean) / size),
        )
        for place in places(question, values)
    ]
    return str(_("Place")), rows, str(_("1 is first."))


_SHOWN: dict[Kind, Callable[[Question, Sequence[Value]], Shown]] = {
    Kind.ONE: _counted,
    Kind.SEVERAL: _counted,
    Kind.PICTURE: _counted,
    Kind.SCALE: _scaled,
    Kind.NUMBER: _numbers,
    Kind.BUDGET: _shared,
    Kind.RANKING: _ranked,
}
