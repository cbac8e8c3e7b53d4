"""The life of an assessment round, from its criteria to the day firms are told.

Source: programme-field.md §2.4, and gate G2 of §2.5.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.events import Event
from foundation.base.words import say

QUORUM = 3
"""Assessors a submission needs, where a programme does not say otherwise."""

MOST_ASSESSORS = 20


class RoundState(StrEnum):
    """Where a round stands."""

    SETUP = "setup"
    FROZEN = "frozen"
    OPEN = "open"
    SCORING_CLOSED = "scoring_closed"
    MODERATION = "moderation"
    AGREED = "agreed"
    RELEASED = "released"


_S = RoundState

NEXT: dict[RoundState, frozenset[RoundState]] = {
    _S.SETUP: frozenset({_S.FROZEN}),
    _S.FROZEN: frozenset({_S.OPEN}),
    _S.OPEN: frozenset({_S.SCORING_CLOSED}),
    _S.SCORING_CLOSED: frozenset({_S.MODERATION}),
    _S.MODERATION: frozenset({_S.AGREED}),
    _S.AGREED: frozenset({_S.RELEASED}),
    _S.RELEASED: frozenset(),
}
"""State → the states that may follow it; a round never goes back."""

BEFORE_SCORING = frozenset({_S.SETUP, _S.FROZEN})
"""States in which a round can be set up."""

AFTER_SCORING = frozenset({_S.SCORING_CLOSED, _S.MODERATION, _S.AGREED, _S.RELEASED})
"""States in which every sheet is locked."""


class WhyNot(StrEnum):
    """Why a round stays where it is."""

    NO_SUCH_STEP = "no_such_step"
    NOT_THE_CHAIR = "not_the_chair"
    NOT_ASSESSING = "not_assessing"
    BEGUN = "begun"
    NOT_CLOSED = "not_closed"
    DEADLINE_AHEAD = "deadline_ahead"
    NOTHING_SENT = "nothing_sent"
    TOO_FEW_CLEARED = "too_few_cleared"
    SHEETS_MISSING = "sheets_missing"
    STILL_TO_TALK = "still_to_talk"
    TIE_OPEN = "tie_open"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("That is not the next step of this round."),
    WhyNot.NOT_THE_CHAIR: say("Only the chair moves a round on."),
    WhyNot.NOT_ASSESSING: say("Gate 2 has to be passed before scoring opens."),
    WhyNot.BEGUN: say("Scoring has begun. The set-up of the round stays as it is."),
    WhyNot.NOT_CLOSED: say("Totals are shown once every score is in and scoring is closed."),
    WhyNot.DEADLINE_AHEAD: say("Firms can still answer. Scoring opens after the deadline."),
    WhyNot.NOTHING_SENT: say("No submission can be scored in this round."),
    WhyNot.TOO_FEW_CLEARED: say(
        "Some submissions have too few assessors whose conflicts of interest are cleared."
    ),
    WhyNot.SHEETS_MISSING: say("Some assessors have not sent their scores yet."),
    WhyNot.STILL_TO_TALK: say("Some scores that lie apart are not talked about yet."),
    WhyNot.TIE_OPEN: say("Two submissions are equal in everything. The chair has to decide first."),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a round is judged by.

    ``are_criteria_whole`` is the decision of ``criteria.are_whole``; ``is_assessing``: gate 2 is
    behind the challenge; the rest are numbers of submissions, sheets, flags, and whether the
    published order leaves a tie.
    """

    are_criteria_whole: Decision
    is_deadline_past: bool
    is_assessing: bool
    submissions: int
    short_of_assessors: int
    sheets_missing: int
    flags_unsettled: int
    is_tied: bool


def may_move(before: RoundState, after: RoundState, facts: Facts, *, is_chair: bool) -> Decision:
    """Decide whether a round may go from one state to another."""
    if after not in NEXT[before]:
        return Decision(WhyNot.NO_SUCH_STEP)
    if not is_chair:
        return Decision(WhyNot.NOT_THE_CHAIR)
    guard = _GUARDS.get(after)
    return guard(facts) if guard else YES


def _can_open(facts: Facts) -> Decision:
    if not facts.is_deadline_past:
        return Decision(WhyNot.DEADLINE_AHEAD)
    if not facts.submissions:
        return Decision(WhyNot.NOTHING_SENT)
    if not facts.is_assessing:
        return Decision(WhyNot.NOT_ASSESSING)
    return Decision(WhyNot.TOO_FEW_CLEARED) if facts.short_of_assessors else YES


def _can_close(facts: Facts) -> Decision:
    return Decision(WhyNot.SHEETS_MISSING) if facts.sheets_missing else YES


def _can_agree(facts: Facts) -> Decision:
    if facts.flags_unsettled:
        return Decision(WhyNot.STILL_TO_TALK)
    return Decision(WhyNot.TIE_OPEN) if facts.is_tied else YES


_GUARDS: dict[RoundState, Callable[[Facts], Decision]] = {
    _S.FROZEN: lambda facts: facts.are_criteria_whole,
    _S.OPEN: _can_open,
    _S.SCORING_CLOSED: _can_close,
    _S.AGREED: _can_agree,
}


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """How a round is set up; ``wide`` is the distance from which on marks are talked about."""

    chair_id: UUID | None
    quorum: int = QUORUM
    wide: int = 2
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RoundSetUp(Event):
    """A round was set up, or set up anew."""

    kind: ClassVar[str] = "programme.round.set_up"
    challenge_id: UUID


@dataclass(frozen=True, slots=True)
class RoundMoved(Event):
    """A round went from one state to the next."""

    kind: ClassVar[str] = "programme.round.moved"
    challenge_id: UUID
    before: RoundState
    after: RoundState


@dataclass(frozen=True, slots=True)
class TieDecided(Event):
    """The chair put one of equal submissions first."""

    kind: ClassVar[str] = "programme.round.tie_decided"
    challenge_id: UUID
    first_id: UUID


def may_set_up(state: RoundState) -> Decision:
    """Decide whether chair, quorum and what is hidden may still be changed."""
    return YES if state in BEFORE_SCORING else Decision(WhyNot.BEGUN)


def may_show(state: RoundState) -> Decision:
    """Decide whether totals may be shown to whoever may read results."""
    return YES if state in AFTER_SCORING else Decision(WhyNot.NOT_CLOSED)


def checked_round(draft: RoundDraft) -> RoundDraft:
    """Return *draft* as it will be stored.

    Raises:
        Invalid: a number cannot be.
    """
    if not 1 <= draft.quorum <= MOST_ASSESSORS:
        wrong = say("Enter how many assessors a submission needs, from 1 to 20.")
        raise Invalid(wrong, fields={"quorum": wrong})
    if not 1 <= draft.wide <= MOST_ASSESSORS:
        wrong = say("Enter from which distance on marks are talked about, such as 2.")
        raise Invalid(wrong, fields={"wide": wrong})
    return draft
