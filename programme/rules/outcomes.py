"""What came of a challenge in the end; not buying is as much an outcome as buying.

Source: programme-field.md §2.3 (Outcome, its results and reason codes) and §3.6 (the status that
open contracting data gives each).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.events import Event
from foundation.base.words import say
from programme.rules.challenges import ChallengeState, Standing, may_move
from programme.rules.ocds.releases import Ending


class Result(StrEnum):
    """How it ended."""

    PROCURED = "procured"
    NOT_PROCURED = "not_procured"
    WITHDRAWN = "withdrawn"
    UNSUCCESSFUL = "unsuccessful"
    SUPERSEDED = "superseded"


class Reason(StrEnum):
    """Why it ended so, as a code that can be counted."""

    BEST_TENDER = "best_tender"
    ONLY_TENDER = "only_tender"
    CALLED_OFF = "called_off"
    NO_BUDGET = "no_budget"
    NO_CASE = "no_case"
    CANNOT_INTEGRATE = "cannot_integrate"
    NEED_CHANGED = "need_changed"
    MET_OTHERWISE = "met_otherwise"
    NO_SPONSOR = "no_sponsor"
    LEGAL_RISK = "legal_risk"
    NO_TENDERS = "no_tenders"
    NONE_SUITABLE = "none_suitable"
    TOO_EXPENSIVE = "too_expensive"
    OTHER_CONTRACT = "other_contract"
    OTHER_CHALLENGE = "other_challenge"


_R, _W = Result, Reason

REASONS: dict[Result, tuple[Reason, ...]] = {
    _R.PROCURED: (_W.BEST_TENDER, _W.ONLY_TENDER, _W.CALLED_OFF),
    _R.NOT_PROCURED: (
        *(_W.NO_BUDGET, _W.NO_CASE, _W.CANNOT_INTEGRATE, _W.NEED_CHANGED, _W.MET_OTHERWISE),
    ),
    _R.WITHDRAWN: (_W.NEED_CHANGED, _W.NO_SPONSOR, _W.NO_BUDGET, _W.LEGAL_RISK),
    _R.UNSUCCESSFUL: (_W.NO_TENDERS, _W.NONE_SUITABLE, _W.TOO_EXPENSIVE),
    _R.SUPERSEDED: (_W.OTHER_CONTRACT, _W.OTHER_CHALLENGE),
}
"""Result → the reasons that can be given for it."""

ENDINGS: dict[Result, Ending] = {
    _R.NOT_PROCURED: Ending.CANCELLED,
    _R.WITHDRAWN: Ending.WITHDRAWN,
    _R.UNSUCCESSFUL: Ending.UNSUCCESSFUL,
    _R.SUPERSEDED: Ending.CANCELLED,
}


class WhyNot(StrEnum):
    """Why an outcome cannot be settled."""

    SETTLED = "settled"
    NO_CONTRACT = "no_contract"
    HAS_CONTRACT = "has_contract"
    WRONG_REASON = "wrong_reason"
    GATE_SHUT = "gate_shut"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.SETTLED: say("The outcome is settled already."),
    WhyNot.NO_CONTRACT: say("Without a signed contract nothing was bought."),
    WhyNot.HAS_CONTRACT: say("There is a signed contract, so it was bought."),
    WhyNot.WRONG_REASON: say("This reason does not belong to this outcome. Choose another."),
    WhyNot.GATE_SHUT: say("Gate 6 is not passed. Hand the pack over first."),
}


@dataclass(frozen=True, slots=True)
class OutcomeSettled(Event):
    """What came of a challenge was settled."""

    kind: ClassVar[str] = "programme.outcome.settled"
    programme_id: UUID
    result: Result
    reason: Reason


def may_settle(
    result: Result, reason: Reason | None, *, has_contract: bool, is_settled: bool
) -> Decision:
    """Decide whether an outcome can be settled so."""
    if is_settled:
        return Decision(WhyNot.SETTLED)
    if reason not in REASONS[result]:
        return Decision(WhyNot.WRONG_REASON)
    if result is Result.PROCURED:
        return YES if has_contract else Decision(WhyNot.NO_CONTRACT)
    return Decision(WhyNot.HAS_CONTRACT) if has_contract else YES


def state_after(result: Result, at: Standing) -> ChallengeState | None:
    """Return where an outcome takes a challenge; None where it stays as it is.

    Before the handover a challenge that is not bought is withdrawn; what was handed over is over
    already once its last gate is passed.
    """
    bought = result is Result.PROCURED
    wanted = ChallengeState.PROCURED if bought else ChallengeState.NOT_PROCURED
    if bought or at.state is ChallengeState.HANDOVER:
        return None if at.state is wanted else wanted
    withdrawn = ChallengeState.WITHDRAWN
    return withdrawn if may_move(at, withdrawn, frozenset()) else None
