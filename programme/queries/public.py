"""Challenges as firms and residents may read them: from their release on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from programme.models.briefs import Brief, BriefVersion
from programme.models.challenges import Challenge
from programme.models.clarifications import Clarification
from programme.models.criteria import criteria_of
from programme.models.gates import GateWaiver
from programme.queries.challenges import ChallengePage, challenge_page, challenge_pages
from programme.rules.challenges import is_public
from programme.rules.criteria import Criterion
from programme.rules.lines import Line


@dataclass(frozen=True, slots=True)
class Question:
    """What a firm asked and, once there, the answer to all."""

    id: UUID
    question: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicChallenge:
    """A challenge with its released brief and the questions that are answered.

    Args:
        said: the released version of the brief as it was frozen, or nothing.
        waived: the lines that were waived, each with its reason.
        criteria: what submissions are scored on, once that is fixed for good.
    """

    page: ChallengePage
    version: int | None
    said: dict[str, Any]
    questions: tuple[Question, ...]
    waived: tuple[tuple[Line, str], ...]
    criteria: tuple[Criterion, ...]
    criteria_fixed_at: datetime | None
    changed_at: datetime


def public_challenges(session: Session, authority_id: UUID) -> list[ChallengePage]:
    """Return every challenge that anybody may read, the latest window first."""
    shown = [page for page in challenge_pages(session, authority_id) if is_public(page.at)]
    return sorted(shown, key=lambda page: page.closes_at or page.made_at, reverse=True)


def public_challenge(
    session: Session, authority_id: UUID, slug: str, now: datetime
) -> PublicChallenge | None:
    """Return a challenge that anybody may read, or None."""
    page = challenge_page(session, authority_id, slug)
    if page is None or not is_public(page.at):
        return None
    brief = session.get(Brief, page.id)
    version = brief.released_version if brief else None
    kept = session.get(BriefVersion, (page.id, version)) if version else None
    questions = questions_of(session, page.id, answered=True)
    fixed_at = session.get_one(Challenge, page.id).criteria_frozen_at
    moments = [each.answered_at for each in questions if each.answered_at]
    released = [brief.released_at] if brief and brief.released_at else []
    return PublicChallenge(
        page,
        version,
        kept.said if kept else {},
        tuple(questions),
        _waived(session, page.id, now),
        criteria_of(session, page.id) if fixed_at else (),
        fixed_at,
        max([page.made_at, *moments, *released]),
    )


def questions_of(
    session: Session, challenge_id: UUID, *, answered: bool | None = None
) -> list[Question]:
    """Return the questions about a challenge, the latest answers first; those that wait, oldest."""
    asked = select(
        Clarification.id,
        Clarification.question,
        Clarification.asked_at,
        Clarification.answer,
        Clarification.answered_at,
    ).where(Clarification.challenge_id == challenge_id)
    if answered is True:
        asked = asked.where(Clarification.answered_at.is_not(None))
    elif answered is False:
        asked = asked.where(Clarification.answered_at.is_(None))
    order = (Clarification.answered_at.desc(), Clarification.asked_at)
    return [Question(*row) for row in session.execute(asked.order_by(*order))]


def _waived(session: Session, challenge_id: UUID, now: datetime) -> tuple[tuple[Line, str], ...]:
    asked = select(GateWaiver.line, GateWaiver.reason).where(
        GateWaiver.challenge_id == challenge_id,
        GateWaiver.signed_at.is_not(None),
        GateWaiver.ends_on >= london_day(now),
    )
    return tuple((row.line, row.reason) for row in session.execute(asked))
