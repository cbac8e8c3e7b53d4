"""A question as its fields show it, filled with an answer or with what was just typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from foundation.web.words import translated
from questions.rules.forms import Choice, Question, field_name
from questions.rules.kinds import Kind
from questions.rules.money import pounds
from questions.rules.reading_numbers import steps
from questions.rules.reading_words import LONGEST, most_files
from questions.rules.resent import as_sent
from questions.rules.sent import Sent
from questions.rules.values import Answers
from questions.rules.walking import Page


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field with the names that WTForms gives to its parts, for macros that expect them."""

    name: str
    data: str
    errors: Sequence[str] = ()

    @property
    def id(self) -> str:
        """Return the id of the element."""
        return self.name

    def _value(self) -> str:
        return self.data


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that was added; *about* is what it is and how large, *title* what it shows."""

    id: str
    title: str
    about: str

    @property
    def name(self) -> str:
        """Return what stands for it in the field."""
        return self.id.replace("-", "")


@dataclass(frozen=True, slots=True)
class Held:
    """The files that a page can show, and whether more can be added on it."""

    files: Mapping[str, ShownFile]
    takes_more: bool


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """What a template needs of one question.

    Args:
        name: of its first field; the others begin with it.
        sent: what stands in the fields; *problems* what is wrong with them.
        how: one line that says how to answer, or "".
        held: files of the page; None where none can be added, as where a form is looked at.
    """

    question: Question
    name: str
    sent: Sent
    problems: Mapping[str, str]
    how: str
    held: Held | None = None

    @property
    def files(self) -> list[ShownFile]:
        """Return the files that were added."""
        known = self.held.files if self.held else {}
        return [known[name] for name in self.values() if name in known]

    @property
    def takes_files(self) -> bool:
        """Tell whether files can be added and taken out."""
        return self.held is not None and self.held.takes_more

    @property
    def is_preview(self) -> bool:
        """Tell whether the question is only looked at."""
        return self.held is None

    @property
    def is_full(self) -> bool:
        """Tell whether there are as many files as there can be."""
        return len(self.files) >= most_files(self.question)

    @property
    def kind(self) -> Kind:
        """Return the kind, by which the template picks the fields."""
        return self.question.kind

    def value(self, part: str = "") -> str:
        """Return what stands in a field of this question."""
        return next(iter(self.sent.get(self.field(part), ())), "")

    def values(self) -> list[str]:
        """Return all that is ticked."""
        return list(self.sent.get(self.name, ()))

    def field(self, part: str = "") -> str:
        """Return the name of a field of this question."""
        return f"{self.name}-{part}" if part else self.name

    def problem(self, part: str = "") -> str | None:
        """Return what is wrong with a field, or None."""
        return self.problems.get(self.field(part))

    def hidden(self, part: str) -> ShownField:
        """Return a field for the map, which fills it."""
        wrong = self.problem(part)
        return ShownField(self.field(part), self.value(part), (wrong,) if wrong else ())

    @property
    def steps(self) -> list[str]:
        """Return the points of a scale."""
        return [str(step) for step in steps(self.question)]

    @property
    def places(self) -> list[str]:
        """Return the places of a ranking."""
        wanted = self.question.limits.most or len(self.question.choices)
        return [str(place) for place in range(1, wanted + 1)]

    @staticmethod
    def room(choice: Choice) -> str:
        """Return what a line of a budget can take, in words; "" where it can take anything."""
        least, most = choice.least and pounds(choice.least), choice.most
        if least and most is not None:
            return str(_("from %(least)s to %(most)s", least=least, most=pounds(most)))
        if most is not None:
            return str(_("up to %(most)s", most=pounds(most)))
        return str(_("at least %(least)s", least=least)) if least else ""

    @property
    def longest(self) -> int:
        """Return how many characters fit."""
        return self.question.limits.most_characters or LONGEST.get(self.kind, 0)


def shown_question(
    question: Question,
    sent: Sent,
    turn: int = 0,
    problems: Mapping[str, str] | None = None,
    held: Held | None = None,
) -> ShownQuestion:
    """Return *question* with what stands in its fields."""
    said = {name: translated(sentence) for name, sentence in (problems or {}).items()}
    name = field_name(question.code, turn)
    return ShownQuestion(question, name, sent, said, how_to(question), held)


def shown_page(
    page: Page,
    answers: Answers,
    sent: Sent | None = None,
    problems: Mapping[str, str] | None = None,
    held: Held | None = None,
) -> list[ShownQuestion]:
    """Return the questions of a page with their answers, or with what was typed a moment ago."""
    filled = as_sent(answers) if sent is None else sent
    return [shown_question(each, filled, page.turn, problems, held) for each in page.questions]


def how_to(question: Question) -> str:
    """Return one line that says how to answer."""
    line = _HOW.get(question.kind)
    return line(question) if line else ""


def _several(question: Question) -> str:
    fewest, most = question.limits.fewest, question.limits.most
    if fewest and most:
        return str(_("Pick from %(fewest)s to %(most)s", fewest=fewest, most=most))
    if most:
        return str(_("Pick up to %(most)s", most=most))
    return str(_("Pick at least %(fewest)s", fewest=fewest) if fewest else _("Pick all that fit"))


def _ranking(question: Question) -> str:
    most = question.limits.most
    if most and most < len(question.choices):
        return str(_("Give a place to %(most)s of these. 1 is first.", most=most))
    return str(_("Give each a place. 1 is first."))


def _budget(question: Question) -> str:
    total = pounds(question.limits.total or 0)
    if question.limits.may_leave:
        return str(_("You have %(total)s. You can leave some of it.", total=total))
    return str(_("You have %(total)s. Share out all of it.", total=total))


def _file(question: Question) -> str:
    most = most_files(question)
    return str(ngettext("Up to %(num)s file", "Up to %(num)s files", most))


def _number(question: Question) -> str:
    low, high = question.limits.lowest, question.limits.highest
    if low is not None and high is not None:
        return str(_("From %(low)s to %(high)s", low=low, high=high))
    if low is not None:
        return str(_("%(low)s or more", low=low))
    return str(_("%(high)s or less", high=high)) if high is not None else ""


_HOW: dict[Kind, Callable[[Question], str]] = {
    Kind.SEVERAL: _several,
    Kind.RANKING: _ranking,
    Kind.BUDGET: _budget,
    Kind.NUMBER: _number,
    Kind.FILE: _file,
    Kind.DATE: lambda _question: str(_("For example, 24 12 2026")),
    Kind.PICTURE: lambda _question: str(_("Pick one picture")),
}
