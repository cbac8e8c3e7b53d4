"""A contract: when it can be signed, what it promises, its phases, and whether it is still used.

Source: programme-field.md §3.4 (standstill, three measures above £5m: Procurement Act 2023 s.52),
§3.5 item 10 (phases with targets, payments, points to stop or reduce) and KPI-11 of §2.7 (still in
use at 18 to 24 months).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
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
    long,
    missing_or_long,
    refuse,
)
from programme.rules.law import Act, Figure, in_force
from programme.rules.timetable import months_after
from programme.rules.values import checked_value

MOST_MEASURES = 20
USE_FROM, USE_BY = 18, 24
"""Months after signing between which somebody asks whether it is still used."""


class ContractState(StrEnum):
    """Where a contract stands."""

    ACTIVE = "active"
    TERMINATED = "terminated"


class Reading(StrEnum):
    """How a measure or the target of a phase came out."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"


class Use(StrEnum):
    """Whether what was bought is still used."""

    IN_USE = "in_use"
    PARTLY = "partly"
    NOT_IN_USE = "not_in_use"


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """A contract as somebody enters it, with who manages it (a role or a team)."""

    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    value_p: int | None
    currency: str
    manager: str


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """What a contract promises; ``measure`` is the name of a measure of success, or empty."""

    words: str
    target: str
    measure: str = ""


class WhyNot(StrEnum):
    """Why a contract stays as it is."""

    SIGNED = "signed"
    NOT_SIGNED = "not_signed"
    TOO_FEW_MEASURES = "too_few_measures"
    TOO_MANY = "too_many"
    ENDED = "ended"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.SIGNED: say("The contract is signed. What it says stays as it was signed."),
    WhyNot.NOT_SIGNED: say("There is no contract yet."),
    WhyNot.TOO_FEW_MEASURES: say(
        "A contract worth more than £5m has at least three measures. Add them first."
    ),
    WhyNot.TOO_MANY: say("There are too many already. Remove one first."),
    WhyNot.ENDED: say("The contract has ended."),
}


@dataclass(frozen=True, slots=True)
class ContractChanged(Event):
    """A contract was signed or has ended, or something of it was noted; subject the challenge."""

    kind: ClassVar[str] = "programme.contract.changed"
    programme_id: UUID


def may_sign(
    value_p: int, currency: str, signed_on: date, *, measures: int, has_contract: bool
) -> Decision:
    """Decide whether a contract of this worth can be signed with so many measures."""
    if has_contract:
        return Decision(WhyNot.SIGNED)
    over = in_force(Act.PA2023, Figure.KPI_VALUE_P, signed_on).value
    least = in_force(Act.PA2023, Figure.KPIS, signed_on).value
    is_big = currency == "GBP" and value_p > over
    return Decision(WhyNot.TOO_FEW_MEASURES) if is_big and measures < least else YES


def checked_contract(draft: ContractDraft, today: date) -> ContractDraft:
    """Return a contract as it is kept.

    Raises:
        Invalid: a day is missing, lies ahead, or they are out of order; a sum that cannot be.
    """
    tidy = replace(draft, manager=in_one_line(draft.manager))
    ahead = say("Enter the day on which it was signed. It cannot lie ahead.")
    missing = say("Enter a day, a month and a year, for example 12 12 2026.")
    is_past = tidy.signed_on is not None and tidy.signed_on <= today
    refuse(
        {
            "signed_on": None if is_past else ahead,
            "starts_on": None if tidy.starts_on else missing,
            "ends_on": None if tidy.ends_on else missing,
            "manager": missing_or_long(tidy.manager, LONGEST_TITLE),
        }
    )
    assert tidy.signed_on and tidy.starts_on and tidy.ends_on  # noqa: S101, PT018
    if not tidy.signed_on <= tidy.starts_on < tidy.ends_on:
        wrong = say("It is signed, then it starts, then it ends.")
        raise Invalid(wrong, fields={"starts_on": wrong})
    value_p, currency = checked_value(tidy.value_p, tidy.currency)
    return replace(tidy, value_p=value_p, currency=currency)


def checked_measure(draft: MeasureDraft) -> MeasureDraft:
    """Return what a contract promises as it is kept.

    Raises:
        Invalid: it says nothing, or no number to reach.
    """
    tidy = replace(draft, words=in_one_line(draft.words), target=in_one_line(draft.target))
    refuse(
        {
            "words": missing_or_long(tidy.words, LONGEST_TITLE * 2),
            "target": missing_or_long(tidy.target, LONGEST_TITLE),
        }
    )
    return tidy


def checked_reading(said: str, on: date | None, since: date, today: date) -> tuple[str, date]:
    """Return what was read and when, since the contract began.

    Raises:
        Invalid: it says nothing, or the day is before the contract or ahead.
    """
    said = in_one_line(said)
    refuse({"said": missing_or_long(said, LONGEST_TITLE)})
    if on is None or not since <= on <= today:
        wrong = say("Enter a day since the contract was signed. It cannot lie ahead.")
        raise Invalid(wrong, fields={"read_on": wrong})
    return said, on


def use_window(signed_on: date) -> tuple[date, date]:
    """Return from when and until when somebody asks whether it is still used."""
    return months_after(signed_on, USE_FROM), months_after(signed_on, USE_BY)


def checked_use(words: str, on: date | None, signed_on: date, today: date) -> tuple[str, date]:
    """Return what is said of the use, and when.

    Raises:
        Invalid: the day is before the window, lies ahead, or the words are too long.
    """
    words = cleaned(words)
    refuse({"use_words": long(words, LONGEST_SUMMARY)})
    first, _last = use_window(signed_on)
    if on is None or not first <= on <= today:
        wrong = say(
            "It is asked 18 to 24 months after signing, so from {day} on, and not for a day ahead.",
            day=f"{first.day} {first:%B %Y}",
        )
        raise Invalid(wrong, fields={"used_on": wrong})
    return words, on
