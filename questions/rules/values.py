"""Typed answers, and how they are kept as JSON while a form is being filled in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number, also a point on a scale."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    on: date


@dataclass(frozen=True, slots=True)
class Picks:
    """Codes of what was picked, in the form's order, and what they wrote for something else."""

    codes: tuple[str, ...]
    other: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Codes from first to last."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Pence for each line, in the form's order."""

    pence: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: drawn (GeoJSON text), a postcode, or words; the way says which."""

    way: str
    drawn: str = ""
    postcode: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """Ids of files that were taken in before."""

    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """They prefer not to say."""


Value = Words | Number | Day | Picks | Order | Shares | Spot | Files | Declined

Answers = Mapping[tuple[str, int], Value]
"""(code of the question, turn) → answer; a question without an answer is not in it."""

NO_ANSWERS: Answers = {}

_OUT: dict[type, tuple[str, Callable[[Any], Any]]] = {
    Words: ("words", lambda value: value.text),
    Number: ("number", lambda value: str(value.value)),
    Day: ("day", lambda value: value.on.isoformat()),
    Picks: ("picks", lambda value: [list(value.codes), value.other]),
    Order: ("order", lambda value: list(value.codes)),
    Shares: ("shares", lambda value: [list(line) for line in value.pence]),
    Spot: ("spot", lambda value: [value.way, value.drawn, value.postcode, value.words]),
    Files: ("files", lambda value: [each.hex for each in value.ids]),
    Declined: ("declined", lambda _value: None),
}
_IN: dict[str, Callable[[Any], Value]] = {
    "words": Words,
    "number": lambda kept: Number(Decimal(kept)),
    "day": lambda kept: Day(date.fromisoformat(kept)),
    "picks": lambda kept: Picks(tuple(kept[0]), kept[1]),
    "order": lambda kept: Order(tuple(kept)),
    "shares": lambda kept: Shares(tuple((code, pence) for code, pence in kept)),
    "spot": lambda kept: Spot(*kept),
    "files": lambda kept: Files(tuple(UUID(each) for each in kept)),
    "declined": lambda _kept: Declined(),
}


def as_text(answers: Answers) -> str:
    """Return the answers as JSON text: [[code, turn, sort, value], …]."""
    kept = []
    for (code, turn), value in answers.items():
        sort, out = _OUT[type(value)]
        kept.append([code, turn, sort, out(value)])
    return json.dumps(kept, ensure_ascii=False)


def from_text(text: str) -> dict[tuple[str, int], Value]:
    """Return the answers in *text*, which ``as_text`` has made; none where it is empty."""
    return {(code, turn): _IN[sort](value) for code, turn, sort, value in json.loads(text or "[]")}
