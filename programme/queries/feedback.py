"""Feedback to firms: for the council every submission that was not chosen, for a firm its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.feedback import FeedbackLine, FeedbackWriter, FirmFeedback
from programme.models.firms import Firm, FirmMember
from programme.models.submissions import Submission
from programme.queries.justifications import outcome_of
from programme.rules.feedback import NOT_CHOSEN, FeedbackState, LineDraft, drafted
from programme.rules.submissions import SubmissionState

_COLUMNS = (
    Submission.id.label("submission_id"),
    Submission.ref,
    Submission.state.label("submission_state"),
    Firm.name.label("firm"),
    Challenge.title.label("challenge"),
    Challenge.slug.label("challenge_slug"),
    FirmFeedback.id.label("id"),
    FirmFeedback.state,
    FirmFeedback.told,
    FirmFeedback.drafted_at,
    FirmFeedback.released_at,
    FirmFeedback.read_at,
)


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """A submission that was not chosen, and its feedback; no ``id`` and state before a draft."""

    submission_id: UUID
    ref: str
    submission_state: SubmissionState
    firm: str
    challenge: str
    challenge_slug: str
    id: UUID | None
    state: FeedbackState | None
    told: int | None
    drafted_at: datetime | None
    released_at: datetime | None
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """One feedback with a line for each criterion; ``writers`` are people."""

    row: FeedbackRow
    revision: int
    lines: tuple[LineDraft, ...]
    writers: frozenset[UUID]


def feedback_of(
    session: Session, authority_id: UUID, challenge_id: UUID
) -> tuple[FeedbackRow, ...]:
    """Return every submission to a challenge that was not chosen, by reference."""
    asked = (
        _rows(authority_id, is_outer=True)
        .where(
            Submission.challenge_id == challenge_id,
            or_(Submission.state.in_(NOT_CHOSEN), FirmFeedback.id.is_not(None)),
        )
        .order_by(Submission.ref)
    )
    return tuple(FeedbackRow(**row._mapping) for row in session.execute(asked))


def own_feedback(session: Session, authority_id: UUID, person_id: UUID) -> tuple[FeedbackRow, ...]:
    """Return what the firms of a person were told; a draft is none."""
    asked = _rows(authority_id).where(
        Submission.firm_id.in_(select(FirmMember.firm_id).where(FirmMember.person_id == person_id)),
        FirmFeedback.state != FeedbackState.DRAFT,
    )
    in_order = asked.order_by(FirmFeedback.released_at, FirmFeedback.id)
    return tuple(FeedbackRow(**row._mapping) for row in session.execute(in_order))


def feedback_page(session: Session, authority_id: UUID, feedback_id: UUID) -> FeedbackPage | None:
    """Return one feedback of a council, or None."""
    asked = _rows(authority_id).where(FirmFeedback.id == feedback_id)
    row = session.execute(asked).one_or_none()
    if row is None:
        return None
    lines = (
        select(FeedbackLine)
        .where(FeedbackLine.feedback_id == feedback_id)
        .order_by(FeedbackLine.position)
    )
    writers = select(FeedbackWriter.person_id).where(FeedbackWriter.feedback_id == feedback_id)
    return FeedbackPage(
        FeedbackRow(**row._mapping),
        session.get_one(FirmFeedback, feedback_id).revision,
        tuple(
            LineDraft(each.title, each.weight, each.top_mark, each.mark, each.words)
            for each in session.scalars(lines)
        ),
        frozenset(session.scalars(writers)),
    )


def reasons(session: Session, authority_id: UUID, submission_id: UUID) -> tuple[LineDraft, ...]:
    """Return what the panel said of each criterion; nothing before it has agreed."""
    outcome = outcome_of(session, authority_id, submission_id)
    return tuple(
        LineDraft(
            each.criterion.title,
            each.criterion.weight,
            each.criterion.top_mark,
            None if each.mark is None else round(each.mark * 100),
            drafted(each.reasons, each.agreed_because),
        )
        for each in (outcome.justifications if outcome else ())
    )


def _rows(authority_id: UUID, *, is_outer: bool = False) -> Any:  # noqa: ANN401  many columns
    return (
        select(*_COLUMNS)
        .select_from(Submission)
        .join(Firm, Firm.id == Submission.firm_id)
        .join(Challenge, Challenge.id == Submission.challenge_id)
        .join(FirmFeedback, FirmFeedback.submission_id == Submission.id, isouter=is_outer)
        .where(Submission.authority_id == authority_id)
    )
