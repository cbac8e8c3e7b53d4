"""Feedback to the firms of the pilot that were not chosen, where a round is there to tell of.

The record keeps none. Who wrote it, released it and read it is invented, as the scores are.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from foundation.accounts.queries.authorities import council_of
from foundation.base.roles import Role
from foundation.base.work import work
from programme.cli.dips_seeding import Seeding
from programme.commands.feedback import draft_feedback, release_feedback
from programme.models.feedback import FirmFeedback
from programme.models.firms import FirmMember
from programme.models.submissions import Submission
from programme.queries.challenges import challenge_page
from programme.queries.feedback import reasons
from programme.web.match_mails import feedback_mail

OF = "town-planning-consultation"
LEFT = 1
"""Drafts that still wait for a second person."""


def seed_feedback(seeding: Seeding, _programme_id: UUID) -> None:
    """Draft feedback, and release all but the last of it, so that a firm has something to read."""
    writer, second = (
        seeding.as_role(role) for role in (Role.PROGRAMME_MANAGER, Role.PROCUREMENT_OFFICER)
    )
    if second.person_id is None:
        return
    session, at = seeding.session, seeding.now - timedelta(days=5)
    challenge = challenge_page(session, seeding.authority_id, OF)
    council = council_of(session, seeding.authority_id)
    assert challenge and council  # noqa: S101, PT018  both were seeded before
    with work(session, writer, at) as unit:
        draft_feedback(unit, challenge.id, reasons)
    drafts = _in_order(seeding, challenge.id)
    for feedback_id in drafts[: len(drafts) - LEFT]:
        write = feedback_mail(council, challenge.title, feedback_id)
        with work(session, second, at + timedelta(days=1)) as unit:
            release_feedback(unit, feedback_id, write)


def _in_order(seeding: Seeding, challenge_id: UUID) -> list[UUID]:
    """Return the drafts, that of the firm which somebody of the demonstration plays first."""
    player = seeding.people.get(Role.SME_MEMBER)
    is_played = Submission.firm_id.in_(
        select(FirmMember.firm_id).where(FirmMember.person_id == player)
    )
    asked = (
        select(FirmFeedback.id)
        .join(Submission, Submission.id == FirmFeedback.submission_id)
        .where(Submission.challenge_id == challenge_id)
        .order_by(is_played.desc(), Submission.submitted_at)
    )
    return list(seeding.session.scalars(asked))
