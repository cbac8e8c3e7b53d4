"""A business case: five cases, options that include doing nothing, benefits that are measured.

Source: programme-field.md §2.2 (where it comes on each pathway) and gate G5 of §2.5.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line
from programme.rules.drafts import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_PENCE,
    missing_or_long,
    refuse,
)
from programme.rules.stages import GateCode

MOST_OPTIONS = 8
MOST_BENEFITS = 12
YEARS = (3, 5)
"""For how many years an option's whole-life cost is shown."""


class CasePart(StrEnum):
    """One of the five cases, in order."""

    STRATEGIC = "strategic"
    ECONOMIC = "economic"
    COMMERCIAL = "commercial"
    FINANCIAL = "financial"
    MANAGEMENT = "management"


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """A way to go on and what it costs in pence: once, and every year."""

    title: str
    words: str
    one_off_p: int | None
    yearly_p: int | None
    is_nothing: bool = False


@dataclass(frozen=True, slots=True)
class BenefitDraft:
    """What gets better, and the name of the measure of success that shows it."""

    words: str
    measure: str


class WhyNot(StrEnum):
    """Why a case stays as it is."""

    PASSED = "passed"
    CHANGED = "changed"
    TOO_MANY = "too_many"
    NOTHING_TWICE = "nothing_twice"
    APPROVER_WROTE = "approver_wrote"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.PASSED: say("Gate 5 is passed. The case stays as it was approved."),
    WhyNot.CHANGED: say("Somebody changed this while you wrote. Both texts are below."),
    WhyNot.TOO_MANY: say("There are too many already. Remove one first."),
    WhyNot.NOTHING_TWICE: say("Doing nothing is compared already."),
    WhyNot.APPROVER_WROTE: say("This person wrote part of the case. Choose another approver."),
}


@dataclass(frozen=True, slots=True)
class CaseChanged(Event):
    """A part of a business case says something else."""

    kind: ClassVar[str] = "programme.case.changed"
    programme_id: UUID


def may_change(passed: Collection[GateCode]) -> Decision:
    """Decide whether a case can still change: until gate 5 is passed."""
    return Decision(WhyNot.PASSED) if GateCode.G5 in passed else YES


def may_approve(person_id: UUID, writers: Collection[UUID | None]) -> Decision:
    """Decide whether somebody can be named to approve: whoever wrote none of it."""
    return Decision(WhyNot.APPROVER_WROTE) if person_id in writers else YES


def whole_life_p(one_off_p: int, yearly_p: int, years: int) -> int:
    """Return what something costs in pence over some years, without inflation."""
    return one_off_p + yearly_p * years


def a_resident_p(pence: int, residents: int | None) -> int | None:
    """Return a cost for each resident in whole pence, half up; None where nobody is counted."""
    return (2 * pence + residents) // (2 * residents) if residents else None


def checked_words(words: str) -> str:
    """Return the text of one case as it is kept.

    Raises:
        Invalid: it says nothing, or too much.
    """
    words = cleaned(words)
    refuse({"words": missing_or_long(words, LONGEST_SUMMARY)})
    return words


def checked_option(draft: OptionDraft) -> OptionDraft:
    """Return an option as it is kept.

    Raises:
        Invalid: it has no title or words, or a sum that cannot be.
    """
    tidy = replace(draft, title=in_one_line(draft.title), words=cleaned(draft.words))
    refuse(
        {
            "title": missing_or_long(tidy.title, LONGEST_TITLE),
            "words": missing_or_long(tidy.words, LONGEST_SUMMARY),
            "one_off": _wrong_sum(tidy.one_off_p),
            "yearly": _wrong_sum(tidy.yearly_p),
        }
    )
    return tidy


def checked_benefit(draft: BenefitDraft, measures: Collection[str]) -> BenefitDraft:
    """Return a benefit as it is kept.

    Raises:
        Invalid: it says nothing, or no measure of the brief has this name.
    """
    tidy = replace(draft, words=in_one_line(draft.words))
    no_measure = say("Choose a measure of success of the brief. Add one there if it is missing.")
    refuse(
        {
            "benefit": missing_or_long(tidy.words, LONGEST_TITLE * 2),
            "measure": None if tidy.measure in measures else no_measure,
        }
    )
    return tidy


def checked_residents(residents: int | None) -> int | None:
    """Return for how many residents a cost is split.

    Raises:
        Invalid: it is no number that a council can have.
    """
    if residents is not None and not 0 < residents < 10**8:
        wrong = say("Enter a whole number of residents, or leave it empty.")
        raise Invalid(wrong, fields={"residents": wrong})
    return residents


def _wrong_sum(pence: int | None) -> str | None:
    if pence is None:
        return say("Enter a sum in pounds. Enter 0 if it costs nothing.")
    if not 0 <= pence <= MOST_PENCE:
        return say("Enter a sum between £0 and £100,000,000.")
    return None
