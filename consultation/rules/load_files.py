"""Consultations of others from a CSV file; a row that cannot be taken says which field and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from consultation.rules.loads import MOST_MINUTES, Ask, Subject, Whom
from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from foundation.base.words import say
from foundation.base.written import in_one_line

MOST_BYTES = 1_000_000
MOST_ROWS = 2_000
LONGEST = 300
COLUMNS = (
    *("organiser", "title", "first_day", "last_day", "minutes"),
    *("wards", "groups", "organisations", "url"),
)
DAYS = ("%Y-%m-%d", "%d/%m/%Y")
FIRST_YEAR, LAST_YEAR = 2000, 2100
EVERY_WARD = "all"


@dataclass(frozen=True, slots=True)
class ReadAsk:
    """One row: the consultation in it, or the *field* that is wrong and a sentence about it."""

    number: int
    title: str
    ask: Ask | None
    field: str = ""
    wrong: str = ""


def read_asks(content: bytes, wards: Mapping[str, str]) -> tuple[ReadAsk, ...]:
    """Return every row of a file in order; *wards* are the names by code.

    Wards, groups and organisations are separated by semicolons; wards are named, or written by
    their codes, or ``all``.

    Raises:
        Invalid: the file cannot be read at all, lacks a column, or has far too many rows.
    """
    try:
        text = content.decode("utf-8-sig") if len(content) <= MOST_BYTES else ""
        table = csv.DictReader(io.StringIO(text))
        missing = [name for name in COLUMNS[:5] if name not in (table.fieldnames or ())]
        rows = list(table)
    except (UnicodeDecodeError, csv.Error) as broken:
        raise _unreadable() from broken
    if missing:
        raise _refused(say("The file has no column {name}.", name=missing[0]))
    if not 1 <= len(rows) <= MOST_ROWS:
        raise _refused(
            say("The file has {rows} rows. We take 1 to {most}.", rows=len(rows), most=MOST_ROWS)
        )
    known = {code.casefold(): code for code in wards}
    known |= {name.casefold(): code for code, name in wards.items()}
    return tuple(_read(number, row, known) for number, row in enumerate(rows, 1))


def _read(number: int, row: Mapping[str, object], wards: Mapping[str, str]) -> ReadAsk:
    said = {name: in_one_line(str(row.get(name) or "")) for name in COLUMNS}
    try:
        ask = _ask(said, wards)
    except Invalid as wrong:
        field, sentence = next(iter(wrong.fields.items()))
        return ReadAsk(number, said["title"], None, field, sentence)
    return ReadAsk(number, said["title"], ask)


def _ask(said: Mapping[str, str], wards: Mapping[str, str]) -> Ask:
    for name in ("organiser", "title"):
        if not said[name]:
            raise _field(name, say("This is missing."))
    for name, text in said.items():
        if len(text) > LONGEST and name not in {"wards", "groups", "organisations"}:
            raise _field(name, say("Use at most {most} characters.", most=LONGEST))
    first, last = (_day(name, said[name]) for name in ("first_day", "last_day"))
    if last < first:
        raise _field("last_day", say("It ends before it begins."))
    if said["url"] and not said["url"].startswith(("https://", "http://")):
        raise _field("url", say("An address begins with https://."))
    subjects = (
        *(Subject(Whom.WARD, code) for code in _wards(said["wards"], wards)),
        *(Subject(Whom.GROUP, name) for name in _names(said["groups"])),
        *(Subject(Whom.ORGANISATION, name) for name in _names(said["organisations"])),
    )
    if not subjects:
        raise _field("wards", say("Name a ward, a group or an organisation that is asked."))
    return Ask(
        title=said["title"],
        first=first,
        last=last,
        minutes=_minutes(said["minutes"]),
        subjects=subjects,
        organiser=said["organiser"],
        url=said["url"],
    )


def _wards(text: str, known: Mapping[str, str]) -> list[str]:
    names = _names(text)
    if [name.casefold() for name in names] == [EVERY_WARD]:
        return sorted(set(known.values()))
    unknown = [name for name in names if name.casefold() not in known]
    if unknown:
        raise _field("wards", say("There is no ward {name} here.", name=unknown[0][:LONGEST]))
    return [known[name.casefold()] for name in names]


def _names(text: str) -> list[str]:
    found: dict[str, str] = {}
    for name in filter(None, map(str.strip, text.split(";"))):
        found.setdefault(name.casefold(), name[:LONGEST])
    return list(found.values())


def _minutes(text: str) -> int:
    minutes = whole_number(text, len(str(MOST_MINUTES)))
    if minutes is None or not 1 <= minutes <= MOST_MINUTES:
        raise _field(
            "minutes", say("Enter a number of minutes from 1 to {most}.", most=MOST_MINUTES)
        )
    return minutes


def _day(field: str, text: str) -> date:
    for shape in DAYS:
        try:
            day = datetime.strptime(text, shape).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    raise _field(field, say("Write the day like 2026-03-31 or 31/03/2026."))


def _field(name: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={name: sentence})


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"file": sentence})


def _unreadable() -> Invalid:
    return _refused(say("We could not read this file. Send CSV in UTF-8, at most 1 MB."))
