"""The rows of a brief's lists, and its measures of success, as they are typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import in_one_line, same_words, says_something

MOST_ROWS = 30
LONGEST = 300
WEB = re.compile(r"https?://[^\s<>\"]{3,500}")

T = TypeVar("T", "ItemDraft", "MeasureDraft")


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A row of a list: a few words, a note, and where it can be read."""

    words: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """What is counted, in which unit, what it is today, what it should be, and who says so."""

    name: str
    unit: str
    baseline: str = ""
    target: str = ""
    source: str = ""


def checked_items(items: Sequence[ItemDraft]) -> list[ItemDraft]:
    """Return rows as they will be stored; rows without any words fall away.

    Raises:
        Invalid: a row has a note but no words, is too long, or there are too many.
    """
    tidy = [
        ItemDraft(in_one_line(item.words), in_one_line(item.note), item.url.strip())
        for item in items
        if (item.words + item.note + item.url).strip()
    ]
    for number, item in enumerate(tidy, 1):
        _check(number, item.words, item.words + item.note)
        if item.url and not WEB.fullmatch(item.url):
            _refuse(say("Row {number}: enter a web address with https://", number=number))
    return _few(tidy)


def checked_measures(measures: Sequence[MeasureDraft]) -> list[MeasureDraft]:
    """Return measures as they will be stored; empty rows fall away.

    Raises:
        Invalid: one has no name or unit, or the name of another.
    """
    tidy = [
        replace(
            row,
            name=in_one_line(row.name),
            unit=in_one_line(row.unit),
            baseline=in_one_line(row.baseline),
            target=in_one_line(row.target),
            source=in_one_line(row.source),
        )
        for row in measures
        if (row.name + row.unit + row.baseline + row.target).strip()
    ]
    for number, row in enumerate(tidy, 1):
        _check(number, row.name, row.name + row.baseline + row.target + row.source)
        if not says_something(row.unit):
            _refuse(say("Row {number}: say in what it is counted.", number=number))
    if len({same_words(row.name) for row in tidy}) < len(tidy):
        _refuse(say("Give each measure a name of its own."))
    return _few(tidy)


def _check(number: int, words: str, everything: str) -> None:
    if not says_something(words):
        _refuse(say("Row {number}: write a few words.", number=number))
    if len(everything) > LONGEST * 2:
        _refuse(say("Row {number} is too long. Put the rest in the text.", number=number))


def _few(rows: list[T]) -> list[T]:
    if len(rows) > MOST_ROWS:
        _refuse(say("At most {most} rows fit here.", most=MOST_ROWS))
    return rows


def _refuse(sentence: str) -> None:
    raise Invalid(sentence, fields={"rows": sentence})
