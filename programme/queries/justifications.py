"""What a firm can be told of its scores: a mark and its reasons for each criterion, no names."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.submissions import Submission
from programme.queries.results import Scored, scored_of
from programme.rules.criteria import Criterion
from programme.rules.matches import MOST
from programme.rules.results import Row
from programme.rules.rounds import RoundState
from programme.rules.scoring import settled_mark

AGREED = frozenset({RoundState.AGREED, RoundState.RELEASED})


@dataclass(frozen=True, slots=True)
class Justification:
    """One criterion: the mark that counted (None: did not apply), and why.

    ``agreed_because`` is what the panel wrote where it agreed on a mark, or left marks as given.
    """

    criterion: Criterion
    mark: Fraction | None
    is_agreed: bool
    reasons: tuple[str, ...]
    agreed_because: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a submission came to in its round: place, totals, and each criterion."""

    submission_id: UUID
    round_state: RoundState
    row: Row
    of: int
    is_among_first: bool
    justifications: tuple[Justification, ...]


def outcome_of(session: Session, authority_id: UUID, submission_id: UUID) -> Outcome | None:
    """Return what a submission came to, or None before its panel has agreed."""
    challenge_id = session.scalar(
        select(Submission.challenge_id).where(
            Submission.id == submission_id, Submission.authority_id == authority_id
        )
    )
    scored = scored_of(session, authority_id, challenge_id) if challenge_id else None
    if scored is None or scored.state not in AGREED or submission_id not in scored.marks:
        return None
    rows = scored.result.rows
    row = next(each for each in rows if each.place.submission_id == submission_id)
    passing = [each.place.submission_id for each in rows if not each.fails_on]
    return Outcome(
        submission_id,
        scored.state,
        row,
        len(rows),
        submission_id in passing[:MOST],
        tuple(_justification(scored, submission_id, each) for each in scored.criteria),
    )


def _justification(scored: Scored, submission_id: UUID, criterion: Criterion) -> Justification:
    panel = scored.marks[submission_id]
    agreed = scored.agreed.get(submission_id, {})
    talk = next(
        (
            each.settlement
            for each in scored.talks
            if (each.settlement.submission_id, each.settlement.code)
            == (submission_id, criterion.code)
        ),
        None,
    )
    return Justification(
        criterion,
        settled_mark(scored.sheets[submission_id], criterion.code, agreed),
        criterion.code in agreed,
        tuple(sheet[criterion.code].reason for sheet in panel.values()),
        talk.reason if talk else None,
    )
