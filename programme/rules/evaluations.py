"""The evaluation record: what a programme showed, and what of it goes on, by whom, from when.

A line never changes. What turned out otherwise is taken back with a reason and written anew.
Source: programme-field.md §2.1 (outcomes: mainstream, then a model for other councils).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line
from programme.rules.drafts import LONGEST_SUMMARY, LONGEST_TITLE, long, missing_or_long, refuse
from programme.rules.programmes import Pain, Sentiment

MOST = 200
"""Lines of one programme."""


class Fate(StrEnum):
    """What became of something that was shown."""

    AGAIN = "again"
    MAINSTREAMED = "mainstreamed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """What was shown, and what goes on.

    Args:
        kept: what is everyday work from now on, or tried again; *by_whom* is a role or a team.
        pain: the trouble that something was given up for; None where it goes on.
        challenge_id: None where it is true of the whole programme.
    """

    showed: str
    fate: Fate | None
    kept: str = ""
    by_whom: str = ""
    from_on: date | None = None
    pain: Pain | None = None
    challenge_id: UUID | None = None


class WhyNot(StrEnum):
    """Why a line is not written or taken back."""

    TOO_MANY = "too_many"
    WITHDRAWN = "withdrawn"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.TOO_MANY: say("The record has as many lines as it can hold."),
    WhyNot.WITHDRAWN: say("This line was taken back."),
}


@dataclass(frozen=True, slots=True)
class FindingKept(Event):
    """Somebody wrote down what was shown and what goes on."""

    kind: ClassVar[str] = "programme.finding.kept"
    programme_id: UUID
    fate: Fate


@dataclass(frozen=True, slots=True)
class FindingWithdrawn(Event):
    """A line of the evaluation record was taken back."""

    kind: ClassVar[str] = "programme.finding.withdrawn"
    programme_id: UUID


def checked_finding(draft: FindingDraft) -> FindingDraft:
    """Return a line as it is kept.

    Raises:
        Invalid: nothing was shown; what goes on has no words, nobody to do it or no day; what was
            given up has no trouble, or what goes on has one.
    """
    tidy = replace(
        draft,
        showed=cleaned(draft.showed),
        kept=cleaned(draft.kept),
        by_whom=in_one_line(draft.by_whom),
    )
    is_dropped = tidy.fate is Fate.DROPPED
    no_pain = say("Choose the trouble that it was given up for.")
    goes_on = say("It goes on, so there is no trouble to name.")
    needs = missing_or_long if tidy.fate is Fate.MAINSTREAMED else long
    no_day = tidy.fate is Fate.MAINSTREAMED and tidy.from_on is None
    refuse(
        {
            "showed": missing_or_long(tidy.showed, LONGEST_SUMMARY),
            "fate": None if tidy.fate else say("Choose one of these."),
            "kept": needs(tidy.kept, LONGEST_SUMMARY),
            "by_whom": needs(tidy.by_whom, LONGEST_TITLE),
            "from_on": say("Enter from which day on.") if no_day else None,
            "pain": None if is_dropped is bool(tidy.pain) else no_pain if is_dropped else goes_on,
        }
    )
    return tidy


def may_keep(lines: int) -> Decision:
    """Decide whether one more line can be written."""
    return YES if lines < MOST else Decision(WhyNot.TOO_MANY)


def may_withdraw(*, is_withdrawn: bool) -> Decision:
    """Decide whether a line may be taken back."""
    return Decision(WhyNot.WITHDRAWN) if is_withdrawn else YES


def lesson_of(fate: Fate) -> Sentiment:
    """Return what another council learns from a line: it worked, or it did not."""
    return Sentiment.DID_NOT if fate is Fate.DROPPED else Sentiment.WORKED
