"""Each row of a file as what it becomes, or why it is refused and what to do about it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from consultation.rules.comments import Contribution, Place, PlaceWay, Stance, Topic, checked
from consultation.rules.consultations import (
    REFUSALS,
    TAKES_FORMAL,
    ConsultationKind,
    WhyNot,
    Window,
)
from consultation.rules.import_answers import answers_in
from consultation.rules.import_columns import Table, is_about_people
from consultation.rules.import_days import is_month_first, said_at
from consultation.rules.imports import Column, Means, Tool, chosen_twice, may_take_in
from consultation.rules.representations import checked_signatory
from consultation.rules.takes import Takes
from consultation.rules.words import in_one_line, same_words
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.clock import london_day, london_instant
from foundation.base.errors import Invalid
from foundation.base.sheets import SheetRow
from foundation.base.words import say
from geo.rules.postcodes import canonical
from questions.rules.forms import Form
from questions.rules.reading import needed
from questions.rules.values import NO_ANSWERS, Answers
from questions.rules.walking import missing

STANCES = {
    Stance.SUPPORT: (
        *("support", "supportive", "strongly support", "agree", "strongly agree", "tend to agree"),
        *("for", "in favour", "yes", "tend to support", "fully support", "somewhat agree"),
    ),
    Stance.SUPPORT_WITH_CHANGES: (
        *("support with changes", "support_with_changes", "partly", "partially", "yes, but"),
        *("support in part", "support with amendments", "partly agree", "partially agree"),
    ),
    Stance.NEUTRAL: (
        *("neutral", "neither agree nor disagree", "neither", "no opinion", "don't know"),
        *(
            "don\u2019t know",
            "not sure",
            "unsure",
            "no view",
            "neither support nor oppose",
            "mixed",
        ),
    ),
    Stance.OBJECT: (
        *("object", "objection", "oppose", "strongly oppose", "disagree", "strongly disagree"),
        *("tend to disagree", "against", "no", "tend to oppose", "somewhat disagree"),
    ),
}
VIEWS = {words: stance for stance, each in STANCES.items() for words in each}
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Into:
    """The consultation that rows are read into.

    Args:
        topics: what a topic can be called → its code.
        today: the day in London.
        given_on: the day on which responses without one of their own were given.
    """

    council: str
    kind: ConsultationKind
    window: Window
    takes: Takes
    topics: Mapping[str, str]
    form: Form
    today: date
    given_on: date

    @property
    def takes_formal(self) -> bool:
        """Tell whether a response with name and address is a formal comment here."""
        return self.kind in TAKES_FORMAL


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """One response that can be taken in.

    Args:
        key: the same for the same response whenever it comes, in this file or a later one.
        postcode: of the place that it is about, still to be looked up.
    """

    number: int
    key: str
    said: Contribution | None
    answers: Answers
    given_at: datetime
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that is not taken, the column in which that shows, and what to do."""

    number: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What becomes of every row; *views* are the words that were read as a stance."""

    ready: tuple[ReadyRow, ...]
    refused: tuple[RefusedRow, ...]
    views: Mapping[tuple[str, Stance], int] = field(default_factory=dict)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which a response was given."""
        days = [london_day(row.given_at) for row in self.ready]
        return (min(days), max(days)) if days else None


class _No(Exception):
    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


def usable(columns: Sequence[Column], into: Into) -> None:
    """Refuse a choice of columns with which nothing can be read.

    Raises:
        Invalid: under ``columns``.
    """
    means = {column.means for column in columns}
    twice = chosen_twice(columns)
    wrong: str | None = None
    if twice:
        wrong = say(
            "Two columns are chosen for the same thing. Choose one, and leave the other out."
        )
    elif not means & {Means.TEXT, Means.QUESTION}:
        wrong = say("Choose at least one column with comments, or with answers to a question.")
    elif (Means.NAME in means and not {Means.ADDRESS, Means.POSTCODE} <= means) or (
        means & {Means.NAME, Means.ADDRESS, Means.POSTCODE} and Means.NAME not in means
    ):
        wrong = say("A formal comment needs a name, an address and a postcode. Choose all three.")
    elif Means.NAME in means and not into.takes_formal:
        wrong = say("This consultation takes no formal comments. Leave names and addresses out.")
    elif Means.TEXT in means and not into.takes.has_dialogue:
        wrong = REFUSALS[WhyNot.ONLY_QUESTIONS]
    if wrong:
        raise Invalid(wrong, fields={"columns": wrong})


