"""How many files can show what a prototype's claim says."""

from __future__ import annotations

from enum import StrEnum

from foundation.base.decisions import YES, Decision
from foundation.base.words import say

MOST_FILES = 6
"""Of one claim."""


class WhyNot(StrEnum):
    """Why a claim gets no more files."""

    TOO_MANY = "too_many"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.TOO_MANY: say("A claim can have {most} files. Take one out first.", most=MOST_FILES),
}


def may_add(files: int) -> Decision:
    """Decide whether a claim that has *files* may get one more."""
    return Decision(WhyNot.TOO_MANY) if files >= MOST_FILES else YES
