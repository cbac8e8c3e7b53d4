"""What a vote came to, and what voters advised; nothing before it is revealed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.ballots import BallotMark, BallotPaper
from programme.queries.ballots import BallotRow
from programme.rules.ballots import may_read
from programme.rules.tallies import Paper, Tally, tally


@dataclass(frozen=True, slots=True)
class BallotResult:
    """What a vote came to; *advice* in an order that says nothing."""

    tally: Tally
    advice: tuple[str, ...]


def result_of(session: Session, ballot: BallotRow) -> BallotResult | None:
    """Return what a vote came to, or None as long as nobody may read it."""
    if not may_read(ballot.state):
        return None
    asked = (
        select(BallotPaper)
        .where(BallotPaper.challenge_id == ballot.challenge_id)
        .order_by(BallotPaper.id)
    )
    papers = session.scalars(asked).all()
    given = (
        select(BallotMark)
        .join(BallotPaper, BallotPaper.id == BallotMark.paper_id)
        .where(BallotPaper.challenge_id == ballot.challenge_id)
    )
    marks: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for mark in session.scalars(given):
        marks[mark.paper_id][mark.prototype_id] = mark.mark
    return BallotResult(
        tally([Paper(row.party, marks[row.id]) for row in papers], ballot.weights, ballot.quorum),
        tuple(row.advice for row in papers if row.advice),
    )
