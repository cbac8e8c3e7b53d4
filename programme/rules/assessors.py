"""The life of one assessor's work on one submission, and who cannot be given any.

Source: programme-field.md §2.4 and §2.6: the chair does not score; an assessor is not of the firm
and does not mentor it.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.conflicts import ConflictState, is_clear
from programme.rules.rounds import AFTER_SCORING, RoundState


class AssignmentState(StrEnum):
    """Where an assignment stands."""

    CREATED = "created"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CONFLICT_CLEARED = "conflict_cleared"
    SCORING = "scoring"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


_S = AssignmentState

NEXT: dict[AssignmentState, frozenset[AssignmentState]] = {
    _S.CREATED: frozenset({_S.INVITED, _S.WITHDRAWN}),
    _S.INVITED: frozenset({_S.ACCEPTED, _S.DECLINED, _S.WITHDRAWN}),
    _S.ACCEPTED: frozenset({_S.CONFLICT_CLEARED, _S.DECLINED, _S.WITHDRAWN}),
    _S.DECLINED: frozenset(),
    _S.CONFLICT_CLEARED: frozenset({_S.SCORING, _S.ACCEPTED, _S.DECLINED, _S.WITHDRAWN}),
    _S.SCORING: frozenset({_S.SUBMITTED, _S.ACCEPTED, _S.DECLINED, _S.WITHDRAWN}),
    _S.SUBMITTED: frozenset({_S.RETURNED, _S.WITHDRAWN}),
    _S.RETURNED: frozenset({_S.SUBMITTED, _S.ACCEPTED, _S.WITHDRAWN}),
    _S.WITHDRAWN: frozenset(),
}
"""State → the states that may follow it.

Whoever has news about a conflict is back at accepted, until the chair has cleared it again.
"""

AT_WORK = frozenset({_S.SCORING, _S.RETURNED})
"""States in which marks may be written."""

READS = AT_WORK | {_S.CONFLICT_CLEARED, _S.SUBMITTED}
"""States in which the submission may be read."""

OUT = frozenset({_S.DECLINED, _S.WITHDRAWN})
"""States in which an assignment counts for nothing."""


class Declined(StrEnum):
    """Why an assessor sends a submission back."""

    CONFLICT_OF_INTEREST = "conflict_of_interest"
    NOT_MY_EXPERTISE = "not_my_expertise"
    TOO_MANY = "too_many"


class Closed(StrEnum):
    """Why a submission is not with an assessor any more."""

    CONFLICT = "conflict"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"
    WITHDRAWN = "withdrawn"


CLOSED: dict[Closed, str] = {
    Closed.CONFLICT: say(
        "You cannot open this submission because of the conflict of interest that you declared."
        " Nobody with a link to a firm reads or scores what firms sent."
    ),
    Closed.SENT_BACK: say("You sent this submission back, so it is closed to you."),
    Closed.TAKEN_BACK: say("This submission was given to somebody else, so it is closed to you."),
    Closed.WITHDRAWN: say("The firm has withdrawn this submission, so nobody scores it any more."),
}
"""Why, in words that tell nothing of the submission."""


class WhyNot(StrEnum):
    """Why somebody gets no submission, or an assignment stays where it is."""

    NO_SUCH_STEP = "no_such_step"
    CHAIR_DOES_NOT_SCORE = "chair_does_not_score"
    OF_THE_FIRM = "of_the_firm"
    MENTORS_THE_FIRM = "mentors_the_firm"
    ASSIGNED_ALREADY = "assigned_already"
    SCORING_OVER = "scoring_over"
    NOT_OPEN = "not_open"
    SAW_OTHERS = "saw_others"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_SUCH_STEP: say("This cannot be done with the assignment as it is now."),
    WhyNot.CHAIR_DOES_NOT_SCORE: say("The chair leads the talk and does not score."),
    WhyNot.OF_THE_FIRM: say("An assessor cannot belong to the firm."),
    WhyNot.MENTORS_THE_FIRM: say("An assessor cannot be a mentor of the firm."),
    WhyNot.ASSIGNED_ALREADY: say("This person has the submission already."),
    WhyNot.SCORING_OVER: say("Scoring is over in this round."),
    WhyNot.NOT_OPEN: say("Scoring is not open in this round."),
    WhyNot.SAW_OTHERS: say(
        "This assessor has seen what others gave. The marks stay; agree on others in moderation."
    ),
}


@dataclass(frozen=True, slots=True)
class AssignmentMoved(Event):
    """An assessor's work on a submission went from one state to another."""

    kind: ClassVar[str] = "programme.assignment.moved"
    submission_id: UUID
    before: AssignmentState
    after: AssignmentState


@dataclass(frozen=True, slots=True)
class Bars:
    """Who cannot score one submission: people by the reason why."""

    chair_id: UUID | None
    of_the_firm: Set[UUID]
    mentors: Set[UUID]
    assigned: Set[UUID]


def may_assign(person_id: UUID, bars: Bars, round_state: RoundState) -> Decision:
    """Decide whether somebody may be given a submission to score."""
    if round_state in AFTER_SCORING:
        return Decision(WhyNot.SCORING_OVER)
    return _is_apart(person_id, bars)


def may_move(
    before: AssignmentState,
    after: AssignmentState,
    *,
    round_state: RoundState,
    conflict: ConflictState | None,
    saw_others: bool = False,
) -> Decision:
    """Decide whether an assignment may go from one state to another.

    Whether a sheet is complete enough to submit is asked of ``marks.is_complete``.
    """
    if after not in NEXT[before]:
        return Decision(WhyNot.NO_SUCH_STEP)
    if after is _S.CONFLICT_CLEARED:
        return is_clear(conflict)
    if after not in {*AT_WORK, _S.SUBMITTED}:
        return YES
    if round_state is not RoundState.OPEN:
        return Decision(WhyNot.NOT_OPEN)
    if after is _S.RETURNED and saw_others:
        return Decision(WhyNot.SAW_OTHERS)
    return is_clear(conflict)


def may_read(state: AssignmentState, conflict: ConflictState | None) -> Decision:
    """Decide whether an assessor may read the submission."""
    decision = is_clear(conflict)
    if not decision or state in READS:
        return decision
    return Decision(WhyNot.NO_SUCH_STEP)


def why_closed(state: AssignmentState, conflict: ConflictState | None) -> Closed:
    """Return why a submission is not with an assessor; the firm left where they are not out."""
    if conflict is ConflictState.BARRED:
        return Closed.CONFLICT
    if state not in OUT:
        return Closed.WITHDRAWN
    return Closed.SENT_BACK if state is _S.DECLINED else Closed.TAKEN_BACK


def _is_apart(person_id: UUID, bars: Bars) -> Decision:
    if person_id == bars.chair_id:
        return Decision(WhyNot.CHAIR_DOES_NOT_SCORE)
    if person_id in bars.of_the_firm:
        return Decision(WhyNot.OF_THE_FIRM)
    if person_id in bars.mentors:
        return Decision(WhyNot.MENTORS_THE_FIRM)
    return Decision(WhyNot.ASSIGNED_ALREADY) if person_id in bars.assigned else YES
