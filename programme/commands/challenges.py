"""Propose a challenge, change what it says, and take it through its states."""

from __future__ import annotations

import itertools
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select

from consultation import evidence
from foundation.base.clock import london_day
from foundation.base.errors import Conflict, Invalid
from foundation.base.refusals import agree
from foundation.base.words import say
from foundation.base.work import Work
from foundation.base.written import code_from
from programme.commands.own import changed, own_challenge, own_programme, standing_of
from programme.models.challenges import (
    Challenge,
    ChallengeMove,
    ChallengeStage,
    ChallengeWording,
    PathwayChange,
)
from programme.models.departments import Department
from programme.models.gates import passed_gates
from programme.rules.challenges import (
    REFUSALS,
    ChallengeMade,
    ChallengeMoved,
    ChallengeState,
    PathwayKind,
    may_move_by_hand,
)
from programme.rules.drafts import ChallengeDraft, checked_challenge
from programme.rules.pathways import CONTINUES_IN, PathwayChanged, checked_reason, may_change
from programme.rules.pathways import REFUSALS as PATHWAY_REFUSALS
from programme.rules.stages import Dates, Stage

NO_DEPARTMENT = say("Choose a department from the list.")
NO_CONSULTATION = say("There is no consultation with this address name here.")
RESERVED = frozenset({"for-firms", "ideas", "import", "new", "register"})
"""Names that pages have."""

STOPPED = frozenset({ChallengeState.ON_HOLD, ChallengeState.WITHDRAWN})


