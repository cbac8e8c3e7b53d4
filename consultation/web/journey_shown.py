"""How giving a view goes: how far people get, on what device, how long it takes, what comes back.

All of it is counted from pages that were sent, in one class of device and one of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from consultation.queries.activity import Counts
from consultation.rules.activity import Measure, shown_people
from consultation.rules.journey import BEGUN, SENT, Carrier, Device, Minutes
from consultation.rules.unsent import Step
from consultation.web.activity_labels import CARRIERS, DEVICES, MINUTES, STEPS
from consultation.web.heard_shown import Bar
from foundation.web.words import number

OF_SOME = frozenset({Step.PLACE, Step.HELP, Step.QUESTIONS, Step.CHECK})
"""Pages that not everybody sees: a lower number there is nobody who gave up."""


@dataclass(frozen=True, slots=True)
class ShownJourney:
    """The charts of one consultation; *devices* has name, begun and sent."""

    steps: list[Bar]
    devices: list[tuple[str, str, str]]
    minutes: list[Bar]
    errors: list[Bar]
    carriers: list[Bar]


def shown_journey(counts: Counts) -> ShownJourney:
    """Return what the counters say, rounded to 5 and without what is small."""
    begun, sent = counts[Measure.BEGUN], counts[Measure.SENT]
    passed = {BEGUN: sum(begun.values())}
    passed |= {
        each.value: counts[Measure.STEP].get(each, 0) for each in Step if each not in OF_SOME
    }
    passed |= {SENT: sum(sent.values())}
    return ShownJourney(
        steps=_bars(passed, passed, STEPS),
        devices=[
            (str(DEVICES[each]), _about(begun.get(each, 0)), _about(sent.get(each, 0)))
            for each in Device
            if shown_people(begun.get(each, 0)) or shown_people(sent.get(each, 0))
        ],
        minutes=_bars(counts[Measure.MINUTES], Minutes, MINUTES),
        errors=_bars(counts[Measure.ERROR], Step, STEPS),
        carriers=_bars(counts[Measure.CARRIER], Carrier, CARRIERS),
    )


def _bars(
    counts: Mapping[str, int], order: Iterable[str], words: Mapping[Any, object]
) -> list[Bar]:
    shown = {name: shown_people(counts[name]) for name in order if name in counts}
    most = max((count or 0 for count in shown.values()), default=0)
    if not most:
        return []
    return [
        Bar(str(words[name]), count / most if count else None, _about(counts[name]))
        for name, count in shown.items()
    ]


def _about(people: int) -> str:
    shown = shown_people(people)
    return str(_("few")) if shown is None else number(shown)
