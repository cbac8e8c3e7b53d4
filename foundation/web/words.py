"""How days, numbers, long texts and the values of enums are said on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask import Flask, current_app
from flask_babel import format_date, format_decimal, format_percent, gettext

from foundation.base.clock import LONDON, london_day
from foundation.base.prose import beginning
from foundation.base.words import Said

Words = Mapping[type[StrEnum], Mapping[Any, Any]]
"""Enum → value → what it is called, said in the reader's language when it is read."""


def init(app: Flask, *vocabularies: Words) -> None:
    """Give templates the filters that say things, and the words of each feature's enums."""
    app.extensions["words"] = {
        kind: words for vocabulary in vocabularies for kind, words in vocabulary.items()
    }
    days = (full_date, month, short_date, weekday)
    for saying in (
        *days,
        beginning,
        label,
        london_minute,
        london_time,
        number,
        percent,
        translated,
    ):
        app.jinja_env.filters[saying.__name__] = saying


def translated(sentence: str) -> str:
    """Return what a rule or a command says in the reader's language, where we have it."""
    if not isinstance(sentence, Said):
        return str(gettext(sentence)) if sentence else ""
    words = str(gettext(sentence.template))
    facts = {name: _fact(fact) for name, fact in sentence.facts.items()}
    return words.format(**facts) if facts else words


def label(value: StrEnum) -> str:
    """Return what *value* is called."""
    return str(current_app.extensions["words"][type(value)][value])


def full_date(day: date | None) -> str:
    """Return a day such as "12 December 2026", or nothing; an instant is taken to London."""
    return _said(day, "d MMMM y")


def short_date(day: date | None) -> str:
    """Return a day such as "12 Dec"."""
    return _said(day, "d MMM")


def weekday(day: date | None) -> str:
    """Return a day such as "Sat 12 December"."""
    return _said(day, "EEE d MMMM")


def month(day: date | None) -> str:
    """Return a month such as "December 2026"."""
    return _said(day, "MMMM y")


def number(value: float) -> str:
    """Return a number such as "12,345"."""
    return str(format_decimal(value))


def percent(share: float) -> str:
    """Return a share (0 to 1) such as "83%"."""
    return str(format_percent(share))


def _fact(fact: object) -> str:
    if isinstance(fact, Said):
        return translated(fact)
    if isinstance(fact, int | float) and not isinstance(fact, bool):
        return number(fact)
    return str(fact)


def london_minute(instant: datetime) -> str:
    """Return an instant such as "24 December 2026, 12 noon", as London clocks show it."""
    there = instant.astimezone(LONDON)
    at = {"00:00": gettext("midnight"), "12:00": gettext("12 noon")}
    hour = there.strftime("%H:%M")
    return f"{full_date(instant)}, {at.get(hour, hour)}"


def london_time(instant: datetime) -> str:
    """Return the time of an instant such as "09:20", as London clocks show it."""
    return instant.astimezone(LONDON).strftime("%H:%M")


def _said(day: date | None, pattern: str) -> str:
    if day is None:
        return ""
    shown = london_day(day) if isinstance(day, datetime) else day
    return str(format_date(shown, pattern))
