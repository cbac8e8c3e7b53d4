"""Say what assessors do not see, and note who came to know whose a submission is."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from foundation.base.errors import NotFound
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.own_round import check_chair, own_assignment, own_round
from programme.models.blinding import BlindField, BlindReveal
from programme.models.submissions import Submission
from programme.rules.blinding import BlindRevealed, Hidden, ProfileChanged, RevealKind, Shown
from programme.rules.pathways import checked_reason
from programme.rules.rounds import REFUSALS, may_set_up
from programme.rules.submissions import SCORED


def set_profile(
    work: Work, challenge_id: UUID, profile: Mapping[str, tuple[Shown, Hidden | None]]
) -> None:
    """Say for each question of the form from when on its answers are shown.

    Where a kind is given, what an answer says is hidden in the firm's other answers as well.

    Raises:
        NotFound: no such challenge, or it has no round.
        Conflict: scoring has begun.
    """
    _challenge, held = own_round(work, challenge_id)
    agree(may_set_up(held.state), REFUSALS)
    work.session.execute(delete(BlindField).where(BlindField.round_id == held.id))
    work.session.add_all(
        BlindField(round_id=held.id, code=code, shown=shown, secret=secret)
        for code, (shown, secret) in sorted(profile.items())
    )
    work.session.flush()
    work.record(ProfileChanged(held.id, challenge_id=held.challenge_id))


def recognise(work: Work, assignment_id: UUID, reason: str) -> None:
    """Let an assessor say that they can tell who it is, and by what.

    Raises:
        NotFound: the actor has no such submission to score.
        Invalid: the reason says nothing.
    """
    held, found = own_assignment(work, assignment_id, by_assessor=True)
    _reveal(work, held.id, found.submission_id, RevealKind.RECOGNISED, reason)


def look_behind(work: Work, challenge_id: UUID, submission_id: UUID, reason: str) -> None:
    """Let the chair read whose a submission is, with a reason that stays on record.

    Raises:
        NotFound: no such challenge, round or submission.
        Conflict: the actor is not in the chair.
        Invalid: the reason says nothing.
    """
    _challenge, held = own_round(work, challenge_id)
    check_chair(work, held)
    asked = select(Submission.id).where(
        Submission.id == submission_id,
        Submission.challenge_id == held.challenge_id,
        Submission.state.in_(SCORED),
    )
    if work.session.scalar(asked) is None:
        raise NotFound("There is no such submission.")
    _reveal(work, held.id, submission_id, RevealKind.LOOKED, reason)


def _reveal(work: Work, round_id: UUID, submission_id: UUID, kind: RevealKind, reason: str) -> None:
    made = BlindReveal(
        id=uuid4(),
        round_id=round_id,
        submission_id=submission_id,
        person_id=work.actor.person_id,
        kind=kind,
        reason=checked_reason(reason),
        revealed_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record(BlindRevealed(made.id, submission_id, kind))
