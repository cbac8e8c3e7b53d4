"""What a notice says, drafted from what is recorded: its parts, and which of them are missing.

A draft is a start for the form of the central platform, not that form. Source of which notice
tells what: programme-field.md §3.4; a person checks every one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from foundation.base.words import say
from programme.rules.money import pounds
from programme.rules.notices import NoticeCode
from programme.rules.routes import ABOUT, Route
from programme.rules.steps import Step


class Part(StrEnum):
    """One part of a notice."""

    BUYER = "buyer"
    TITLE = "title"
    WHAT = "what"
    WORTH = "worth"
    THRESHOLD = "threshold"
    PROCEDURE = "procedure"
    REASON = "reason"
    ENGAGEMENT = "engagement"
    ENGAGED = "engaged"
    CONFLICTS = "conflicts"
    TENDER_ON = "tender_on"
    TENDERS_BY = "tenders_by"
    CRITERIA = "criteria"
    CONTRACT_ON = "contract_on"
    SUPPLIER = "supplier"
    AWARD = "award"
    SUMMARIES = "summaries"
    STANDSTILL = "standstill"
    SIGNED = "signed"
    PERIOD = "period"
    MEASURES = "measures"
    PAID = "paid"
    STOPPED = "stopped"


HEADINGS: dict[Part, str] = {
    Part.BUYER: say("Contracting authority"),
    Part.TITLE: say("Title"),
    Part.WHAT: say("What is needed"),
    Part.WORTH: say("Estimated value"),
    Part.THRESHOLD: say("Above the threshold"),
    Part.PROCEDURE: say("Procedure"),
    Part.REASON: say("Why this procedure"),
    Part.ENGAGEMENT: say("How firms are engaged"),
    Part.ENGAGED: say("Engagement before the tender"),
    Part.CONFLICTS: say("Conflicts assessment"),
    Part.TENDER_ON: say("Tender notice"),
    Part.TENDERS_BY: say("Tenders by"),
    Part.CRITERIA: say("Award criteria"),
    Part.CONTRACT_ON: say("Contract, estimated"),
    Part.SUPPLIER: say("Supplier"),
    Part.AWARD: say("Award"),
    Part.SUMMARIES: say("Assessment summaries"),
    Part.STANDSTILL: say("Standstill"),
    Part.SIGNED: say("Contract signed"),
    Part.PERIOD: say("Contract period"),
    Part.MEASURES: say("Key performance indicators"),
    Part.PAID: say("Payments"),
    Part.STOPPED: say("Why it stops"),
}

_P, _C = Part, NoticeCode
_HEAD = (_P.BUYER, _P.TITLE, _P.WHAT)
_WON = (_P.BUYER, _P.TITLE, _P.SUPPLIER)

PARTS: dict[NoticeCode, tuple[Part, ...]] = {
    _C.UK1: (*_HEAD, _P.WORTH, _P.TENDER_ON),
    _C.UK2: (*_HEAD, _P.ENGAGEMENT),
    _C.UK3: (*_HEAD, _P.WORTH, _P.PROCEDURE, _P.TENDER_ON),
    _C.UK4: (
        *_HEAD,
        *(_P.WORTH, _P.THRESHOLD, _P.PROCEDURE, _P.REASON, _P.ENGAGED, _P.CONFLICTS),
        *(_P.TENDERS_BY, _P.CRITERIA, _P.CONTRACT_ON),
    ),
    _C.UK5: (*_HEAD, _P.WORTH, _P.REASON, _P.SUPPLIER),
    _C.UK6: (*_WON, _P.AWARD, _P.SUMMARIES, _P.STANDSTILL, _P.CRITERIA),
    _C.UK7: (*_WON, _P.SIGNED, _P.PERIOD, _P.MEASURES),
    _C.UK8: (*_WON, _P.PAID),
    _C.UK9: (*_WON, _P.MEASURES),
    _C.UK10: (*_WON, _P.SIGNED, _P.PERIOD),
    _C.UK11: (*_WON, _P.SIGNED, _P.STOPPED),
    _C.UK12: (_P.BUYER, _P.TITLE, _P.TENDER_ON, _P.STOPPED),
}
"""Notice → its parts, in order."""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What is recorded of a challenge, as its notices need it; sums in pence, with VAT.

    Args:
        days: step → the day it was done, or else is expected or first lawful.
        done: the steps that are done.
        criteria: title and weight in basis points, as frozen.
        engaged: when firms may answer: first and last day.
        reference_of: notice → the number it was published under.
        said: parts that come from the award and the contract, each already in words.
    """

    council: str
    title: str
    question: str
    summary: str
    route: Route | None = None
    reason: str = ""
    value_p: int | None = None
    is_above: bool | None = None
    days: Mapping[Step, date] = field(default_factory=dict)
    done: frozenset[Step] = frozenset()
    criteria: tuple[tuple[str, int], ...] = ()
    engaged: tuple[date, date] | None = None
    no_engagement_because: str | None = None
    reference_of: Mapping[NoticeCode, str] = field(default_factory=dict)
    said: Mapping[Part, str] = field(default_factory=dict)


