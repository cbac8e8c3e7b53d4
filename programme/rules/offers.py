"""An offer to a firm: until when it is answered, by whom, and what comes where nobody answers.

Source: programme-field.md §1 line 13: a place that is not taken up goes to the next in reserve.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from foundation.base.clock import london_day, london_instant
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.working_days import MONDAY_TO_FRIDAY, working_days_after
from programme.rules.matches import MatchState
from programme.rules.windows import has_passed

USUAL_DAYS = 5
"""Working days that a firm has, where nobody says otherwise."""

MOST_DAYS = 60
"""Days after which an offer is no offer any more: the next in reserve waits that long."""

UNTIL = time(17)
"""The hour in London at which the last day ends."""

NO_ANSWER = say("No answer came by the last day of the offer.")


class WhyNot(StrEnum):
    """Why an offer is not made or not answered."""

    TOO_LATE = "too_late"
    NOT_OFFERED = "not_offered"
    CONFLICT = "conflict"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.TOO_LATE: say("The last day for an answer has passed. Write to the council."),
    WhyNot.NOT_OFFERED: say("This offer is not open any more, or it is answered already."),
    WhyNot.CONFLICT: say(
        "You have an interest in a firm of this challenge. Somebody else has to do this."
    ),
}


def usual_day(today: date) -> date:
    """Return the last day of an offer that is made *today*, where nobody says otherwise."""
    return working_days_after(today, USUAL_DAYS, MONDAY_TO_FRIDAY)


def answer_by(day: date | None, now: datetime) -> datetime:
    """Return the instant from which an offer cannot be answered any more.

    Raises:
        Invalid: there is no day, or it is not one of the next ``MOST_DAYS``.
    """
    today = london_day(now)
    if day is None:
        sentence = say("Enter the last day for an answer, such as 4 12 2026.")
    elif not today < day <= today + timedelta(days=MOST_DAYS):
        sentence = say("Choose a day after today, at most {most} days ahead.", most=MOST_DAYS)
    else:
        return london_instant(day, UNTIL)
    raise Invalid(sentence, fields={"until": sentence})


def may_answer(state: MatchState, until: datetime | None, now: datetime) -> Decision:
    """Decide whether a firm may answer its offer at *now*; at *until* it is too late."""
    if state is not MatchState.OFFERED:
        return Decision(WhyNot.NOT_OFFERED)
    if until is not None and has_passed(until, now):
        return Decision(WhyNot.TOO_LATE)
    return YES


def may_deal(*, is_interested: bool) -> Decision:
    """Decide whether somebody may match firms: nobody does who has an interest in one of them."""
    return Decision(WhyNot.CONFLICT) if is_interested else YES
