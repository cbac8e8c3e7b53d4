"""Claims as the desk works on them: what was heard, what is drafted, which comments say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consultation.models.claims import Citation, Claim, ClaimVersion
from consultation.models.comments import Comment
from consultation.models.search import CommentWords
from consultation.rules.claims import ClaimState, Source, Verdict
from consultation.rules.comments import Speaker
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.likeness import ALIKE, likeness, sentences
from foundation.base.fulltext import has_words
from foundation.base.search_words import sought

MOST_LINES = 500
MOST_CANDIDATES = 500
MOST_SUGGESTED = 20


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim in the desk's list; *verdict* and *state* are the latest version's, or None."""

    number: int
    words: str
    verdict: Verdict | None
    state: ClaimState | None
    is_public: bool
    comments: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class DraftedClaim:
    """The latest version of a claim; ``writers`` are ids as text."""

    revision: int
    number: int
    state: ClaimState
    claim: str
    verdict: Verdict
    fact: str
    checked_by: str
    due_on: date | None
    sources: tuple[Source, ...]
    is_material: bool
    writers: tuple[str, ...]
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class SaidLike:
    """A comment that cites a claim, or may."""

    ref: str
    text: str
    language: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class DeskClaim:
    """One claim with its draft, the comments beside it, and those that may belong there."""

    id: UUID
    number: int
    heard: str | None
    shown: int | None
    version: DraftedClaim | None
    cited: tuple[SaidLike, ...]
    suggested: tuple[SaidLike, ...]


def desk_claims(session: Session, consultation_id: UUID) -> list[ClaimLine]:
    """Return every claim of a consultation, what waits for a check first; one statement."""
    cited = (
        select(func.count()).where(Citation.claim_id == Claim.id).correlate(Claim).scalar_subquery()
    )
    last = (
        select(func.max(ClaimVersion.number))
        .where(ClaimVersion.claim_id == Claim.id)
        .correlate(Claim)
        .scalar_subquery()
    )
    asked = (
        select(
            Claim.number,
            func.coalesce(ClaimVersion.claim, Claim.heard, "").label("words"),
            ClaimVersion.verdict,
            ClaimVersion.state,
            Claim.shown.is_not(None).label("is_public"),
            cited.label("comments"),
            Claim.made_at,
        )
        .outerjoin(
            ClaimVersion, (ClaimVersion.claim_id == Claim.id) & (ClaimVersion.number == last)
        )
        .where(Claim.consultation_id == consultation_id)
        .order_by(Claim.number.desc())
        .limit(MOST_LINES)
    )
    lines = [ClaimLine(*row) for row in session.execute(asked)]
    return sorted(lines, key=lambda line: line.state is ClaimState.PUBLISHED)


def desk_claim(session: Session, consultation_id: UUID, number: int) -> DeskClaim | None:
    """Return one claim of a consultation, or None; four statements."""
    claim = session.execute(
        select(Claim.id, Claim.number, Claim.heard, Claim.shown).where(
            Claim.consultation_id == consultation_id, Claim.number == number
        )
    ).one_or_none()
    if claim is None:
        return None
    version = _latest(session, claim.id)
    said = select(Comment.ref, Comment.text, Comment.language, Comment.posted_at)
    cited = session.execute(
        said.join(Citation, Citation.comment_id == Comment.id)
        .where(Citation.claim_id == claim.id, Comment.feedback_status != FeedbackStatus.WITHDRAWN)
        .order_by(Comment.posted_at, Comment.id)
        .limit(MOST_LINES)
    )
    words = version.claim if version else claim.heard or ""
    return DeskClaim(
        *claim,
        version,
        tuple(SaidLike(*row) for row in cited),
        _suggested(session, said, consultation_id, claim.id, words),
    )


def _latest(session: Session, claim_id: UUID) -> DraftedClaim | None:
    asked = select(ClaimVersion).where(ClaimVersion.claim_id == claim_id)
    found = session.scalars(asked.order_by(ClaimVersion.number.desc()).limit(1)).one_or_none()
    if found is None:
        return None
    return DraftedClaim(
        found.revision,
        found.number,
        found.state,
        found.claim,
        found.verdict,
        found.fact,
        found.checked_by,
        found.due_on,
        tuple(Source(words, url) for words, url in found.sources),
        found.is_material,
        tuple(found.writers),
        found.published_at,
    )


def _suggested(
    session: Session,
    said: Select[str, str, str, datetime],
    consultation_id: UUID,
    claim_id: UUID,
    words: str,
) -> tuple[SaidLike, ...]:
    """Return comments that say nearly the same and are not beside the claim, the nearest first."""
    claim = sentences(words)
    if not claim:
        return ()
    beside = select(Citation.comment_id).where(Citation.claim_id == claim_id)
    found = session.execute(
        said.join(CommentWords, CommentWords.comment_id == Comment.id)
        .where(
            CommentWords.consultation_id == consultation_id,
            has_words(CommentWords.words, sought(words), any_of=True),
            Comment.speaker == Speaker.PUBLIC,
            Comment.feedback_status != FeedbackStatus.WITHDRAWN,
            Comment.id.not_in(beside),
        )
        .order_by(Comment.posted_at.desc(), Comment.id)
        .limit(MOST_CANDIDATES)
    )
    scored = [(likeness(claim, sentences(row.text)), SaidLike(*row)) for row in found]
    best = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return tuple(each for _, each in best[:MOST_SUGGESTED])
