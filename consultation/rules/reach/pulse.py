"""What people say of the way in which they were asked: one question at first, five at the end.

Source of the five: the causes of consultation fatigue as The Campaign Company names them, each
turned round.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consultation.rules.consultations import ConsultationStatus
from consultation.rules.reach.figures import BASE, BATCH
from consultation.rules.reach.releases import is_due
from foundation.base.words import Said, say


class Pulse(StrEnum):
    """One question; each may be left open."""

    EASY = "easy"
    BELIEVABLE = "believable"
    LISTENED = "listened"
    MANY_PEOPLE = "many_people"
    OUR_VALUES = "our_values"
    TOLD = "told"


QUESTIONS: Mapping[Pulse, Said] = {
    Pulse.EASY: say("It was easy to say what I wanted to say."),
    Pulse.BELIEVABLE: say("I believe what the council tells us about this plan."),
    Pulse.LISTENED: say("The council listened, and did not only go through the motions."),
    Pulse.MANY_PEOPLE: say("Many different people were heard."),
    Pulse.OUR_VALUES: say("What was decided fits what matters to people here."),
    Pulse.TOLD: say("I was told what came of what we said."),
}
"""Sentences that somebody agrees with, or does not."""

SCALE: Mapping[str, Said] = {
    "5": say("Yes, very much"),
    "4": say("Yes, mostly"),
    "3": say("Partly"),
    "2": say("Not really"),
    "1": say("No, not at all"),
}
AGREES = frozenset({"4", "5"})

TABLE = "pulse:"
"""Beginning of the names of the tables in which answers are counted."""

FIRST = (Pulse.EASY,)
LAST = (Pulse.BELIEVABLE, Pulse.LISTENED, Pulse.MANY_PEOPLE, Pulse.OUR_VALUES, Pulse.TOLD)

_S = ConsultationStatus


def asked_at(status: ConsultationStatus) -> tuple[Pulse, ...]:
    """Return what is asked of who has taken part, while a consultation stands so; maybe nothing."""
    if status is _S.DECIDED:
        return LAST
    return FIRST if status in {_S.OPEN, _S.CLOSED, _S.CONSIDERING, _S.REPORTED} else ()


@dataclass(frozen=True, slots=True)
class Feeling:
    """How many answered one question, and which share of them agrees: rounded to 5 both."""

    answers: int
    percent: int


@dataclass(frozen=True, slots=True)
class Felt:
    """The answers to one question by point of the scale: those in the figure, those who wait."""

    counted: Mapping[str, int]
    waiting: Mapping[str, int]

    def everybody(self) -> dict[str, int]:
        """Return how many chose each point."""
        return {point: self.counted.get(point, 0) + self.waiting.get(point, 0) for point in SCALE}


def feeling_of(felt: Felt, last: date | None, today: date) -> Feeling | None:
    """Return the new figure of one question, or None where it may not move yet.

    It moves on Mondays, and with a batch of people, so that nobody is seen to answer.
    """
    everybody = felt.everybody()
    if not is_due(last, today) or sum(felt.waiting.values()) < BATCH:
        return None
    people = sum(everybody.values())
    agree = sum(everybody[point] for point in AGREES)
    return Feeling(_rounded(people), _rounded(100 * agree / people))


def _rounded(number: float) -> int:
    return round(number / BASE) * BASE
