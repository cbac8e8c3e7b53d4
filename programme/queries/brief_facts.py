"""How far a brief has come, as its gate asks; and who wrote in it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.models.briefs import (
    Brief,
    BriefEdit,
    BriefKey,
    BriefSection,
    Citation,
    SuccessMeasure,
)
from programme.rules.briefs import BriefState, Key
from programme.rules.snapshots import BriefFacts

APPROVED = frozenset({BriefState.IN_REVIEW, BriefState.APPROVED, BriefState.RELEASED})
"""States in which the keys of the latest version still stand for what the brief says."""


def brief_facts(session: Session, challenge_id: UUID) -> BriefFacts:
    """Return what the release gate asks of a brief; all zero where none is begun."""
    brief = session.execute(
        select(Brief.state, Brief.version).where(Brief.challenge_id == challenge_id)
    ).one_or_none()
    keys = _keys(session, challenge_id, brief.version) if brief and brief.state in APPROVED else ()
    complete, waived = _sections(session, challenge_id)
    measures, with_baseline = session.execute(
        select(func.count(), func.count(SuccessMeasure.baseline)).where(
            SuccessMeasure.challenge_id == challenge_id
        )
    ).one()
    cited = session.execute(
        select(Citation.from_residents).where(
            Citation.challenge_id == challenge_id, Citation.dropped_at.is_(None)
        )
    ).all()
    return BriefFacts(
        complete=complete,
        waived=waived,
        owner_key=Key.OWNER in keys,
        procurement_key=Key.PROCUREMENT in keys,
        measures=measures,
        measures_with_baseline=with_baseline,
        citations=len(cited),
        from_residents=sum(row.from_residents for row in cited),
    )


def writers_of(session: Session, challenge_id: UUID) -> frozenset[UUID]:
    """Return everybody who changed anything in a brief."""
    asked = select(BriefEdit.edited_by_id).where(BriefEdit.challenge_id == challenge_id)
    return frozenset(each for each in session.scalars(asked) if each)


def _sections(session: Session, challenge_id: UUID) -> tuple[int, int]:
    asked = select(BriefSection.is_complete, BriefSection.waived_because).where(
        BriefSection.challenge_id == challenge_id
    )
    rows = session.execute(asked).all()
    complete = sum(row.is_complete for row in rows)
    return complete, sum(row.waived_because is not None for row in rows)


def _keys(session: Session, challenge_id: UUID, version: int) -> tuple[Key, ...]:
    asked = select(BriefKey.key).where(
        BriefKey.challenge_id == challenge_id, BriefKey.version == version
    )
    return tuple(session.scalars(asked))
