"""Issues, what was done with each, and which point moved when from where to where."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.dispositions import Disposition, Proof
from consultation.rules.issues import Deed, IssueStatus
from foundation.base.db import Model, key, one_of


class Issue(Model):
    """What several people say, numbered for good within its consultation; never deleted.

    ``answered_at`` is when its answer went out, None again once it is reopened.
    """

    __tablename__ = "issue"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        CheckConstraint("(status = 'merged') = (merged_into_id IS NOT NULL)", name="merged_where"),
        Index("ix_issue_topic", "consultation_id", "topic"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    title: Mapped[str]
    topic: Mapped[str | None]
    status: Mapped[IssueStatus] = mapped_column(one_of(IssueStatus), default=IssueStatus.OPEN)
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("issue.id"))
    split_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("issue.id"))
    made_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class IssueStep(Model):
    """One thing that was done with an issue, by whom and when; with which other issue.

    ``after`` is where the issue stood then; ``people`` is how many were told.
    """

    __tablename__ = "issue_step"
    __table_args__ = (
        UniqueConstraint("issue_id", "position"),
        Index("ix_issue_step_other", "other_id"),
    )

    id: Mapped[UUID] = key()
    issue_id: Mapped[UUID] = mapped_column(ForeignKey("issue.id"))
    position: Mapped[int]
    deed: Mapped[Deed] = mapped_column(one_of(Deed))
    other_id: Mapped[UUID | None] = mapped_column(ForeignKey("issue.id"))
    after: Mapped[IssueStatus] = mapped_column(one_of(IssueStatus))
    reason: Mapped[str | None]
    people: Mapped[int | None]
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[UUID | None]
    undone_at: Mapped[datetime | None]


class PointMove(Model):
    """One point passed from one issue to another, or from none to none."""

    __tablename__ = "point_move"

    step_id: Mapped[UUID] = mapped_column(ForeignKey("issue_step.id"), primary_key=True)
    point_id: Mapped[UUID] = mapped_column(ForeignKey("point.id"), primary_key=True, index=True)
    before_id: Mapped[UUID | None] = mapped_column(ForeignKey("issue.id"))
    after_id: Mapped[UUID | None] = mapped_column(ForeignKey("issue.id"))


class KeptApart(Model):
    """Somebody looked at two issues and said that they are not the same."""

    __tablename__ = "issue_kept_apart"

    issue_id: Mapped[UUID] = mapped_column(ForeignKey("issue.id"), primary_key=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("issue.id"), primary_key=True)


class IssueOutcome(Model):
    """What an issue came to; a later number takes the place of an earlier one.

    Residents see it from ``told_at``. ``spread_at`` is when everybody in it had been told.
    """

    __tablename__ = "issue_outcome"
    __table_args__ = (
        UniqueConstraint("issue_id", "number"),
        CheckConstraint("(proof IS NULL) = (proof_words IS NULL)", name="proof_says_where"),
        Index("ix_issue_outcome_waiting", "ended_at", "spread_at"),
    )

    id: Mapped[UUID] = key()
    issue_id: Mapped[UUID] = mapped_column(ForeignKey("issue.id"))
    number: Mapped[int]
    disposition: Mapped[Disposition] = mapped_column(one_of(Disposition))
    reason: Mapped[str]
    proof: Mapped[Proof | None] = mapped_column(one_of(Proof))
    proof_words: Mapped[str | None]
    proof_url: Mapped[str | None]
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID | None]
    told_at: Mapped[datetime | None]
    spread_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
