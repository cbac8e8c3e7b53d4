"""From contact to contract: the steps of a firm, and which firms are lost where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from foundation.base.clock import london_day
from programme.rules.campaigns import Channel
from programme.rules.firms import FirmSize
from programme.rules.matches import MatchState
from programme.rules.programmes import Origin
from programme.rules.submissions import SENT, SubmissionState


class Step(StrEnum):
    """What a firm has come to; whoever took a step took those before it."""

    CONTACTED = "contacted"
    OPENED = "opened"
    REGISTERED = "registered"
    STARTED = "started"
    SUBMITTED = "submitted"
    MATCHED = "matched"
    IDENTIFIED = "identified"
    PROCURED = "procured"


OF_CONTACTS = (Step.CONTACTED, Step.OPENED, Step.REGISTERED)
"""Steps that are counted by contacts; the others by submissions, whoever told the firm."""

NOT_MATCHED = frozenset({MatchState.PROPOSED, MatchState.OFFERED, MatchState.DECLINED})
"""States of a match in which nobody has agreed to anything."""


@dataclass(frozen=True, slots=True)
class Way:
    """One row of a figure: a firm that was told, or a submission that was begun.

    Args:
        challenge: the slug of what it is about; empty for a contact that was told of all.
        firm: its name; None for a contact, and until a submission is sent.
        on: when it was told, or when it was begun.
        firm_key: the same for every row of one firm.
        is_out: the formal check put it out.
    """

    steps: frozenset[Step]
    challenge: str
    channel: Channel
    size: FirmSize
    origin: Origin
    ref: str
    firm: str | None
    on: datetime
    sent_at: datetime | None = None
    firm_key: str = ""
    is_out: bool = False

    @property
    def day(self) -> date:
        """Return the day on which it was told, or begun."""
        return london_day(self.on)


def steps_of(
    state: SubmissionState, match: MatchState | None, *, is_procured: bool
) -> frozenset[Step]:
    """Return the steps of a submission; *is_procured* tells whether what came of it was bought."""
    taken = {Step.STARTED}
    if state in SENT:
        taken.add(Step.SUBMITTED)
    is_matched = match is not None and match not in NOT_MATCHED
    if is_matched or (match is None and state is SubmissionState.MATCHED):
        taken |= {Step.SUBMITTED, Step.MATCHED}
    if match is MatchState.IDENTIFIED:
        taken.add(Step.IDENTIFIED)
        if is_procured:
            taken.add(Step.PROCURED)
    return frozenset(taken)


def one_in(part: int, whole: int) -> int | None:
    """Return n where *part* is one in n of *whole*, rounded; None where there is no such n."""
    return round(whole / part) if part and whole >= part else None
