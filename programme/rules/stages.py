"""The six stages and the handover: one gate ends each but the last, and each has its dates.

Source: programme-field.md §2.1 (the six stages) and §2.2 (which gate stands where).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """Where on its way a challenge is, whichever pathway it takes."""

    DEFINE = "define"
    INVITE = "invite"
    EXPLORE = "explore"
    ACCELERATE = "accelerate"
    PROTOTYPE = "prototype"
    PRE_COMMERCIAL = "pre_commercial"
    HANDOVER = "handover"


class GateCode(StrEnum):
    """The gates, in the order in which the Showcase pathway meets them."""

    G0 = "G0"
    G1 = "G1"
    G2 = "G2"
    G3 = "G3"
    G4 = "G4"
    G5 = "G5"
    G6 = "G6"


STAGE_OF: dict[GateCode, Stage] = dict(zip(GateCode, Stage, strict=True))
"""The stage in whose column a gate stands on the board."""


@dataclass(frozen=True, slots=True)
class Dates:
    """When the gate of a stage is passed: as promised, as now expected, as it was."""

    baseline_on: date | None = None
    forecast_on: date | None = None
    actual_on: date | None = None

    def days_late(self, today: date) -> int:
        """Return by how many days the gate was, or is now, later than promised; never below 0.

        What is still to come is held against the later of its forecast and today.
        """
        if self.baseline_on is None:
            return 0
        when = self.actual_on or max(self.forecast_on or today, today)
        return max((when - self.baseline_on).days, 0)
