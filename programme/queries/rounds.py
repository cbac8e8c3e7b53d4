"""A challenge's assessment round: its set-up, where it stands, what its next step needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from foundation.base.decisions import Decision
from programme.models.challenges import Challenge
from programme.models.criteria import criteria_of
from programme.models.rounds import AssessmentRound, RoundMove
from programme.models.submissions import Submission
from programme.queries.panel import PanelRow, cleared_of, panel_of
from programme.queries.results import is_tied, scored_of
from programme.rules.assessors import AssignmentState
from programme.rules.challenges import ChallengeState
from programme.rules.criteria import are_whole
from programme.rules.moderation import unsettled
from programme.rules.rounds import NEXT, Facts, RoundState, may_move
from programme.rules.submissions import SCORED
from programme.rules.windows import has_passed


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round: its set-up, when it came to each state, and whether it may go on."""

    id: UUID
    challenge_id: UUID
    state: RoundState
    chair_id: UUID | None
    chair: str | None
    quorum: int
    wide: int
    due_at: datetime | None
    reached: dict[RoundState, datetime]
    facts: Facts
    after: RoundState | None
    may_go_on: Decision | None


def round_page(
    session: Session, authority_id: UUID, challenge_id: UUID, person_id: UUID | None, now: datetime
) -> RoundPage | None:
    """Return the round of a challenge as *person_id* may move it, or None where it has none."""
    asked = (
        select(AssessmentRound, func.coalesce(Person.name, Person.email))
        .outerjoin(Person, Person.id == AssessmentRound.chair_id)
        .where(
            AssessmentRound.challenge_id == challenge_id,
            AssessmentRound.authority_id == authority_id,
        )
    )
    row = session.execute(asked).one_or_none()
    if row is None:
        return None
    found, chair = row
    facts = round_facts(session, challenge_id, now)
    after = next(iter(NEXT[found.state]), None)
    is_chair = person_id is not None and person_id == found.chair_id
    moves = select(RoundMove.after, RoundMove.moved_at).where(RoundMove.round_id == found.id)
    return RoundPage(
        id=found.id,
        challenge_id=challenge_id,
        state=found.state,
        chair_id=found.chair_id,
        chair=chair,
        quorum=found.quorum,
        wide=found.wide,
        due_at=found.due_at,
        reached={move.after: move.moved_at for move in session.execute(moves)},
        facts=facts,
        after=after,
        may_go_on=may_move(found.state, after, facts, is_chair=is_chair) if after else None,
    )


def round_facts(session: Session, challenge_id: UUID, now: datetime) -> Facts:
    """Return what the round of a challenge is judged by.

    Asked by commands, inside their unit of work and once they hold the round.
    """
    challenge = session.execute(
        select(Challenge.authority_id, Challenge.state, Challenge.closes_at).where(
            Challenge.id == challenge_id
        )
    ).one()
    found = session.scalars(
        select(AssessmentRound).where(AssessmentRound.challenge_id == challenge_id)
    ).one()
    cleared = cleared_of(session, challenge_id)
    scored = scored_of(session, challenge.authority_id, challenge_id)
    assert scored is not None  # noqa: S101  its round was found just now
    flags = [flag for row in scored.result.rows for flag in row.flags] if scored.marks else []
    return Facts(
        are_criteria_whole=are_whole(criteria_of(session, challenge_id)),
        is_deadline_past=challenge.closes_at is not None and has_passed(challenge.closes_at, now),
        is_assessing=challenge.state is ChallengeState.ASSESSING,
        submissions=len(cleared),
        short_of_assessors=sum(many < found.quorum for many in cleared),
        sheets_missing=_missing(session, found, panel_of(session, found.id)),
        flags_unsettled=len(unsettled(flags, [talk.settlement for talk in scored.talks])),
        is_tied=is_tied(scored),
    )


def _missing(session: Session, found: AssessmentRound, panel: tuple[PanelRow, ...]) -> int:
    """Count the sheets that are not sent, also those of assessors whom nobody has asked yet."""
    scored = select(Submission.id).where(
        Submission.challenge_id == found.challenge_id, Submission.state.in_(SCORED)
    )
    missing = 0
    for submission_id in session.scalars(scored):
        states = [
            row.state for row in panel if row.submission_id == submission_id and not row.is_out
        ]
        sent = states.count(AssignmentState.SUBMITTED)
        missing += max(len(states) - sent, found.quorum - sent)
    return missing
