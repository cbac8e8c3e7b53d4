"""Put an answer back into the fields of its form: the reverse of reading it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from questions.rules.conditions import OTHER
from questions.rules.forms import field_name
from questions.rules.money import pounds
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

Fields = dict[str, list[str]]


def as_sent(answers: Answers) -> Fields:
    """Return what a browser would send for these answers."""
    sent: Fields = {}
    for (code, turn), value in answers.items():
        sent.update(_FIELDS[type(value)](field_name(code, turn), value))
    return sent


def plain_number(value: Decimal) -> str:
    """Return a number as people type it."""
    return format(value, "f")


def _picks(name: str, value: Picks) -> Fields:
    codes = [*value.codes, *([OTHER] if value.other else [])]
    return {name: codes, **({f"{name}-other": [value.other]} if value.other else {})}


def _spot(name: str, value: Spot) -> Fields:
    parts = {"drawn": value.drawn, "postcode": value.postcode, "words": value.words}
    typed = {f"{name}-{part}": [text] for part, text in parts.items() if text}
    return {f"{name}-way": [value.way], **typed}


_FIELDS: Mapping[type[Value], Callable[[str, Any], Fields]] = {
    Words: lambda name, value: {name: [value.text]},
    Number: lambda name, value: {name: [plain_number(value.value)]},
    Day: lambda name, value: {
        f"{name}-day": [str(value.on.day)],
        f"{name}-month": [str(value.on.month)],
        f"{name}-year": [str(value.on.year)],
    },
    Picks: _picks,
    Order: lambda name, value: {
        f"{name}-{code}": [str(at)] for at, code in enumerate(value.codes, 1)
    },
    Shares: lambda name, value: {
        f"{name}-{code}": [pounds(pence).removeprefix("£")] for code, pence in value.pence
    },
    Spot: _spot,
    Files: lambda name, value: {name: [each.hex for each in value.ids]},
    Declined: lambda name, _value: {f"{name}-no": ["1"]},
}
