"""Offer a place to a firm, let the firm answer, and give the place on where it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.mail import Mail
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.checks import sent_submission
from programme.commands.interests import keep_impartial
from programme.commands.match_steps import held_match, step
from programme.commands.matches import Rank, move_up
from programme.commands.registrants import tell_firm
from programme.commands.submissions import moved as submission_moved
from programme.models.challenges import Challenge
from programme.models.firms import FirmMember
from programme.models.matches import ChallengeMatch
from programme.models.submissions import Submission
from programme.rules.matches import MatchState
from programme.rules.offers import NO_ANSWER, REFUSALS, answer_by, may_answer
from programme.rules.pathways import checked_reason
from programme.rules.submissions import SubmissionState

Write = Callable[[str], Mail]
"""Writes to one address."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """An offer that nobody answered in time."""

    authority_id: UUID
    challenge: str
    match_id: UUID


def offer_match(work: Work, match_id: UUID, day: date | None, write: Write) -> None:
    """Offer a match to its firm until 5pm of *day*; everybody who writes for it is told.

    Raises:
        NotFound: the actor's council has no such match.
        Conflict: it is not the next step, or the actor has an interest in one of the firms.
        Invalid: there is no day, or it is past or too far away.
    """
    match = held_match(work, match_id)
    keep_impartial(work, match.challenge_id)
    until = answer_by(day, work.now)
    step(work, match, MatchState.OFFERED)
    match.offered_at, match.answer_by = work.now, until
    submission = sent_submission(work, match.submission_id)
    if submission.state is SubmissionState.MATCHED:
        submission_moved(work, submission, SubmissionState.INFORMED)
    tell_firm(work, match.submission_id, f"offer {match.id}", write)


def answer_offer(
    work: Work, match_id: UUID, rank: Rank, write: Write, *, accepts: bool, reason: str = ""
) -> None:
    """Let a firm accept what it is offered, or decline it; then the next in reserve moves up.

    Raises:
        NotFound: no firm of the actor was offered such a match.
        Conflict: it is not offered, is answered already, or its last day has passed.
        Invalid: the reason is far too long.
    """
    match = held_match(work, match_id)
    of_the_firm = (
        select(FirmMember.person_id)
        .join(Submission, Submission.firm_id == FirmMember.firm_id)
        .where(Submission.id == match.submission_id, FirmMember.person_id == work.actor.person_id)
    )
    if match.offered_at is None or work.session.scalar(of_the_firm) is None:
        raise NotFound("There is no such offer.")
    agree(may_answer(match.state, match.answer_by, work.now), REFUSALS)
    said = checked_reason(reason) if reason.strip() and not accepts else None
    step(work, match, MatchState.ACCEPTED if accepts else MatchState.DECLINED, said)
    tell_firm(work, match.submission_id, f"answer {match.id}", write)
    if not accepts:
        move_up(work, match.challenge_id, rank)


def lapse_offers(work: Work, rank: Rank, write: Callable[[Lapsed], Write]) -> int:
    """Count every offer whose last day has passed as declined; return how many there were."""
    due = select(ChallengeMatch.id).where(
        ChallengeMatch.authority_id == work.actor.authority_id,
        ChallengeMatch.state == MatchState.OFFERED,
        ChallengeMatch.answer_by <= work.now,
    )
    ids = work.session.scalars(due.order_by(ChallengeMatch.answer_by, ChallengeMatch.position))
    return sum(_lapse(work, match_id, rank, write) for match_id in ids.all())


def _lapse(work: Work, match_id: UUID, rank: Rank, write: Callable[[Lapsed], Write]) -> bool:
    match = held_match(work, match_id)
    if match.state is not MatchState.OFFERED:
        return False
    step(work, match, MatchState.DECLINED, NO_ANSWER)
    title = work.session.get_one(Challenge, match.challenge_id).title
    lapsed = Lapsed(match.authority_id, title, match.id)
    tell_firm(work, match.submission_id, f"lapsed {match.id}", write(lapsed))
    move_up(work, match.challenge_id, rank)
    return True
