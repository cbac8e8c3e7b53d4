"""The phases of a contract: a target, a payment, and whether it may stop or shrink after it.

Source: programme-field.md §3.4 (successive phases, intermediate targets, instalment payments, the
right to end after a phase or to reduce the partners) and §3.5 item 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from foundation.base.decisions import YES, Decision
from foundation.base.words import say
from foundation.base.written import in_one_line
from programme.rules.contracts import Reading
from programme.rules.drafts import LONGEST_TITLE, MOST_PENCE, missing_or_long, refuse

MOST_PHASES = 12


class Point(StrEnum):
    """What may be decided after a phase."""

    NONE = "none"
    REDUCE = "reduce"
    STOP = "stop"


class Verdict(StrEnum):
    """What was decided after a phase."""

    GO_ON = "go_on"
    REDUCE = "reduce"
    STOP = "stop"


ALLOWED: dict[Point, frozenset[Verdict]] = {
    Point.NONE: frozenset({Verdict.GO_ON}),
    Point.REDUCE: frozenset({Verdict.GO_ON, Verdict.REDUCE}),
    Point.STOP: frozenset(Verdict),
}


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """One phase as it is planned; the payment in pence, in the currency of the contract."""

    title: str
    target: str
    due_on: date | None
    payment_p: int | None
    point: Point = Point.NONE


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase as rules see it; ``verdict`` is None until it is decided."""

    number: int
    point: Point
    payment_p: int
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """How a phase came out: the target, what was paid and when, and what follows."""

    reading: Reading
    met_on: date | None
    paid_p: int | None
    verdict: Verdict
    reason: str = ""


class WhyNot(StrEnum):
    """Why a phase is not decided."""

    NOT_NEXT = "not_next"
    NO_SUCH_POINT = "no_such_point"
    STOPPED = "stopped"
    TOO_MANY = "too_many"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NOT_NEXT: say("Phases are decided one after the other, and each once."),
    WhyNot.NO_SUCH_POINT: say("The contract does not let you do that after this phase."),
    WhyNot.STOPPED: say("The contract was stopped after an earlier phase."),
    WhyNot.TOO_MANY: say("There are too many phases already. Remove one first."),
}


def may_decide(number: int, verdict: Verdict, phases: Sequence[Phase]) -> Decision:
    """Decide whether a phase can get its verdict now."""
    if any(each.verdict is Verdict.STOP for each in phases):
        return Decision(WhyNot.STOPPED)
    following = next((each for each in phases if each.verdict is None), None)
    if following is None or following.number != number:
        return Decision(WhyNot.NOT_NEXT)
    return YES if verdict in ALLOWED[following.point] else Decision(WhyNot.NO_SUCH_POINT)


def checked_phase(draft: PhaseDraft, after: date | None) -> PhaseDraft:
    """Return a phase as it is kept; *after* is when the phase before it is due.

    Raises:
        Invalid: it has no title or target, no day or one out of order, or no possible payment.
    """
    tidy = replace(draft, title=in_one_line(draft.title), target=in_one_line(draft.target))
    day = tidy.due_on
    is_in_order = day is not None and (after is None or day > after)
    is_sum = tidy.payment_p is not None and 0 <= tidy.payment_p <= MOST_PENCE
    refuse(
        {
            "phase_title": missing_or_long(tidy.title, LONGEST_TITLE),
            "phase_target": missing_or_long(tidy.target, LONGEST_TITLE * 2),
            "due_on": None if is_in_order else say("Enter a day after the phase before it."),
            "payment": None if is_sum else say("Enter a sum in pounds. Enter 0 if none is paid."),
        }
    )
    return tidy


def checked_result(result: PhaseResult, phase: Phase, since: date, today: date) -> PhaseResult:
    """Return how a phase came out, as it is kept.

    Raises:
        Invalid: no day since signing, more paid than agreed, paid for what was missed, or a stop
            or a cut without a reason.
    """
    tidy = replace(result, reason=in_one_line(result.reason))
    day, paid = tidy.met_on, tidy.paid_p
    is_past = day is not None and since <= day <= today
    needs_reason = tidy.verdict is not Verdict.GO_ON or tidy.reading is not Reading.MET
    wrong_sum = None
    if paid is None or not 0 <= paid <= phase.payment_p:
        wrong_sum = say("Enter what was paid. It is at most what the phase is worth.")
    elif paid and tidy.reading is Reading.MISSED:
        wrong_sum = say("Nothing is paid for a target that was missed.")
    refuse(
        {
            "met_on": None if is_past else say("Enter a day since signing. It cannot lie ahead."),
            "paid": wrong_sum,
            "phase_reason": missing_or_long(tidy.reason, LONGEST_TITLE * 2)
            if needs_reason
            else None,
        }
    )
    return tidy
