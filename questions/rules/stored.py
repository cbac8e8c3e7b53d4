"""How forms and answers stand in tables: each row back into a frozen value, and out again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from questions.rules.forms import Choice, Condition, Form, Limits, Question, Section
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

DECIMALS = frozenset({"lowest", "highest"})
DAYS = frozenset({"earliest", "latest"})


class Sort(StrEnum):
    """What an answer is, as far as its row has to know."""

    DECLINED = "declined"
    WORDS = "words"
    NUMBER = "number"
    DAY = "day"
    PICKS = "picks"
    ORDER = "order"
    SHARES = "shares"
    SPOT = "spot"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class StoredPick:
    """One choice of an answer: its place in the answer, and its pence in a budget."""

    choice: str
    position: int
    pence: int | None = None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One answer as its row holds it; ``way`` belongs to places."""

    sort: Sort
    text: str | None = None
    number: Decimal | None = None
    day: date | None = None
    way: str | None = None
    picks: tuple[StoredPick, ...] = field(default=())


def to_row(value: Value) -> StoredAnswer:
    """Return what is stored of an answer."""
    match value:
        case Words(text):
            return StoredAnswer(Sort.WORDS, text=text)
        case Number(number):
            return StoredAnswer(Sort.NUMBER, number=number)
        case Day(on):
            return StoredAnswer(Sort.DAY, day=on)
        case Spot(way, drawn, postcode, words):
            return StoredAnswer(Sort.SPOT, text=drawn or postcode or words, way=way)
        case Declined():
            return StoredAnswer(Sort.DECLINED)
        case _:
            return _picked_row(value)


def _picked_row(value: Picks | Order | Shares | Files) -> StoredAnswer:
    match value:
        case Picks(codes, other):
            return StoredAnswer(Sort.PICKS, text=other or None, picks=_in_order(codes))
        case Order(codes):
            return StoredAnswer(Sort.ORDER, picks=_in_order(codes))
        case Files(ids):
            return StoredAnswer(Sort.FILES, picks=_in_order(each.hex for each in ids))
        case Shares(pence):
            lines = enumerate(pence, 1)
            picks = tuple(StoredPick(code, at, share) for at, (code, share) in lines)
            return StoredAnswer(Sort.SHARES, picks=picks)


def _in_order(codes: Iterable[str]) -> tuple[StoredPick, ...]:
    return tuple(StoredPick(code, at) for at, code in enumerate(codes, 1))


def from_row(row: StoredAnswer) -> Value:
    """Return the answer that a row holds."""
    codes = tuple(pick.choice for pick in row.picks)
    text = row.text or ""
    match row.sort:
        case Sort.WORDS:
            return Words(text)
        case Sort.NUMBER:
            return Number(row.number or Decimal(0))
        case Sort.DAY:
            return Day(row.day or date.min)
        case Sort.PICKS:
            return Picks(codes, text)
        case Sort.SPOT:
            return _spot(row.way or "words", text)
        case _:
            return _listed(row, codes)


def _listed(row: StoredAnswer, codes: tuple[str, ...]) -> Value:
    match row.sort:
        case Sort.ORDER:
            return Order(codes)
        case Sort.SHARES:
            return Shares(tuple((pick.choice, pick.pence or 0) for pick in row.picks))
        case Sort.FILES:
            return Files(tuple(map(UUID, codes)))
        case _:
            return Declined()


def _spot(way: str, text: str) -> Spot:
    return Spot(way, **{{"map": "drawn"}.get(way, way): text})


def rows_of(answers: Answers) -> list[tuple[str, int, StoredAnswer]]:
    """Return (code, turn, row) of each answer."""
    return [(code, turn, to_row(value)) for (code, turn), value in answers.items()]


def choices_text(choices: Iterable[Choice]) -> str:
    """Return the choices as JSON text."""
    return json.dumps([asdict(choice) for choice in choices], ensure_ascii=False)


def choices_from(text: str) -> tuple[Choice, ...]:
    """Return the choices in JSON text."""
    return tuple(Choice(**each) for each in json.loads(text))


def limits_text(limits: Limits) -> str:
    """Return the limits that are set, as JSON text."""
    empty = asdict(Limits())
    kept = {name: value for name, value in asdict(limits).items() if value != empty[name]}
    return json.dumps(kept, default=str, ensure_ascii=False)


def limits_from(text: str) -> Limits:
    """Return the limits in JSON text."""
    return Limits(**{name: _limit(name, value) for name, value in json.loads(text).items()})


def _limit(name: str, value: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    if name in DECIMALS:
        return Decimal(value)
    return date.fromisoformat(value) if name in DAYS else value


def question_from(row: Any) -> Question:  # noqa: ANN401  a row of any shape with these names
    """Return the question that a row of ``question`` holds."""
    return Question(
        row.code,
        row.kind,
        row.words,
        hint=row.hint,
        is_required=row.is_required,
        may_decline=row.may_decline,
        offers_other=row.offers_other,
        choices=choices_from(row.choices),
        limits=limits_from(row.limits),
        condition=Condition(row.if_code, row.if_test, row.if_value) if row.if_code else None,
        is_retired=row.is_retired,
    )


def question_row(question: Question) -> Mapping[str, Any]:
    """Return the columns of ``question`` that hold what is asked."""
    condition = question.condition
    return {
        "kind": question.kind,
        "words": question.words,
        "hint": question.hint,
        "is_required": question.is_required,
        "may_decline": question.may_decline,
        "offers_other": question.offers_other,
        "choices": choices_text(question.choices),
        "limits": limits_text(question.limits),
        "if_code": condition.code if condition else None,
        "if_test": condition.test if condition else None,
        "if_value": condition.value if condition else "",
        "is_retired": question.is_retired,
    }


def form_from(sections: Iterable[Any], questions: Iterable[Any]) -> Form:
    """Return the form in rows of its sections and questions, which come in order."""
    inside: dict[UUID, list[Question]] = {}
    for row in questions:
        inside.setdefault(row.section_id, []).append(question_from(row))
    return Form(
        tuple(
            Section(row.code, row.title, row.lead, row.most_times, tuple(inside.get(row.id, ())))
            for row in sections
        )
    )
