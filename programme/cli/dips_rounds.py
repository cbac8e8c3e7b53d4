"""The planning challenge's round, so that its matches follow from scores; the scores are invented.

The record says that three firms were matched and one identified. Who scored, how, and with which
marks, it does not say. A real council has nobody of the demonstration, and gets no round.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from foundation.base.work import work
from programme.cli.dips_seeding import Seeding
from programme.cli.seeded_rounds import (
    Panel,
    add_assignments,
    add_round,
    criteria_rows,
    panel_of,
    record,
    sheet_rows,
)
from programme.models.challenges import Challenge
from programme.models.moderation import ModerationPresent, ModerationRecord
from programme.models.submissions import Submission
from programme.queries.results import scored_of
from programme.rules.assessors import AssignmentState
from programme.rules.rounds import RoundState

PLANNING = "town-planning-consultation"


def seed_rounds(seeding: Seeding, _programme_id: UUID) -> None:
    """Add the round of the planning challenge: seven submissions, three assessors, released."""
    panel, said = panel_of(seeding.people), record()
    if panel is None:
        return
    session, lines = seeding.session, said["criterion"]
    with work(session, seeding.as_role(Role.PROGRAMME_MANAGER), seeding.now):
        challenge = session.scalars(
            select(Challenge).where(
                Challenge.authority_id == seeding.authority_id, Challenge.slug == PLANNING
            )
        ).one()
        assert challenge.opens_at and challenge.closes_at  # noqa: S101, PT018  the record has both
        session.add_all(criteria_rows(challenge.id, lines))
        challenge.criteria_frozen_at = challenge.opens_at - timedelta(days=10)
        at, due_at = (
            challenge.closes_at + timedelta(days=1),
            challenge.closes_at + timedelta(days=4),
        )
        held = add_round(
            session,
            challenge,
            panel,
            RoundState.RELEASED,
            at,
            due_at,
        )
        sent = session.scalars(
            select(Submission.id)
            .where(Submission.challenge_id == challenge.id, Submission.submitted_at.is_not(None))
            .order_by(Submission.submitted_at.desc())
        ).all()
        made = add_assignments(session, held, sent, panel, AssignmentState.SUBMITTED)
        for submission_id, sheets in zip(sent, said["planning"]["marks"], strict=True):
            for person_id, marks in zip(panel.scorers, sheets, strict=True):
                reason = said["planning"]["reason"]
                assignment = made[submission_id, person_id]
                session.add_all(sheet_rows(assignment, marks, lines, reason, due_at))
        session.flush()
        agreed = {
            (sent[int(number) - 1], code): mark
            for key, mark in said["planning"]["agreed"].items()
            for number, code in (key.split(),)
        }
        _talk(session, held.id, challenge, panel, agreed, said["planning"]["talked"])


def _talk(
    session: Session,
    round_id: UUID,
    challenge: Challenge,
    panel: Panel,
    agreed: dict[tuple[UUID, str], int],
    words: str,
) -> None:
    scored = scored_of(session, challenge.authority_id, challenge.id)
    assert scored and challenge.closes_at  # noqa: S101, PT018  added just now
    talked = {
        (flag.submission_id, flag.code): flag.marks
        for row in scored.result.rows
        for flag in row.flags
        if flag.code
    }
    for (submission_id, code), marks in talked.items():
        made = ModerationRecord(
            id=uuid4(),
            round_id=round_id,
            submission_id=submission_id,
            code=code,
            number=1,
            before=list(marks),
            agreed=agreed.get((submission_id, str(code))),
            reason=words,
            recorded_by_id=panel.chair,
            recorded_at=challenge.closes_at + timedelta(days=4),
        )
        session.add(made)
        session.flush()
        session.add_all(
            ModerationPresent(record_id=made.id, person_id=who) for who in panel.scorers
        )
