"""What firms submit to a challenge, what was done to it, and more time for all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.eligibility import Verdict
from programme.rules.firm_files import FileKind
from programme.rules.submissions import SubmissionState


class Submission(Model):
    """One firm's answer to one challenge; who certified it never submits it."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("challenge_id", "firm_id"),
        Index("uq_submission_of_challenge", "id", "challenge_id", unique=True),
        CheckConstraint(
            "submitted_by_id IS NULL OR submitted_by_id <> certified_by_id", name="second_person"
        ),
        Index("ix_submission_state", "challenge_id", "state"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    firm_id: Mapped[UUID] = mapped_column(ForeignKey("firm.id"), index=True)
    set_id: Mapped[UUID] = mapped_column(ForeignKey("answer_set.id"), unique=True)
    ref: Mapped[str] = mapped_column(unique=True)
    state: Mapped[SubmissionState] = mapped_column(one_of(SubmissionState))
    certified_by_id: Mapped[UUID | None]
    submitted_by_id: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    made_at: Mapped[datetime]


class SubmissionFile(Model):
    """A file that an answer names; what it shows stands with the file."""

    __tablename__ = "submission_file"

    id: Mapped[UUID] = key()
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), index=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"))
    kind: Mapped[FileKind] = mapped_column(one_of(FileKind))
    added_at: Mapped[datetime]


class SubmissionMove(Model):
    """A submission went from one state to another; with a reason where somebody gave one."""

    __tablename__ = "submission_move"
    __table_args__ = (Index("ix_submission_move_when", "submission_id", "moved_at"),)

    id: Mapped[UUID] = key()
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    before: Mapped[SubmissionState] = mapped_column(one_of(SubmissionState, "before"))
    after: Mapped[SubmissionState] = mapped_column(one_of(SubmissionState, "after"))
    reason: Mapped[str | None]
    moved_by_id: Mapped[UUID | None]
    moved_at: Mapped[datetime]


class EligibilityCheck(Model):
    """A formal check; ``grounds`` are the codes of those not met, with blanks between."""

    __tablename__ = "eligibility_check"

    id: Mapped[UUID] = key()
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict))
    grounds: Mapped[str]
    reason: Mapped[str]
    checked_by_id: Mapped[UUID | None]
    checked_at: Mapped[datetime]


class DeadlineExtension(Model):
    """More time for every firm, and why."""

    __tablename__ = "deadline_extension"
    __table_args__ = (CheckConstraint("after >= before", name="not_earlier"),)

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"), index=True)
    before: Mapped[datetime]
    after: Mapped[datetime]
    reason: Mapped[str]
    extended_at: Mapped[datetime]
