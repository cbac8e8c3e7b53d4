"""Who is to get a contract: what has to be there before an award, and how it can fall.

Source: programme-field.md §3.4: the conflicts assessment comes before the tender notice, the
assessment summaries before the award notice; a contract has one award.
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
from foundation.base.written import in_one_line
from programme.rules.drafts import LONGEST_TITLE, long, missing_or_long, refuse
from programme.rules.routes import Route
from programme.rules.steps import STEPS, Step
from programme.rules.values import checked_value


@dataclass(frozen=True, slots=True)
class AwardDraft:
    """An award as somebody enters it; ``firm_id`` where the firm is one of the cohort.

    ``summaries_on`` is when every firm that was assessed got its summary.
    """

    supplier: str
    company_number: str = ""
    firm_id: UUID | None = None
    value_p: int | None = None
    currency: str = ""
    awarded_on: date | None = None
    summaries_on: date | None = None


class WhyNot(StrEnum):
    """Why there is no award."""

    NO_ROUTE = "no_route"
    NO_CONFLICTS = "no_conflicts"
    TWO_AWARDS = "two_awards"
    NO_SUMMARIES = "no_summaries"
    NO_AWARD = "no_award"
    SIGNED = "signed"
    OTHER_DAY = "other_day"
    NAMED = "named"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_ROUTE: say("Choose the legal route first."),
    WhyNot.NO_CONFLICTS: say(
        "There is no conflicts assessment. It has to be done before a tender notice, and nothing "
        "can be awarded without it."
    ),
    WhyNot.TWO_AWARDS: say("There is an award already. Cancel it first, and say why."),
    WhyNot.NO_SUMMARIES: say(
        "First every firm that was assessed gets its summary. Enter the day on which they went out."
    ),
    WhyNot.NO_AWARD: say("There is no award."),
    WhyNot.SIGNED: say("The contract is signed. From then on the award stands."),
    WhyNot.OTHER_DAY: say("The route says another day for the award. Make the two agree first."),
    WhyNot.NAMED: say("The name is public already."),
}


@dataclass(frozen=True, slots=True)
class AwardChanged(Event):
    """An award was made, cancelled, or the name of its firm released; subject is the challenge."""

    kind: ClassVar[str] = "programme.award.changed"
    programme_id: UUID
    award_id: UUID
    is_cancelled: bool
    is_named: bool


@dataclass(frozen=True, slots=True)
class FirmsBecamePublic(Event):
    """The names of the firms that were matched became public; subject is the challenge."""

    kind: ClassVar[str] = "programme.firms.became_public"
    programme_id: UUID


def may_award(
    route: Route | None, *, is_assessed: bool, has_award: bool, summaries_on: date | None
) -> Decision:
    """Decide whether a contract can be awarded; *is_assessed*: conflicts of interest were."""
    if route is None:
        return Decision(WhyNot.NO_ROUTE)
    if not is_assessed:
        return Decision(WhyNot.NO_CONFLICTS)
    if has_award:
        return Decision(WhyNot.TWO_AWARDS)
    has_standstill = Step.STANDSTILL in STEPS[route]
    return Decision(WhyNot.NO_SUMMARIES) if has_standstill and summaries_on is None else YES


def checked_award(draft: AwardDraft, today: date) -> AwardDraft:
    """Return an award as it is kept.

    Raises:
        Invalid: no firm, no sum, a sum without currency, a day that has not come, or summaries
            that went out after the award.
    """
    tidy = replace(
        draft,
        supplier=in_one_line(draft.supplier),
        company_number=in_one_line(draft.company_number),
    )
    nobody = None if tidy.firm_id else missing_or_long(tidy.supplier, LONGEST_TITLE)
    refuse({"supplier": nobody, "company_number": long(tidy.company_number, 20)})
    value_p, currency = checked_value(tidy.value_p, tidy.currency)
    day = tidy.awarded_on
    if day is None or day > today:
        wrong = say("Enter the day of the award. It cannot lie ahead.")
        raise Invalid(wrong, fields={"awarded_on": wrong})
    if tidy.summaries_on is not None and tidy.summaries_on > day:
        wrong = say("The summaries go out before the award, or on the same day.")
        raise Invalid(wrong, fields={"summaries_on": wrong})
    return replace(tidy, value_p=value_p, currency=currency)
