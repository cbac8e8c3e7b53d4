"""Write down what a programme showed and what goes on, and take a line back."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import agree
from foundation.base.work import Work
from programme.commands.own import own_programme
from programme.models.challenges import Challenge
from programme.models.evaluations import Finding
from programme.models.programmes import Programme
from programme.rules.evaluations import (
    REFUSALS,
    FindingDraft,
    FindingKept,
    FindingWithdrawn,
    checked_finding,
    may_keep,
    may_withdraw,
)
from programme.rules.pathways import checked_reason
from programme.rules.workshops import NOT_OURS


def keep_finding(work: Work, programme_id: UUID, draft: FindingDraft) -> UUID:
    """Write a line of the evaluation record; return its id.

    Raises:
        NotFound: no such programme.
        Invalid: something in the draft cannot stay, or the challenge is of another programme.
        Conflict: there are too many.
    """
    programme = own_programme(work, programme_id)
    tidy = checked_finding(draft)
    if tidy.challenge_id is not None:
        ours = select(Challenge.id).where(
            Challenge.id == tidy.challenge_id, Challenge.programme_id == programme.id
        )
        if work.session.scalar(ours) is None:
            raise Invalid(NOT_OURS, fields={"challenge": NOT_OURS})
    counted = select(func.count()).where(Finding.programme_id == programme.id)
    agree(may_keep(work.session.scalar(counted) or 0), REFUSALS)
    assert tidy.fate  # noqa: S101  checked just now
    made = Finding(
        id=uuid4(),
        programme_id=programme.id,
        challenge_id=tidy.challenge_id,
        showed=tidy.showed,
        fate=tidy.fate,
        kept=tidy.kept,
        by_whom=tidy.by_whom,
        from_on=tidy.from_on,
        pain=tidy.pain,
        noted_by_id=work.actor.person_id,
        noted_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record(FindingKept(made.id, programme_id=programme.id, fate=tidy.fate))
    return made.id


def withdraw_finding(work: Work, finding_id: UUID, reason: str) -> None:
    """Take a line back; it stays in the record with its reason.

    Raises:
        NotFound: no such line.
        Conflict: it was taken back already.
        Invalid: the reason says nothing.
    """
    asked = (
        select(Finding)
        .join(Programme, Programme.id == Finding.programme_id)
        .where(Finding.id == finding_id, Programme.authority_id == work.actor.authority_id)
        .with_for_update(of=Finding)
    )
    row = work.session.scalars(asked).one_or_none()
    if row is None:
        raise NotFound("There is no such line.")
    agree(may_withdraw(is_withdrawn=row.withdrawn_at is not None), REFUSALS)
    row.withdrawn_because, row.withdrawn_at = checked_reason(reason), work.now
    work.session.flush()
    work.record(FindingWithdrawn(row.id, programme_id=row.programme_id))