def drafted(code: NoticeCode, facts: NoticeFacts) -> tuple[tuple[Part, str | None], ...]:
    """Return the parts of a notice in order, each with its words, or None where it is missing."""
    return tuple((part, facts.said.get(part) or _words(part, facts)) for part in PARTS[code])


def _words(part: Part, facts: NoticeFacts) -> str | None:
    return _FROM[part](facts) if part in _FROM else None


def _what(facts: NoticeFacts) -> str:
    return f"{facts.question}\n{facts.summary}"


def _worth(facts: NoticeFacts) -> str | None:
    return None if facts.value_p is None else f"{pounds(facts.value_p)}, including VAT (GBP)"


def _threshold(facts: NoticeFacts) -> str | None:
    if facts.is_above is None:
        return None
    return "Yes" if facts.is_above else "No"


def _procedure(facts: NoticeFacts) -> str | None:
    return None if facts.route is None else ABOUT[facts.route].details


def _engagement(facts: NoticeFacts) -> str | None:
    if facts.engaged is None:
        return None
    first, last = map(long_day, facts.engaged)
    return f"Any firm may answer the challenge in public from {first} to {last}."


def _engaged(facts: NoticeFacts) -> str | None:
    if facts.no_engagement_because:
        return f"None took place. {facts.no_engagement_because}"
    reference = facts.reference_of.get(NoticeCode.UK2)
    if reference is None and Step.ENGAGEMENT not in facts.done:
        return None
    known = f" under {reference}" if reference else ""
    return f"A preliminary market engagement notice was published{known}."


def _conflicts(facts: NoticeFacts) -> str | None:
    if Step.CONFLICTS not in facts.done:
        return None
    return f"Prepared on {long_day(facts.days[Step.CONFLICTS])}, and kept under review."


def _criteria(facts: NoticeFacts) -> str | None:
    if not facts.criteria:
        return None
    return "\n".join(f"{title}: {weight / 100:g}%" for title, weight in facts.criteria)


def _standstill(facts: NoticeFacts) -> str | None:
    if Step.STANDSTILL not in facts.days or Step.AWARD not in facts.done:
        return None
    return f"It ends at the end of {long_day(facts.days[Step.STANDSTILL])}."


def _day(step: Step, *, only_done: bool = False) -> Callable[[NoticeFacts], str | None]:
    def words(facts: NoticeFacts) -> str | None:
        if step not in facts.days or (only_done and step not in facts.done):
            return None
        return long_day(facts.days[step])

    return words


_FROM: Mapping[Part, Callable[[NoticeFacts], str | None]] = {
    Part.BUYER: lambda facts: facts.council,
    Part.TITLE: lambda facts: facts.title,
    Part.WHAT: _what,
    Part.WORTH: _worth,
    Part.THRESHOLD: _threshold,
    Part.PROCEDURE: _procedure,
    Part.REASON: lambda facts: facts.reason or None,
    Part.ENGAGEMENT: _engagement,
    Part.ENGAGED: _engaged,
    Part.CONFLICTS: _conflicts,
    Part.TENDER_ON: _day(Step.TENDER),
    Part.TENDERS_BY: _day(Step.TENDERS_IN),
    Part.CRITERIA: _criteria,
    Part.CONTRACT_ON: _day(Step.CONTRACT),
    Part.STANDSTILL: _standstill,
    Part.SIGNED: _day(Step.CONTRACT, only_done=True),
}


def long_day(day: date) -> str:
    """Return a day as a notice writes it: 5 January 2027."""
    return f"{day.day} {day:%B %Y}"
