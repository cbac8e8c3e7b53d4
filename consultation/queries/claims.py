"""Claims as the public reads them: what goes round, what is known, who cites it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from consultation.models.claims import Citation, Claim, ClaimVersion
from consultation.models.comments import Comment
from consultation.rules.claims import ClaimState, Source, Verdict
from consultation.rules.comments import Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.likeness import ALIKE, likeness, sentences

MOST_CLAIMS = 200
MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was said before a correction."""

    claim: str
    verdict: Verdict
    fact: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicClaim:
    """One claim with the version that is public.

    Args:
        comments: how many that everybody can read cite it.
        version: 1 for the first; *earlier* are those before it, the latest first.
    """

    id: UUID
    number: int
    claim: str
    verdict: Verdict
    fact: str
    checked_by: str
    due_on: date | None
    sources: tuple[Source, ...]
    published_at: datetime
    version: int
    comments: int
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedFact:
    """What was found about something that a comment says, for a note beside it."""

    number: int
    claim: str
    verdict: Verdict


def public_claims(session: Session, consultation_id: UUID) -> list[PublicClaim]:
    """Return what is public, the claims first that most comments cite; one statement."""
    asked = _public().where(Claim.consultation_id == consultation_id)
    found = [_claim(row) for row in session.execute(asked.limit(MOST_CLAIMS))]
    return sorted(found, key=lambda each: (-each.comments, each.number))


def public_claim(session: Session, consultation_id: UUID, number: int) -> PublicClaim | None:
    """Return one claim with what was said before its corrections, or None; two statements."""
    asked = _public().where(Claim.consultation_id == consultation_id, Claim.number == number)
    row = session.execute(asked).one_or_none()
    if row is None:
        return None
    before = session.execute(
        select(
            ClaimVersion.claim, ClaimVersion.verdict, ClaimVersion.fact, ClaimVersion.published_at
        )
        .where(
            ClaimVersion.claim_id == row.id,
            ClaimVersion.state == ClaimState.PUBLISHED,
            ClaimVersion.number < row.shown,
        )
        .order_by(ClaimVersion.number.desc())
    )
    return replace(_claim(row), earlier=tuple(Earlier(*each) for each in before))


def claim_count(session: Session, consultation_id: UUID) -> int:
    """Return how many claims of a consultation are public."""
    asked = select(func.count()).where(
        Claim.consultation_id == consultation_id, Claim.shown.is_not(None)
    )
    return session.scalar(asked) or 0


def citing_comments(session: Session, claim_id: UUID) -> list[str]:
    """Return the names of public comments that cite a claim, the oldest first."""
    asked = (
        select(Comment.ref)
        .join(Citation, Citation.comment_id == Comment.id)
        .where(Citation.claim_id == claim_id, *_is_read())
        .order_by(Comment.posted_at, Comment.id)
        .limit(MOST_NAMED)
    )
    return list(session.scalars(asked))


def facts_beside(
    session: Session, comment_ids: Iterable[UUID]
) -> dict[UUID, tuple[CheckedFact, ...]]:
    """Return what is public about what comments say, by comment; one statement."""
    asked = (
        select(Citation.comment_id, Claim.number, ClaimVersion.claim, ClaimVersion.verdict)
        .join(Claim, Claim.id == Citation.claim_id)
        .join(ClaimVersion, _is_shown())
        .where(Citation.comment_id.in_(list(comment_ids)))
        .order_by(Claim.number)
    )
    found: dict[UUID, tuple[CheckedFact, ...]] = {}
    for comment_id, number, claim, verdict in session.execute(asked):
        fact = CheckedFact(number, claim, verdict)
        found[comment_id] = (*found.get(comment_id, ()), fact)
    return found


def already_checked(
    session: Session, consultation_id: UUID, text: str, most: int = 3
) -> tuple[PublicClaim, ...]:
    """Return claims that *text* makes as well, the most alike first; none rather than wrong."""
    said = sentences(text)
    if not said:
        return ()
    scored = [
        (likeness(said, sentences(each.claim)), each)
        for each in public_claims(session, consultation_id)
    ]
    best = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return tuple(each for _, each in best[:most])


def _public() -> Select[Any]:
    cited = (
        select(func.count())
        .select_from(Citation)
        .join(Comment, Comment.id == Citation.comment_id)
        .where(Citation.claim_id == Claim.id, *_is_read())
        .scalar_subquery()
    )
    return select(
        Claim.id,
        Claim.number,
        Claim.shown,
        ClaimVersion.claim,
        ClaimVersion.verdict,
        ClaimVersion.fact,
        ClaimVersion.checked_by,
        ClaimVersion.due_on,
        ClaimVersion.sources,
        ClaimVersion.published_at,
        cited.label("comments"),
    ).join(ClaimVersion, _is_shown())


def _is_shown() -> ColumnElement[bool]:
    return (ClaimVersion.claim_id == Claim.id) & (ClaimVersion.number == Claim.shown)


def _is_read() -> tuple[ColumnElement[bool], ...]:
    return (
        Comment.moderation == Moderation.VISIBLE,
        Comment.is_withheld.is_(False),
        Comment.feedback_status != FeedbackStatus.WITHDRAWN,
    )


def _claim(row: Any) -> PublicClaim:  # noqa: ANN401  a row
    return PublicClaim(
        id=row.id,
        number=row.number,
        claim=row.claim,
        verdict=row.verdict,
        fact=row.fact,
        checked_by=row.checked_by,
        due_on=row.due_on,
        sources=tuple(Source(words, url) for words, url in row.sources),
        published_at=row.published_at,
        version=row.shown,
        comments=row.comments,
    )
