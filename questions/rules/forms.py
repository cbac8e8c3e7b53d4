"""A form as it is asked: sections, their questions, the choices and limits of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from questions.rules.kinds import Kind, Test


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose form it is: a short word of the feature that uses it, and the id of its thing."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be picked, ranked, or given a share.

    Args:
        code: stays the same when its words change.
        least, most: pence that a line of a budget takes; no upper limit where None.
        picture: address of one of our own pictures, with *alt* for who cannot see it.
    """

    code: str
    words: str
    least: int = 0
    most: int | None = None
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer has to keep to; None is no limit.

    Args:
        total: pence that a budget shares out.
        may_leave: whether some of *total* can be left over.
        low_words, high_words: what the two ends of a scale mean.
    """

    most_characters: int | None = None
    most_words: int | None = None
    fewest: int | None = None
    most: int | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    earliest: date | None = None
    latest: date | None = None
    total: int | None = None
    may_leave: bool = False
    low_words: str = ""
    high_words: str = ""


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only where the answer to an earlier question passes a test.

    Args:
        code: the earlier question.
        value: a choice's code, words, a number or a day (2026-12-24), as text.
    """

    code: str
    test: Test
    value: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``code`` stays the same from version to version."""

    code: str
    kind: Kind
    words: str
    hint: str = ""
    is_required: bool = False
    may_decline: bool = False
    offers_other: bool = False
    choices: tuple[Choice, ...] = ()
    limits: Limits = NO_LIMITS
    condition: Condition | None = None
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together; up to ``most_times`` answers to all of them."""

    code: str
    title: str = ""
    lead: str = ""
    most_times: int = 1
    questions: tuple[Question, ...] = ()

    @property
    def is_repeated(self) -> bool:
        """Tell whether it can be answered more than once."""
        return self.most_times > 1


@dataclass(frozen=True, slots=True)
class Form:
    """All that is asked, in order."""

    sections: tuple[Section, ...] = field(default=())

    def __iter__(self) -> Iterator[tuple[Section, Question]]:
        """Go through the questions in order, retired ones too."""
        return ((section, each) for section in self.sections for each in section.questions)

    def question(self, code: str) -> Question | None:
        """Return the question with this code."""
        return next((each for _, each in self if each.code == code), None)

    def section_of(self, code: str) -> Section | None:
        """Return the section in which a question stands."""
        return next((section for section, each in self if each.code == code), None)

    @property
    def asks(self) -> tuple[Question, ...]:
        """Return the questions that are still asked."""
        return tuple(each for _, each in self if not each.is_retired)


def field_name(code: str, turn: int = 0) -> str:
    """Return the name under which an answer is sent; *turn* counts the repeats from 0."""
    return f"{code}x{turn}" if turn else code
