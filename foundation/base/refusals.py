"""Turn a decision into the sentence that says why not."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from foundation.base.decisions import Decision
from foundation.base.errors import Conflict

Reason = TypeVar("Reason", bound=StrEnum)


def agree(decision: Decision, refusals: Mapping[Reason, str]) -> None:
    """Go on where *decision* is a yes; *refusals* has a sentence for each reason against.

    Raises:
        Conflict: it is a no.
    """
    for reason, sentence in refusals.items():
        if decision.reason is reason:
            raise Conflict(sentence, facts={"reason": reason.value})


def refused(reason: Reason, refusals: Mapping[Reason, str]) -> Conflict:
    """Return the error for one reason against, as where a constraint of the database says it."""
    return Conflict(refusals[reason], facts={"reason": reason.value})
