"""Write what submissions are scored on, and freeze it before firms can answer."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import changed, own_challenge
from programme.models.challenges import Challenge
from programme.models.criteria import ScoredCriterion, as_rule
from programme.rules.criteria import (
    MOST_CRITERIA,
    REFUSALS,
    Criterion,
    WhyNot,
    checked_criteria,
    checked_criterion,
    may_change,
)


def write_criterion(work: Work, challenge_id: UUID, draft: Criterion) -> str:
    """Add a criterion, or change the one that has the draft's code; return its code.

    Raises:
        NotFound: no such challenge, or none of its criteria has this code.
        Invalid: it cannot be scored by.
        Conflict: criteria are frozen, firms can answer, or there are too many.
    """
    challenge, rows = _changeable(work, challenge_id)
    row = _named(rows, draft.code) if draft.code else _next(challenge, rows)
    made = checked_criterion(replace(draft, code=row.code))
    row.title, row.weight, row.least = made.title, made.weight, made.least
    row.top_mark, row.anchors = made.top_mark, list(made.anchors)
    work.session.add(row)
    work.session.flush()
    changed(work, challenge)
    return row.code


def remove_criterion(work: Work, challenge_id: UUID, code: str) -> None:
    """Take a criterion out.

    Raises:
        NotFound: no such challenge or criterion.
        Conflict: criteria are frozen, or firms can answer.
    """
    challenge, rows = _changeable(work, challenge_id)
    work.session.delete(_named(rows, code))
    work.session.flush()
    changed(work, challenge)


def freeze_criteria(work: Work, challenge_id: UUID) -> None:
    """Let criteria, weights and anchors stand as they are.

    Raises:
        NotFound: no such challenge.
        Conflict: they are frozen, or firms can answer.
        Invalid: they are not whole; the sentence says by how much weights are off.
    """
    challenge, rows = _changeable(work, challenge_id)
    checked_criteria([as_rule(row) for row in rows])
    challenge.criteria_frozen_at = work.now
    work.session.flush()
    changed(work, challenge)


def _changeable(work: Work, challenge_id: UUID) -> tuple[Challenge, list[ScoredCriterion]]:
    challenge = own_challenge(work, challenge_id)
    agree(
        may_change(
            frozen_at=challenge.criteria_frozen_at, opens_at=challenge.opens_at, now=work.now
        ),
        REFUSALS,
    )
    asked = (
        select(ScoredCriterion)
        .where(ScoredCriterion.challenge_id == challenge.id)
        .order_by(ScoredCriterion.position)
    )
    return challenge, list(work.session.scalars(asked))


def _named(rows: list[ScoredCriterion], code: str) -> ScoredCriterion:
    for row in rows:
        if row.code == code:
            return row
    raise NotFound(say("There is no such criterion. Maybe somebody has removed it."))


def _next(challenge: Challenge, rows: list[ScoredCriterion]) -> ScoredCriterion:
    if len(rows) >= MOST_CRITERIA:
        raise refused(WhyNot.TOO_MANY, REFUSALS)
    position = max((row.position for row in rows), default=0) + 1
    return ScoredCriterion(challenge_id=challenge.id, code=f"c{position}", position=position)
