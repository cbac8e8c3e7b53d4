"""How much people are asked: every consultation is an area, an audience, weeks, and minutes.

It counts towards each ward, group and community organisation that it asks, whoever asks. What a
year's asking comes to is held against a budget that the council sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from typing import ClassVar

from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say

YEAR = timedelta(days=365)
DAY = timedelta(days=1)
WEEK = 7

USUAL_MINUTES = 10
"""What a consultation takes of one person where nobody has said."""

MOST_MINUTES = 600


class Whom(StrEnum):
    """Who can be asked too much."""

    WARD = "ward"
    GROUP = "group"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Subject:
    """A ward by its code, or a group or an organisation by its name."""

    whom: Whom
    name: str

    @property
    def key(self) -> tuple[Whom, str]:
        """The same for names that differ in capitals alone."""
        return self.whom, self.name.casefold()


@dataclass(frozen=True, slots=True)
class Ask:
    """One consultation as those feel it who are asked.

    Args:
        slug: of one of ours; None for another organiser's, who is then named.
        minutes: that it takes of one person.
        is_public: anybody can read it, so that its days hardly move any more.
        comments: how many there are to read.
    """

    title: str
    first: date
    last: date
    minutes: int
    subjects: tuple[Subject, ...]
    slug: str | None = None
    organiser: str = ""
    is_public: bool = True
    comments: int = 0
    url: str = ""

    @property
    def weeks(self) -> int:
        """How many weeks it is open, begun ones counted."""
        return ceil(((self.last - self.first).days + 1) / WEEK)

    def shares(self, other: Ask) -> tuple[Subject, ...]:
        """Return whom both ask."""
        theirs = {subject.key for subject in other.subjects}
        return tuple(subject for subject in self.subjects if subject.key in theirs)

    def meets(self, other: Ask) -> bool:
        """Tell whether both are open on one day at least."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes a year that one person of each may be asked for."""

    ward: int = 120
    group: int = 90
    organisation: int = 180

    def of(self, whom: Whom) -> int:
        """Return the minutes for one of them."""
        return {Whom.WARD: self.ward, Whom.GROUP: self.group}.get(whom, self.organisation)


@dataclass(frozen=True, slots=True)
class Load:
    """What a year's asking comes to for one subject: the longest asks first.

    *weeks* counts the weeks in which at least one was open.
    """

    subject: Subject
    minutes: int
    weeks: int
    budget: int
    asks: tuple[Ask, ...]

    @property
    def is_over(self) -> bool:
        """Tell whether it is more than the council wants to ask for."""
        return self.minutes > self.budget


@dataclass(frozen=True, slots=True)
class BudgetSet(Event):
    """A council decided how much people may be asked in a year; the subject is the council."""

    kind: ClassVar[str] = "consultation.load.budget_set"
    ward: int
    group: int
    organisation: int


@dataclass(frozen=True, slots=True)
class AsksImported(Event):
    """Consultations of others were written into the ledger; the subject is the council."""

    kind: ClassVar[str] = "consultation.load.imported"
    asks: int


def loads(asks: Iterable[Ask], until: date, budget: Budget) -> tuple[Load, ...]:
    """Return the load of everybody who was asked in the 12 months up to *until*, most first."""
    since = until - YEAR + DAY
    inside = [ask for ask in asks if ask.last >= since and ask.first <= until]
    found: dict[tuple[Whom, str], tuple[Subject, list[Ask]]] = {}
    for ask in inside:
        for key, subject in {subject.key: subject for subject in ask.subjects}.items():
            found.setdefault(key, (subject, []))[1].append(ask)
    made = [_load(subject, own, (since, until), budget) for subject, own in found.values()]
    order = list(Whom)
    return tuple(
        sorted(
            made,
            key=lambda load: (order.index(load.subject.whom), -load.minutes, load.subject.name),
        )
    )


def checked_minutes(minutes: int | None, field: str) -> int:
    """Return *minutes* as they will be kept.

    Raises:
        Invalid: there are none, or too many.
    """
    if minutes is None or not 1 <= minutes <= MOST_MINUTES:
        wrong = say("Enter a number of minutes from 1 to {most}.", most=MOST_MINUTES)
        raise Invalid(wrong, fields={field: wrong})
    return minutes


def _load(subject: Subject, asks: Sequence[Ask], window: tuple[date, date], budget: Budget) -> Load:
    return Load(
        subject,
        sum(ask.minutes for ask in asks),
        ceil(_open_days(asks, *window) / WEEK),
        budget.of(subject.whom),
        tuple(sorted(asks, key=lambda ask: (-ask.minutes, ask.first, ask.title))),
    )


def _open_days(asks: Sequence[Ask], since: date, until: date) -> int:
    """Return on how many days at least one is open."""
    days, reached = 0, since - DAY
    for ask in sorted(asks, key=lambda ask: ask.first):
        first, last = max(ask.first, reached + DAY), min(ask.last, until)
        days += max(0, (last - first).days + 1)
        reached = max(reached, last)
    return days
