"""Send a comment to a team for facts, take it back, write the draft and use it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import exists, select

from consultation.commands.queue import Chosen
from consultation.commands.standing import Standing, standings
from consultation.commands.steps import Step, Walk, take_steps
from consultation.commands.tallies import count, lock
from consultation.commands.teams import own_team
from consultation.models.referrals import Referral
from consultation.models.teams import Team, TeamMember
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.referrals import (
    OPEN,
    REFUSALS,
    ReferralMoved,
    ReferralState,
    WhyNot,
    checked_draft,
    checked_question,
    may_refer,
    may_respond,
    step,
)
from consultation.rules.refusals import agree
from foundation.base.clock import london_day
from foundation.base.decisions import Decision
from foundation.base.errors import NotFound
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class Draft:
    """What a team answers; *seen* is the revision that its writer had before their eyes."""

    text: str
    source: str
    seen: int


def refer(work: Work, comments: Chosen, team_id: UUID, question: str, due_on: date | None) -> int:
    """Send comments to a team with one question; return how many went.

    Their authors see with whom they are; what was only received is being looked into from now on.

    Raises:
        NotFound: no such team.
        Conflict: the team has one of them already or takes no more, or it was withdrawn or hidden.
        Invalid: there is no question, or the day cannot be.
    """
    question, due = checked_question(question, due_on, london_day(work.now))
    team = own_team(work, team_id)
    for consultation_id, ids in comments.items():
        lock(work.session, consultation_id)
        there = standings(work, ids)
        for comment in there:
            _refer(work, comment, team, question, due)
        looked_into = [Step(FeedbackStatus.BEING_CONSIDERED)]
        new = [Walk(each, looked_into) for each in there if each.status is FeedbackStatus.RECEIVED]
        take_steps(work, consultation_id, new)
    return sum(len(ids) for ids in comments.values())


def recall(work: Work, referral_id: UUID) -> None:
    """Take a question back from its team.

    Raises:
        NotFound: no such question.
        Conflict: it is over.
    """
    referral = _own(work, referral_id)
    _move(work, referral, ReferralState.RECALLED)
    referral.ended_at = work.now


def ask_again(work: Work, referral_id: UUID, question: str, due_on: date | None) -> None:
    """Send a draft back to its team with what is still missing.

    Raises:
        NotFound: no such question.
        Conflict: the team has it, or it is over.
        Invalid: there is no question, or the day cannot be.
    """
    referral = _own(work, referral_id)
    question, due = checked_question(question, due_on, london_day(work.now))
    _move(work, referral, ReferralState.ASKED)
    referral.question, referral.due_on = question, due
    referral.asked_at, referral.asked_by_id = work.now, work.actor.person_id
    referral.returned_at = None


def save_draft(work: Work, referral_id: UUID, draft: Draft, *, gives_back: bool) -> None:
    """Keep what a member of the team has written, and give it back if they say so.

    Raises:
        NotFound: no such question, or not with a team of the actor's.
        Conflict: it was given or taken back, or another member has changed the draft.
        Invalid: there are no words, or too many.
    """
    referral = _own(work, referral_id)
    if not may_respond(referral.team_id, _teams_of(work)):
        raise NotFound("There is no such question.")
    if referral.state is not ReferralState.ASKED:
        step(referral.state, ReferralState.RETURNED)
    text, source = checked_draft(draft.text, draft.source)
    is_same = (referral.draft, referral.source) == (text, source)
    if referral.revision != draft.seen and not is_same:
        agree(Decision(WhyNot.CHANGED_MEANWHILE), REFUSALS)
    if not is_same:
        referral.draft, referral.source = text, source
        referral.revision += 1
        referral.saved_at, referral.saved_by_id = work.now, work.actor.person_id
    if gives_back:
        _move(work, referral, ReferralState.RETURNED)
        referral.returned_at = work.now


def use_draft(work: Work, referral_id: UUID, comment_id: UUID) -> None:
    """Note that an answer was made of a draft.

    Raises:
        NotFound: no such question about this comment.
        Conflict: the team has it still, or it is over.
    """
    referral = _own(work, referral_id)
    if referral.comment_id != comment_id:
        raise NotFound("There is no such question.")
    _move(work, referral, ReferralState.USED)
    referral.ended_at = work.now


def _refer(work: Work, comment: Standing, team: Team, question: str, due: date) -> None:
    open_ = (Referral.comment_id == comment.id, Referral.state.in_(OPEN))
    has_it = bool(work.session.scalar(select(exists().where(*open_, Referral.team_id == team.id))))
    allowed = may_refer(
        comment.status, comment.moderation, has_it=has_it, is_closed=team.closed_at is not None
    )
    agree(allowed, REFUSALS)
    referral = Referral(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        consultation_id=comment.consultation_id,
        comment_id=comment.id,
        team_id=team.id,
        question=question,
        due_on=due,
        asked_at=work.now,
        asked_by_id=work.actor.person_id,
    )
    work.session.add(referral)
    work.session.flush()
    _record(work, referral, None, ReferralState.ASKED)


def _own(work: Work, referral_id: UUID) -> Referral:
    """Lock the consultation of a question and return the question as it then is."""
    ours = (Referral.id == referral_id, Referral.authority_id == work.actor.authority_id)
    about = work.session.scalar(select(Referral.consultation_id).where(*ours))
    if about is None:
        raise NotFound("There is no such question.")
    lock(work.session, about)
    fresh = select(Referral).where(*ours).execution_options(populate_existing=True)
    return work.session.scalars(fresh).one()


def _teams_of(work: Work) -> frozenset[UUID]:
    mine = select(TeamMember.team_id).where(TeamMember.person_id == work.actor.person_id)
    return frozenset(work.session.scalars(mine))


def _move(work: Work, referral: Referral, after: ReferralState) -> None:
    step(referral.state, after)
    before, referral.state = referral.state, after
    work.session.flush()
    _record(work, referral, before, after)


def _record(
    work: Work, referral: Referral, before: ReferralState | None, after: ReferralState
) -> None:
    """Log the step, and let public pages know that where a comment is has changed."""
    count(work.session, referral.consultation_id)
    about = (referral.consultation_id, referral.comment_id, referral.team_id)
    work.record(ReferralMoved(referral.id, *about, before, after))
