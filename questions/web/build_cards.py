"""What the page of a builder shows: a card for each question, one of them open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from foundation.web.words import label
from questions.queries.forms import FormVersion
from questions.rules.conditions import OTHER, may_be_looked_at
from questions.rules.forms import Condition, Form, Question, Section
from questions.rules.kinds import PICKED, TESTS, WITH_CHOICES, Test
from questions.web.typed import Typed, condition_value

Advise = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Card:
    """One question, closed.

    Args:
        number: counted from 1 over what is still asked; 0 for a retired one.
        facts: short words below it.
        advice: what could make it easier to read.
        may_remove: nobody has answered it.
    """

    code: str
    number: int
    words: str
    facts: tuple[str, ...]
    advice: tuple[str, ...]
    is_retired: bool
    may_remove: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its cards."""

    section: Section
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class OpenCard:
    """The card that is being edited; *code* is empty for a new question.

    Args:
        revision: of the question, as its editor saw it.
        conditions: (question, ((value, words), …)) for the list of conditions.
        theirs: lines of what somebody else has saved meanwhile, or none.
    """

    code: str
    section: str
    number: int
    revision: int
    typed: Typed
    problems: Mapping[str, str]
    conditions: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    theirs: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


def parts(version: FormVersion, advise: Advise) -> list[Part]:
    """Return every section with its cards."""
    numbers = numbered(version.form)
    order = [question.code for _section, question in version.form]
    return [
        Part(
            section,
            tuple(
                Card(
                    code=question.code,
                    number=numbers.get(question.code, 0),
                    words=question.words,
                    facts=tuple(facts(version.form, question)),
                    advice=tuple(advise(question.words)),
                    is_retired=question.is_retired,
                    may_remove=question.code not in version.answered,
                    is_first=question.code == order[0],
                    is_last=question.code == order[-1],
                )
                for question in section.questions
            ),
        )
        for section in version.form.sections
    ]


def numbered(form: Form) -> dict[str, int]:
    """Return code → number of each question that is still asked."""
    return {question.code: number for number, question in enumerate(form.asks, 1)}


def facts(form: Form, question: Question) -> Iterator[str]:
    """Say in short words how a question is asked."""
    yield label(question.kind)
    if question.kind in WITH_CHOICES:
        many = len(question.choices) + question.offers_other
        yield str(ngettext("%(num)s choice", "%(num)s choices", many))
    yield str(_("Must answer") if question.is_required else _("Can skip"))
    if question.condition:
        yield when(form, question.condition)


def when(form: Form, condition: Condition) -> str:
    """Say when a question is asked: “Only if question 1 is Trees”."""
    looked_at = form.question(condition.code)
    number = numbered(form).get(condition.code, 0)
    test = label(condition.test)
    value = _called(looked_at, condition.value) if looked_at else condition.value
    return str(
        _("Only if question %(number)s %(test)s %(value)s", number=number, test=test, value=value)
    ).strip()


def conditions(form: Form, code: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the conditions that the question with *code* can have, by earlier question."""
    numbers = numbered(form)
    return tuple(
        (f"{numbers[each.code]}. {each.words}", tuple(_options(each)))
        for each in may_be_looked_at(form, code)
    )


def told(form: Form, question: Question) -> tuple[str, ...]:
    """Return a question in lines, to set beside another version of it."""
    choices = tuple(f"• {choice.words}" for choice in question.choices)
    return (question.words, question.hint, *choices, " · ".join(facts(form, question)))


def _options(looked_at: Question) -> Iterator[tuple[str, str]]:
    for test in sorted(TESTS[looked_at.kind], key=list(Test).index):
        if test is not Test.ANSWERED and looked_at.kind in PICKED:
            codes = [choice.code for choice in looked_at.choices]
            for code in [*codes, *([OTHER] if looked_at.offers_other else [])]:
                value = condition_value(Condition(looked_at.code, test), code)
                yield value, f"{label(test)}: {_called(looked_at, code)}"
        else:
            more = "" if test is Test.ANSWERED else " …"
            yield condition_value(Condition(looked_at.code, test), ""), label(test) + more


def _called(looked_at: Question, value: str) -> str:
    if looked_at.kind not in PICKED:
        return value
    called = {choice.code: choice.words for choice in looked_at.choices}
    return str(_("Something else")) if value == OTHER else called.get(value, value)
