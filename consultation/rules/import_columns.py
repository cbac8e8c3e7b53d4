"""What the columns of other tools' exports are, as far as their names and cells tell.

Source: the shapes that the tools write. Citizen Space: one row a response, ``Response ID`` and a
column for each part of a question. Google Forms: ``Timestamp``, then a column for each question,
several answers with semicolons. SurveyMonkey: two lines of names, ``Respondent ID`` to ``Custom
Data 1`` and the questions in the first, choices or ``Open-Ended Response`` in the second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from consultation.rules.imports import FORMAL, ONCE, UNREAD, Column, Means, Tool
from consultation.rules.words import in_one_line, same_words
from foundation.base.errors import Invalid
from foundation.base.sheets import Sheet, SheetRow
from foundation.base.words import say
from questions.rules.forms import Form

LONGEST_HEADER = 300
LOOKED_AT = 50
A_SENTENCE = 25
"""Characters that an answer in own words has on average."""

ANSWERED = {"", "response", "open-ended response"}
RESPONDENT = "respondent id"

ABOUT_PEOPLE = re.compile(
    r"\b(age|aged|age group|age band|year of birth|date of birth|how old|gender|sex|ethnic\w*|"
    r"race|nationality|disab\w*|long.term (condition|illness)|religio\w*|faith|belief|"
    r"sexual\w*|trans|pregnan\w*|maternity|marital|civil partner\w*|carer|caring responsib\w*|"
    r"main language|first language|household income|tenure)\b"
)
LEFT_OUT = re.compile(
    r"\b(ip address|e-?mail\w*|user ?name|phone|telephone|mobile|collector id|custom data|"
    r"start date|start time|time spent|user ?agent|author.?id|moderated|agrees|disagrees)\b"
)
GUESSES: tuple[tuple[Means, re.Pattern[str]], ...] = (
    (
        Means.ID,
        re.compile(r"^((response|respondent|submission|comment)[ _-]?)?(id|ref\w*|number)$"),
    ),
    (
        Means.SAID_ON,
        re.compile(
            r"^(date ?time|time ?stamp|(date )?(submitted|received)( (at|on|date))?|end date|"
            r"submission date|completed( at| on)?|date)$"
        ),
    ),
    (Means.POSTCODE, re.compile(r"\bpost ?code\b")),
    (Means.ADDRESS, re.compile(r"\baddress\b")),
    (Means.NAME, re.compile(r"\b(first name|last name|surname|full name|your name|name)\b")),
    (
        Means.STANCE,
        re.compile(
            r"^(stance|view|sentiment)$|"
            r"\b(do you|to what extent|how far)\b.*\b(agree|support|object|oppose|in favour)\b"
        ),
    ),
    (Means.TOPICS, re.compile(r"\b(topics?|themes?)\b")),
    (Means.PLACE, re.compile(r"^(place|location)$|\b(which|what) (place|location|street|spot)\b")),
    (Means.LANGUAGE, re.compile(r"^language$")),
    (
        Means.TEXT,
        re.compile(
            r"\b(comments?|comment.?body|response text|tell us|your views?|what do you think|"
            r"anything else|feedback|suggestions?|why|explain|please specify)\b"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A file of responses: names of the columns, each once, and the rows below them."""

    tool: Tool
    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def table_of(sheet: Sheet, told: Tool | None = None) -> Table:
    """Return the table in a file; *told* is the tool that somebody named, else it is guessed.

    Raises:
        Invalid: under ``file``.
    """
    first, *rows = sheet.rows
    names = [in_one_line(name) for name in first.cells]
    tool = told or _tool(names)
    second = rows[0].cells if rows else ()
    if RESPONDENT in {name.casefold() for name in names[:1]} and second and not second[0].strip():
        names, rows = _two_lines(names, second), rows[1:]
    if sum(map(bool, names)) == 0 or not rows:
        said = say("There are no responses in this file: only names of columns, or not even those.")
        raise Invalid(said, fields={"file": said})
    return Table(tool, _each_once(names), tuple(rows))


