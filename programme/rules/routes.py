"""By which legal way a council would buy, and whether a way is open to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.challenges import Regime
from programme.rules.law import NEW_LAW, Act, Figure, in_force


class Route(StrEnum):
    """A legal way to a contract."""

    FLEXIBLE = "flexible"
    BELOW_THRESHOLD = "below_threshold"
    FRAMEWORK = "framework"
    RD_EXEMPT = "rd_exempt"
    INNOVATION_PARTNERSHIP = "innovation_partnership"


class Method(StrEnum):
    """The four codes that open contracting data has for how firms are chosen."""

    OPEN = "open"
    SELECTIVE = "selective"
    LIMITED = "limited"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class About:
    """What there is to know of a route, and how open contracting data names it.

    *method* and *details* are ``procurementMethod`` and ``procurementMethodDetails``; source:
    programme-field.md §3.1.
    """

    title: str
    words: str
    act: Act
    regime: Regime
    method: Method
    details: str


ABOUT: dict[Route, About] = {
    Route.FLEXIBLE: About(
        say("Competitive flexible procedure"),
        say(
            "A competition in steps of our own, which may hold research, a pilot and the roll-out."
        ),
        Act.PA2023,
        Regime.PA2023,
        Method.SELECTIVE,
        "Competitive flexible procedure",
    ),
    Route.BELOW_THRESHOLD: About(
        say("Below the threshold"),
        say("A lighter competition. The law sets no shortest time; give small firms enough of it."),
        Act.PA2023,
        Regime.BELOW_THRESHOLD,
        Method.OPEN,
        "Below threshold - open competition",
    ),
    Route.FRAMEWORK: About(
        say("Call-off from a framework"),
        say("Only firms on the framework can win. Check that the firms of the cohort are on it."),
        Act.PA2023,
        Regime.PA2023,
        Method.LIMITED,
        "Award under framework",
    ),
    Route.RD_EXEMPT: About(
        say("Research and development only"),
        say(
            "Research is exempt. Any adoption is subject to a separate, possibly competitive, "
            "procurement."
        ),
        Act.PA2023,
        Regime.RD_EXEMPT,
        Method.LIMITED,
        "Research and development services (exempt)",
    ),
    Route.INNOVATION_PARTNERSHIP: About(
        say("Innovation partnership"),
        say("The old rules (regulation 31), only for procurements begun before 24 February 2025."),
        Act.PCR2015,
        Regime.PCR2015,
        Method.SELECTIVE,
        "Innovation partnership (PCR 2015 reg. 31)",
    ),
}


class WhyNot(StrEnum):
    """Why a route is closed."""

    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    OVER_THRESHOLD = "over_threshold"
    NO_VALUE = "no_value"
    BEGUN = "begun"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.TOO_LATE: say(
        "The innovation partnership is only for procurements begun before 24 February 2025. "
        "Choose the competitive flexible procedure: it can do the same."
    ),
    WhyNot.TOO_EARLY: say(
        "This procurement was begun before 24 February 2025, so it stays under the old rules. "
        "Choose the innovation partnership."
    ),
    WhyNot.OVER_THRESHOLD: say(
        "With VAT this is not below the threshold. Choose a route for contracts above it."
    ),
    WhyNot.NO_VALUE: say("Say what the contract is worth with VAT. The threshold depends on it."),
    WhyNot.BEGUN: say("The tender notice is out. From then on the route stays as it is."),
}


@dataclass(frozen=True, slots=True)
class RouteDraft:
    """A route as somebody chooses it.

    Args:
        begun_on: when the procurement was begun; None where it has not been.
        value_p: what the contract is worth in pence, with VAT.
        announced_on: when a planned procurement notice (UK3) was published.
        tender_first: the procurement is opened before the cohort.
    """

    route: Route
    reason: str
    begun_on: date | None = None
    value_p: int | None = None
    announced_on: date | None = None
    tender_first: bool = False


@dataclass(frozen=True, slots=True)
class RouteChosen(Event):
    """It was said by which way a council would buy."""

    kind: ClassVar[str] = "programme.route.chosen"
    programme_id: UUID
    route: Route


def may_choose(draft: RouteDraft, today: date) -> Decision:
    """Decide whether a route is open for what is known of the contract."""
    begun = draft.begun_on or today
    if ABOUT[draft.route].act is Act.PCR2015:
        return YES if begun < NEW_LAW else Decision(WhyNot.TOO_LATE)
    if begun < NEW_LAW:
        return Decision(WhyNot.TOO_EARLY)
    if draft.route is Route.BELOW_THRESHOLD:
        if draft.value_p is None:
            return Decision(WhyNot.NO_VALUE)
        if is_above_threshold(draft.value_p, begun):
            return Decision(WhyNot.OVER_THRESHOLD)
    return YES


def is_above_threshold(value_p: int, day: date) -> bool:
    """Tell whether a contract of this worth with VAT is not below the threshold of *day*."""
    return value_p >= in_force(Act.PA2023, Figure.THRESHOLD_P, day).value