def propose_challenge(work: Work, programme_id: UUID, draft: ChallengeDraft) -> Challenge:
    """Write a challenge down as an idea.

    Raises:
        NotFound: no such programme.
        Invalid: something in the draft cannot stay as it is.
        Conflict: the slug that was asked for is taken.
    """
    programme = own_programme(work, programme_id)
    draft = checked_challenge(draft)
    made = Challenge(
        id=uuid4(),
        authority_id=programme.authority_id,
        programme_id=programme.id,
        department_id=_own_department(work, draft.department_id),
        slug=_free_slug(work, draft),
        title=draft.title,
        question=draft.question,
        summary=draft.summary,
        pathway=draft.pathway,
        state=ChallengeState.IDEA,
        proposed_by_id=work.actor.person_id,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record(ChallengeMade(made.id, programme_id=programme.id))
    return made


def change_challenge(work: Work, challenge_id: UUID, draft: ChallengeDraft) -> None:
    """Let a challenge say what *draft* says; an earlier question is kept, its pathway stays.

    Raises:
        NotFound: no such challenge.
        Invalid: something in the draft cannot stay as it is.
    """
    challenge = own_challenge(work, challenge_id)
    draft = checked_challenge(draft)
    if challenge.question != draft.question:
        _keep_wording(work, challenge)
    challenge.title, challenge.question = draft.title, draft.question
    challenge.summary = draft.summary
    challenge.department_id = _own_department(work, draft.department_id)
    work.session.flush()
    changed(work, challenge)


def link_consultation(work: Work, challenge_id: UUID, slug: str | None) -> None:
    """Tie a challenge to the consultation whose evidence it can cite, or to none.

    Raises:
        NotFound: no such challenge.
        Invalid: the council has no such consultation.
    """
    challenge = own_challenge(work, challenge_id)
    linked = None
    if slug:
        linked = evidence.consultation_id(work.session, work.actor.authority_id, slug)
        if linked is None:
            raise Invalid(NO_CONSULTATION, fields={"consultation": NO_CONSULTATION})
    challenge.consultation_id = linked
    work.session.flush()
    changed(work, challenge)


def move_challenge(
    work: Work, challenge_id: UUID, after: ChallengeState, reason: str | None = None
) -> None:
    """Take a challenge to another state; holding, resuming and withdrawing need their reason.

    Raises:
        NotFound: no such challenge.
        Invalid: a reason is needed and does not say anything.
        Conflict: *after* does not follow, a gate in between is shut, or an outcome leads there.
    """
    challenge = own_challenge(work, challenge_id)
    at = standing_of(challenge)
    agree(may_move_by_hand(at, after, passed_gates(work.session, challenge.id)), REFUSALS)
    if after in STOPPED or at.state in STOPPED:
        reason = checked_reason(reason or "")
    pass_on(work, challenge, after, reason)


def pass_on(
    work: Work, challenge: Challenge, after: ChallengeState, reason: str | None = None
) -> None:
    """Move a challenge whose step has been agreed to, and note it."""
    before = challenge.state
    stood = challenge.stood_at or before
    challenge.stood_at = stood if after in STOPPED else None
    challenge.state = after
    work.session.add(
        ChallengeMove(
            challenge_id=challenge.id,
            before=before,
            after=after,
            reason=reason,
            moved_at=work.now,
            moved_by_id=work.actor.person_id,
        )
    )
    work.session.flush()
    work.record(ChallengeMoved(challenge.id, challenge.programme_id, before, after))


def change_pathway(work: Work, challenge_id: UUID, after: PathwayKind, reason: str) -> None:
    """Let a challenge take the other pathway from where it stands.

    Raises:
        NotFound: no such challenge.
        Conflict: it is on it already, or its brief is released.
        Invalid: the reason says nothing.
    """
    challenge = own_challenge(work, challenge_id)
    before = challenge.pathway
    agree(may_change(before, after, challenge.state), PATHWAY_REFUSALS)
    reason = checked_reason(reason)
    goes_on = CONTINUES_IN[after][challenge.state]
    challenge.pathway = after
    work.session.add(
        PathwayChange(
            challenge_id=challenge.id,
            before=before,
            after=after,
            reason=reason,
            changed_at=work.now,
            changed_by_id=work.actor.person_id,
        )
    )
    work.record(PathwayChanged(challenge.id, challenge.programme_id, before, after))
    if goes_on is not challenge.state:
        pass_on(work, challenge, goes_on, reason)
    work.session.flush()


def set_dates(
    work: Work, challenge_id: UUID, stage: Stage, dates: Dates, because: str | None = None
) -> None:
    """Set when a stage's gate is promised and now expected; a promise that is kept is not moved.

    Raises:
        NotFound: no such challenge.
        Invalid: the promised day moves, or the expected one does without a reason.
    """
    challenge = own_challenge(work, challenge_id)
    row = stage_row(work, challenge.id, stage)
    if row.baseline_on and dates.baseline_on != row.baseline_on:
        wrong = say("A promised day stays. Change the day that is expected now.")
        raise Invalid(wrong, fields={"baseline_on": wrong})
    slips = _is_later(dates.forecast_on, row.forecast_on or dates.baseline_on)
    if slips and not because:
        wrong = say("Say why it is expected later.")
        raise Invalid(wrong, fields={"late_because": wrong})
    row.baseline_on, row.forecast_on = dates.baseline_on, dates.forecast_on
    if because:
        row.late_because = checked_reason(because, field="late_because")
    work.session.flush()
    changed(work, challenge)


def stage_row(work: Work, challenge_id: UUID, stage: Stage) -> ChallengeStage:
    """Return the dates of one stage, made where there are none yet."""
    row = work.session.get(ChallengeStage, (challenge_id, stage))
    if row is None:
        row = ChallengeStage(challenge_id=challenge_id, stage=stage)
        work.session.add(row)
    return row


def note_passed(work: Work, challenge_id: UUID, stage: Stage) -> None:
    """Write down that a stage's gate is passed today."""
    stage_row(work, challenge_id, stage).actual_on = london_day(work.now)


def _is_later(day: date | None, than: date | None) -> bool:
    return day is not None and than is not None and day > than


def _keep_wording(work: Work, challenge: Challenge) -> None:
    told = select(ChallengeWording.number).where(ChallengeWording.challenge_id == challenge.id)
    work.session.add(
        ChallengeWording(
            challenge_id=challenge.id,
            number=max(work.session.scalars(told), default=-1) + 1,
            question=challenge.question,
            source="",
            said_at=work.now,
        )
    )


def _own_department(work: Work, department_id: UUID | None) -> UUID | None:
    if department_id is None:
        return None
    ours = select(Department.id).where(
        Department.id == department_id, Department.authority_id == work.actor.authority_id
    )
    if work.session.scalar(ours) is None:
        raise Invalid(NO_DEPARTMENT, fields={"department_id": NO_DEPARTMENT})
    return department_id


def _free_slug(work: Work, draft: ChallengeDraft) -> str:
    base = draft.slug or code_from(draft.title) or "challenge"
    like = select(Challenge.slug).where(
        Challenge.authority_id == work.actor.authority_id,
        Challenge.slug.startswith(base, autoescape=True),
    )
    taken = {*work.session.scalars(like), *RESERVED}
    if draft.slug and base in taken:
        raise Conflict(say("Another challenge has this name in its address."))
    return next(
        slug
        for slug in itertools.chain([base], (f"{base}-{n}" for n in itertools.count(2)))
        if slug not in taken
    )