def guessed(table: Table, form: Form, *, takes_comments: bool, takes_formal: bool) -> list[Column]:
    """Return what each column probably means; an officer looks at it before anything is read."""
    columns = [
        _guess(header, form, takes_comments=takes_comments, takes_formal=takes_formal)
        for header in table.headers
    ]
    been: set[Means] = set()
    for at, column in enumerate(columns):
        if column.means in ONCE and column.means in been:
            columns[at] = Column(column.header, Means.LEAVE_OUT)
        been.add(column.means)
    if takes_comments and Means.TEXT not in been:
        longest = _longest(table, columns)
        if longest is not None:
            columns[longest] = Column(columns[longest].header, Means.TEXT)
    return columns


def is_about_people(header: str) -> bool:
    """Tell whether a column says who people are; such a column can only be left out."""
    return bool(ABOUT_PEOPLE.search(same_words(header)))


def _guess(header: str, form: Form, *, takes_comments: bool, takes_formal: bool) -> Column:
    name = same_words(header)
    if is_about_people(header):
        return Column(header, Means.ABOUT_PEOPLE)
    asked = _bare(name)
    for question in form.asks:
        if asked and asked == _bare(same_words(question.words)):
            return Column(header, Means.QUESTION, question.code)
    if LEFT_OUT.search(name):
        return Column(header, Means.LEAVE_OUT)
    found = next((means for means, shape in GUESSES if shape.search(name)), Means.LEAVE_OUT)
    if found in FORMAL and not takes_formal:
        found = Means.LEAVE_OUT
    of_comments = {Means.TEXT, Means.STANCE, Means.TOPICS, Means.PLACE}
    return Column(header, Means.LEAVE_OUT if found in of_comments and not takes_comments else found)


def _bare(words: str) -> str:
    """Return a question without its number, and without the part that some tools add."""
    return re.sub(r"^(question |q)?\d+\s*[.:)]\s*", "", words).strip(" ?*:")


def _longest(table: Table, columns: Sequence[Column]) -> int | None:
    """Return the column in which people write most, if they write sentences."""
    best: tuple[float, int] | None = None
    for at, column in enumerate(columns):
        if column.means not in UNREAD or column.means is Means.ABOUT_PEOPLE:
            continue
        said = [row.cells[at].strip() for row in table.rows[:LOOKED_AT] if at < len(row.cells)]
        said = [each for each in said if each]
        average = sum(map(len, said)) / len(said) if said else 0
        if average >= A_SENTENCE and (best is None or average > best[0]):
            best = (average, at)
    return best[1] if best else None


def _tool(names: Sequence[str]) -> Tool:
    known = {name.casefold() for name in names}
    if {RESPONDENT, "collector id"} <= known:
        return Tool.SURVEYMONKEY
    if names and names[0] == "Timestamp":
        return Tool.GOOGLE_FORMS
    if "response id" in known:
        return Tool.CITIZEN_SPACE
    return Tool.CSV


def _two_lines(names: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return one name for each column out of the question above and the choice below."""
    joined: list[str] = []
    question = ""
    for at in range(max(len(names), len(second))):
        above = names[at] if at < len(names) else ""
        below = in_one_line(second[at]) if at < len(second) else ""
        question = above or question
        joined.append(question if below.casefold() in ANSWERED else f"{question}: {below}")
    return joined


def _each_once(names: Sequence[str]) -> tuple[str, ...]:
    """Return names of which no two are the same, and none is empty."""
    seen: Counter[str] = Counter()
    once = []
    for at, name in enumerate(names, 1):
        shown = name[:LONGEST_HEADER] or f"Column {at}"
        seen[shown] += 1
        once.append(f"{shown} ({seen[shown]})" if seen[shown] > 1 else shown)
    return tuple(once)