def read_rows(table: Table, columns: Sequence[Column], into: Into) -> Reading:
    """Return what becomes of each row; the same file always gives the same.

    Raises:
        Invalid: under ``columns``, where nothing can be read in this way.
    """
    kept = [
        Column(each.header, Means.ABOUT_PEOPLE) if is_about_people(each.header) else each
        for each in columns
    ]
    usable(kept, into)
    reader = _Reader(table, kept, into)
    ready: list[ReadyRow] = []
    refused: list[RefusedRow] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        try:
            one = reader.row(row)
            if one.key in seen:
                raise _No(
                    reader.header(Means.ID),
                    say(
                        "Row {row} has the same id. Give each response an id of its own.",
                        row=seen[one.key],
                    ),
                )
        except _No as no:
            refused.append(RefusedRow(row.number, no.column, no.sentence))
            continue
        seen[one.key] = row.number
        ready.append(one)
    return Reading(tuple(ready), tuple(refused), dict(reader.views))


class _Reader:
    """Reads row after row, and remembers how often the same row came."""

    def __init__(self, table: Table, columns: Sequence[Column], into: Into) -> None:
        self.columns, self.into = columns, into
        self.views: Counter[tuple[str, Stance]] = Counter()
        self.width = len(columns)
        self.texts = [at for at, each in enumerate(columns) if each.means is Means.TEXT]
        self._times: Counter[str] = Counter()
        days = [at for at, each in enumerate(columns) if each.means is Means.SAID_ON]
        written = (row.cells[at] for row in table.rows for at in days if at < len(row.cells))
        self.month_first = is_month_first(written, usually=table.tool is Tool.SURVEYMONKEY)

    def header(self, means: Means) -> str:
        """Return the name of the column that was chosen for something."""
        return next((each.header for each in self.columns if each.means is means), "")

    def row(self, row: SheetRow) -> ReadyRow:
        """Return what a row becomes."""
        cells = [*row.cells, *[""] * (self.width - len(row.cells))]
        if any(map(str.strip, cells[self.width :])):
            raise _No("", say("This row has more cells than there are names of columns."))
        given_at = self._given_at(cells)
        answers = self._answers(cells)
        said = self._said(cells, given_at)
        if said is None and not answers:
            raise _No(
                self._first_header(),
                say("Nothing is written here. Fill it in, or take the row out."),
            )
        may = may_take_in(self.into.window, given_at)
        if not may:
            raise _No(self.header(Means.SAID_ON), REFUSALS[WhyNot(str(may.reason))])
        return ReadyRow(
            row.number, self._key(cells), said, answers, given_at, self._postcode(cells)
        )

    def _first_header(self) -> str:
        wanted = {Means.TEXT, Means.QUESTION}
        return next(each.header for each in self.columns if each.means in wanted)

    def _cells(self, cells: Sequence[str], means: Means) -> Iterator[tuple[str, str]]:
        for column, cell in zip(self.columns, cells, strict=False):
            if column.means is means and cell.strip():
                yield column.header, cell.strip()

    def _one(self, cells: Sequence[str], means: Means) -> str:
        return next((cell for _, cell in self._cells(cells, means)), "")

    def _given_at(self, cells: Sequence[str]) -> datetime:
        text = self._one(cells, Means.SAID_ON)
        if not text:
            return london_instant(self.into.given_on)
        try:
            found = said_at(text, month_first=self.month_first)
        except Invalid as wrong:
            raise _No(self.header(Means.SAID_ON), wrong.sentence) from wrong
        if london_day(found) > self.into.today:
            raise _No(self.header(Means.SAID_ON), say("This day has not come yet."))
        return found

    def _answers(self, cells: Sequence[str]) -> Answers:
        by_code: dict[str, list[str]] = {}
        headers: dict[str, str] = {}
        for column, cell in zip(self.columns, cells, strict=False):
            if column.means is Means.QUESTION:
                by_code.setdefault(column.question, []).append(cell)
                headers.setdefault(column.question, column.header)
        try:
            answers = answers_in(self.into.form, by_code, month_first=self.month_first)
        except Invalid as wrong:
            code, sentence = next(iter(wrong.fields.items()))
            raise _No(headers.get(code, code), sentence) from wrong
        for code, turn in missing(self.into.form, answers) if answers else ():
            question = self.into.form.question(code)
            if question and turn == 0:
                header = headers.get(code, question.words)
                raise _No(header, needed(question.kind))
        return answers or NO_ANSWERS

    def _said(self, cells: Sequence[str], given_at: datetime) -> Contribution | None:
        text = self._text(cells)
        if not text:
            return None
        said = Contribution(
            text,
            stance=self._stance(cells),
            topics=self._topics(cells),
            place=self._place(cells),
            language=self._one(cells, Means.LANGUAGE) or "und",
            formal=self._signatory(cells),
            said_at=given_at,
        )
        try:
            checked(said, self.into.council)
            if said.formal:
                checked_signatory(said.formal, self.into.council)
        except Invalid as wrong:
            name, sentence = next(iter(wrong.fields.items()))
            raise _No(self.header(AT.get(name, Means.TEXT)), sentence) from wrong
        return said

    def _text(self, cells: Sequence[str]) -> str:
        """Return the words; where several columns hold some, each stands below its name."""
        parts = list(self._cells(cells, Means.TEXT))
        if len(self.texts) > 1:
            return "\n\n".join(f"{header}\n{cell}" for header, cell in parts)
        return parts[0][1] if parts else ""

    def _stance(self, cells: Sequence[str]) -> Stance | None:
        text = self._one(cells, Means.STANCE)
        if not text:
            return None
        stance = VIEWS.get(same_words(text).strip(" ."))
        if stance is None:
            shown = in_one_line(text)[:LONGEST_SHOWN]
            raise _No(
                self.header(Means.STANCE),
                say(
                    "We do not know the view “{view}”. Write support, neutral or object.",
                    view=shown,
                ),
            )
        self.views[in_one_line(text)[:LONGEST_SHOWN], stance] += 1
        return stance

    def _topics(self, cells: Sequence[str]) -> tuple[str, ...]:
        text = self._one(cells, Means.TOPICS)
        known = {topic.value: topic.value for topic in Topic} | dict(self.into.topics)
        whole = known.get(same_words(text))
        if whole:
            return (whole,)
        parts = [part.strip() for part in _split(text) if part.strip()]
        for part in parts:
            if same_words(part) not in known:
                shown = in_one_line(part)[:LONGEST_SHOWN]
                raise _No(
                    self.header(Means.TOPICS),
                    say(
                        "There is no topic “{topic}” here. Use one of ours, or leave it empty.",
                        topic=shown,
                    ),
                )
        return tuple(known[same_words(part)] for part in parts)

    def _place(self, cells: Sequence[str]) -> Place:
        words = in_one_line(self._one(cells, Means.PLACE))
        return Place(PlaceWay.WORDS, words=words) if words else Place()

    def _postcode(self, cells: Sequence[str]) -> str | None:
        text = self._one(cells, Means.PLACE_POSTCODE)
        found = canonical(text[:LONGEST_SHOWN]) if text else None
        if text and found is None:
            raise _No(
                self.header(Means.PLACE_POSTCODE),
                say("Enter a full UK postcode, such as B9 5QT."),
            )
        return found

    def _signatory(self, cells: Sequence[str]) -> Signatory | None:
        name = " ".join(cell for _, cell in self._cells(cells, Means.NAME))
        address = "\n".join(cell for _, cell in self._cells(cells, Means.ADDRESS))
        postcode = self._one(cells, Means.POSTCODE)
        return Signatory(name, address, postcode) if name or address or postcode else None

    def _key(self, cells: Sequence[str]) -> str:
        """Return the tool's own id, or else a digest of the row and how often it came.

        All cells count, so that the same file is the same when other columns are chosen of it.
        """
        id_ = in_one_line(self._one(cells, Means.ID))
        if id_:
            return json.dumps(["id", same_words(self.header(Means.ID)), id_])
        whole = [
            [column.header, cell.strip()]
            for column, cell in zip(self.columns, cells, strict=False)
            if cell.strip()
        ]
        digest = hashlib.sha256(json.dumps(whole).encode()).hexdigest()
        self._times[digest] += 1
        return json.dumps(["row", digest, self._times[digest]])


AT = {
    "text": Means.TEXT,
    "topics": Means.TOPICS,
    "place_words": Means.PLACE,
    "name": Means.NAME,
    "address": Means.ADDRESS,
    "postcode": Means.POSTCODE,
}
"""Field that a check names → the column that it came from."""


def _split(text: str) -> list[str]:
    return text.replace(";", ",").replace("|", ",").split(",")
