"""What an officer types in a question's card: read into a question, and put back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import count, zip_longest
from typing import Any

from flask_babel import gettext as _

from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from questions.rules.forms import Choice, Condition, Form, Limits, Question
from questions.rules.kinds import PICKED, Kind, Test
from questions.rules.money import pounds, read_pounds
from questions.rules.reading_numbers import NUMBER
from questions.rules.sent import Sent

CHOICE = "choice"
PARTS = ("code", "words", "least", "most", "picture", "alt")
EMPTY_ROWS = 2
LONGEST_COUNT = 6


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One row of choices as it was typed."""

    code: str = ""
    words: str = ""
    least: str = ""
    most: str = ""
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A card's fields: name → text, the boxes that are ticked, and a row for each choice."""

    kind: Kind
    fields: Mapping[str, str]
    ticked: frozenset[str]
    rows: tuple[ChoiceRow, ...]

    def text(self, name: str) -> str:
        """Return what stands in a field."""
        return self.fields.get(name, "")


TICKS = ("is_required", "may_decline", "offers_other", "may_leave")
COUNTS = ("most_characters", "most_words", "fewest", "most")
ENDS = ("lowest", "highest")
DAYS = ("earliest", "latest")
WORDS = ("low_words", "high_words")
NAMES = ("words", "hint", "if", "if_value", "total", *COUNTS, *ENDS, *DAYS, *WORDS)


def typed_of(sent: Sent, kind: Kind) -> Typed:
    """Return the card as it was sent."""
    columns = [list(sent.get(f"{CHOICE}_{part}", ())) for part in PARTS]
    rows = tuple(ChoiceRow(*cells) for cells in zip_longest(*columns, fillvalue=""))
    return Typed(
        kind,
        {name: next(iter(sent.get(name, ())), "") for name in NAMES},
        frozenset(name for name in TICKS if sent.get(name)),
        rows,
    )


def filled(question: Question, form: Form) -> Typed:
    """Return the card of a question that is there."""
    limits, condition = question.limits, question.condition
    value = condition.value if condition else ""
    is_picked = _is_picked(condition, form)
    fields = {
        "words": question.words,
        "hint": question.hint,
        "if": condition_value(condition, value if is_picked else "") if condition else "",
        "if_value": "" if is_picked else value,
        "total": pounds(limits.total).removeprefix("£") if limits.total else "",
    }
    for name in (*COUNTS, *ENDS, *DAYS, *WORDS):
        value = getattr(limits, name)
        fields[name] = "" if value is None else str(value)
    ticked = {name for name in TICKS[:3] if getattr(question, name)}
    if limits.may_leave:
        ticked.add("may_leave")
    return Typed(question.kind, fields, frozenset(ticked), tuple(map(_row, question.choices)))


def empty(kind: Kind) -> Typed:
    """Return the card of a new question."""
    return Typed(kind, {}, frozenset(), ())


def with_room(typed: Typed) -> Typed:
    """Return the card with empty rows at its end."""
    there = [row for row in typed.rows if row != ChoiceRow()]
    return replace(typed, rows=(*there, *(ChoiceRow() for _more in range(EMPTY_ROWS))))


def without_row(typed: Typed, number: str) -> Typed:
    """Return the card without one of its rows, the first of which is 1."""
    rows = (row for at, row in enumerate(typed.rows, 1) if str(at) != number)
    return replace(typed, rows=tuple(rows))


def read_question(typed: Typed, code: str, taken: Iterable[str] = ()) -> Question:
    """Return the question that a card describes.

    New choices get codes that are not among *taken*.

    Raises:
        Invalid: with a sentence for each field that cannot be read.
    """
    fields: dict[str, str] = {}
    limits: dict[str, Any] = {name: typed.text(name) for name in WORDS}
    for names, reader, said in (
        (COUNTS, _count, _("Enter a whole number.")),
        (ENDS, _number, _("Enter a number.")),
        (DAYS, _day, _("Enter a day, such as 2026-12-24.")),
        (("total",), read_pounds, _("Enter an amount in pounds, such as 340,000.")),
    ):
        for name in names:
            limits[name] = _read(typed.text(name), reader, name, said, fields)
    choices = tuple(_choices(typed, taken, fields))
    condition = _condition(typed)
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return Question(
        code,
        typed.kind,
        typed.text("words"),
        hint=typed.text("hint"),
        choices=choices,
        limits=Limits(may_leave="may_leave" in typed.ticked, **limits),
        condition=condition,
        **{name: name in typed.ticked for name in TICKS[:3]},
    )


def _read(
    text: str,
    reader: Callable[[str], Any],
    name: str,
    said: str,
    fields: dict[str, str],
) -> Any:  # noqa: ANN401  whatever the reader returns
    if not text.strip():
        return None
    value = reader(text.strip())
    if value is None:
        fields[name] = said
    return value


def _count(text: str) -> int | None:
    return whole_number(text, LONGEST_COUNT)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if NUMBER.fullmatch(text) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _choices(typed: Typed, taken: Iterable[str], fields: dict[str, str]) -> Iterator[Choice]:
    used = {*taken, *(row.code for row in typed.rows)}
    fresh = (code for code in (f"c{number}" for number in count(1)) if code not in used)
    said = _("Enter each amount in pounds, such as 20,000.")
    for row in typed.rows:
        if row.words.strip():
            least = _read(row.least, read_pounds, "choices", said, fields)
            most = _read(row.most, read_pounds, "choices", said, fields)
            yield Choice(row.code or next(fresh), row.words, least or 0, most, row.picture, row.alt)


def condition_value(condition: Condition, value: str) -> str:
    """Return a condition as the list of conditions holds it."""
    return f"{condition.code}|{condition.test}|{value}"


def _condition(typed: Typed) -> Condition | None:
    parts: Sequence[str] = typed.text("if").split("|")
    if len(parts) != len(("code", "test", "value")):
        return None
    code, test, value = parts
    if test not in set(Test):
        return None
    return Condition(code, Test(test), value or typed.text("if_value").strip())


def _is_picked(condition: Condition | None, form: Form) -> bool:
    looked_at = form.question(condition.code) if condition else None
    return looked_at is not None and looked_at.kind in PICKED


def _row(choice: Choice) -> ChoiceRow:
    return ChoiceRow(
        choice.code,
        choice.words,
        pounds(choice.least).removeprefix("£") if choice.least else "",
        "" if choice.most is None else pounds(choice.most).removeprefix("£"),
        choice.picture,
        choice.alt,
    )
