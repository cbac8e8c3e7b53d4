"""Read one answer out of what a form has sent, and say what is wrong where it is wrong.

Names of fields: ``q3`` for the answer, ``q3-other`` and ``q3-no`` beside it, ``q3-c2`` for one
choice of a ranking or a budget, ``q3-day``, ``q3-way`` and so on for the parts of days and places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from foundation.base.errors import Invalid
from foundation.base.words import Said, say
from questions.rules import reading_numbers, reading_picks, reading_words
from questions.rules.forms import Question, field_name
from questions.rules.kinds import Kind
from questions.rules.sent import Sent, first, wrong
from questions.rules.values import Answers, Declined, Value
from questions.rules.walking import Page

Reader = Callable[[Question, Sent, str], Value | None]

READERS: dict[Kind, Reader] = {
    Kind.SHORT_TEXT: reading_words.words,
    Kind.LONG_TEXT: reading_words.words,
    Kind.ONE: reading_picks.one,
    Kind.PICTURE: reading_picks.one,
    Kind.SEVERAL: reading_picks.several,
    Kind.SCALE: reading_numbers.scale,
    Kind.RANKING: reading_picks.order,
    Kind.NUMBER: reading_numbers.number,
    Kind.DATE: reading_numbers.day,
    Kind.PLACE: reading_words.spot,
    Kind.BUDGET: reading_numbers.shares,
    Kind.FILE: reading_words.files,
}
"""Each returns the answer, or None where nothing was answered; or raises Invalid."""


def read(question: Question, sent: Sent, turn: int = 0, *, may_wait: bool = False) -> Value | None:
    """Return the answer to one question, or None; what must be answered *may_wait* in a draft.

    Raises:
        Invalid: under the name of the field that has to be looked at.
    """
    name = field_name(question.code, turn)
    if question.may_decline and first(sent, f"{name}-no"):
        return Declined()
    value = READERS[question.kind](question, sent, name)
    if value is None and question.is_required and not may_wait:
        raise wrong(name, needed(question.kind))
    return value


PICKS = frozenset({Kind.ONE, Kind.SEVERAL, Kind.PICTURE, Kind.SCALE})


def needed(kind: Kind) -> Said:
    """Return what is said where a question of this kind has no answer and must have one."""
    if kind is Kind.FILE:
        return say("Add a file to go on.")
    if kind in PICKS:
        return say("Choose an answer to go on.")
    return say("Answer this question to go on.")


def read_page(
    page: Page, sent: Mapping[str, Sequence[str]], before: Answers, *, may_wait: bool = False
) -> dict[tuple[str, int], Value]:
    """Return the answers with those of *page*; what is left empty there is taken away.

    Where the page *may_wait*, what must be answered can be left for later.

    Raises:
        Invalid: with a sentence for each field that has to be looked at.
    """
    answers = dict(before)
    fields: dict[str, str] = {}
    for question in page.questions:
        at = (question.code, page.turn)
        answers.pop(at, None)
        try:
            value = read(question, sent, page.turn, may_wait=may_wait)
        except Invalid as refused:
            fields.update(refused.fields)
            continue
        if value is not None:
            answers[at] = value
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return answers
