"""Read challenges of other programmes from a CSV or JSON file; what is odd is named, not dropped.

Source of the field names: the public feed of challenge.gov, and plain names of our own.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from foundation.base.clock import LONDON
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line, says_something
from programme.rules.drafts import (
    LONGEST_QUESTION,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    ChallengeDraft,
)

MOST_ROWS = 500
MOST_BYTES = 5_000_000
FIELDS = {
    "title": ("challenge-title", "title", "name"),
    "question": ("question", "tagline"),
    "summary": ("description", "summary"),
    "opens": ("submission-start", "opens", "start"),
    "closes": ("submission-end", "closes", "end"),
}
INSTANTS = ("%Y/%m/%d %I:%M %p", "%Y/%m/%d %I %p", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
DAYS = ("%Y/%m/%d", "%Y-%m-%d", "%d/%m/%Y")
UNREADABLE = say("We could not read this file. Send CSV or JSON in UTF-8, at most 5 MB.")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a file: the draft it makes (None: it cannot be taken), and what is odd about it.

    The window is read as London time; a part that cannot be read is None.
    """

    number: int
    title: str
    draft: ChallengeDraft | None
    opens_at: datetime | None
    closes_at: datetime | None
    notes: tuple[str, ...]


def read_challenges(content: bytes) -> list[ReadRow]:
    """Return every row of a file, in order.

    Raises:
        Invalid: the file cannot be read at all, is empty, or has far too many rows.
    """
    if len(content) > MOST_BYTES:
        raise _unreadable()
    try:
        text = content.decode("utf-8-sig")
        rows = _rows(json.loads(text)) if text.lstrip()[:1] in {"{", "["} else _lines(text)
    except (UnicodeDecodeError, ValueError, RecursionError, csv.Error) as broken:
        raise _unreadable() from broken
    if not rows or len(rows) > MOST_ROWS:
        wrong = say(
            "The file has {rows} rows. We take 1 to {most}.", rows=len(rows), most=MOST_ROWS
        )
        raise Invalid(wrong, fields={"file": wrong})
    return [_read(number, row) for number, row in enumerate(rows, 1)]


def _rows(found: Any) -> list[Any]:  # noqa: ANN401  whatever JSON holds
    if isinstance(found, Mapping):
        found = next((value for value in found.values() if isinstance(value, list)), None)
    if not isinstance(found, list):
        raise _unreadable()
    return found


def _lines(text: str) -> list[Any]:
    return list(csv.DictReader(io.StringIO(text)))


def _read(number: int, row: Any) -> ReadRow:  # noqa: ANN401  whatever the file holds
    if not isinstance(row, Mapping):
        return ReadRow(number, "", None, None, None, (say("This is not a row of fields."),))
    notes: list[str] = []
    title = _text(row, "title")
    if not says_something(title):
        return ReadRow(number, "", None, None, None, (say("It has no title. It is not taken."),))
    question, summary = _text(row, "question"), _text(row, "summary", lines=True)
    if not says_something(question):
        notes.append(say("It has no question; its title stands in for one."))
        question = title
    if not says_something(summary):
        notes.append(say("It has no summary; its question stands in for one."))
        summary = question
    if len(question) > LONGEST_QUESTION:
        summary = f"{question}\n\n{summary}"
    if len(title) > LONGEST_TITLE:
        summary = f"{title}\n\n{summary}"
    draft = ChallengeDraft(
        title=_cut(title, LONGEST_TITLE, say("The title"), notes),
        question=_cut(question, LONGEST_QUESTION, say("The question"), notes),
        summary=_cut(summary, LONGEST_SUMMARY, say("The summary"), notes),
    )
    opens, closes = (_instant(row, name, notes) for name in ("opens", "closes"))
    if opens and closes and closes <= opens:
        notes.append(say("It closes before it opens; the days are left out."))
        opens = closes = None
    return ReadRow(number, draft.title, draft, opens, closes, tuple(notes))


def _text(row: Mapping[str, Any], field: str, *, lines: bool = False) -> str:
    found = next((row[name] for name in FIELDS[field] if row.get(name)), "")
    text = _without_tags(str(found))
    return cleaned(text) if lines else in_one_line(text)


def _cut(text: str, most: int, what: str, notes: list[str]) -> str:
    if len(text) <= most:
        return text
    notes.append(
        say(
            "{what} has {length} characters; the first {most} are kept.",
            what=what,
            length=len(text),
            most=most,
        )
    )
    return f"{text[: most - 1].rstrip()}…"


def _instant(row: Mapping[str, Any], field: str, notes: list[str]) -> datetime | None:
    found = next((row[name] for name in FIELDS[field] if row.get(name)), "")
    typed = " ".join(str(found).replace("p.m.", "PM").replace("a.m.", "AM").split())
    if not typed:
        notes.append(say("No day is given for “{field}”.", field=field))
        return None
    for pattern in INSTANTS:
        try:
            return datetime.strptime(typed, pattern).replace(tzinfo=LONDON)
        except ValueError:
            continue
    for pattern in DAYS:
        try:
            day = datetime.strptime(typed, pattern).replace(tzinfo=LONDON)
        except ValueError:
            continue
        notes.append(say("“{typed}” has no time; the day begins at midnight.", typed=typed))
        return day
    notes.append(say("“{typed}” is no day and time that we can read.", typed=typed[:60]))
    return None


class _Text(HTMLParser):
    """Keeps the words of a piece of HTML; each block begins a line."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in {"p", "br", "li", "h1", "h2", "h3", "h4", "tr", "div"}:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _without_tags(text: str) -> str:
    if "<" not in text and "&" not in text:
        return text
    reader = _Text()
    reader.feed(text)
    reader.close()
    return "".join(reader.said)


def _unreadable() -> Invalid:
    return Invalid(UNREADABLE, fields={"file": UNREADABLE})
