"""The officer's report: what was written, which issues it leaves open, and its papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.report import Paper, PaperState
from foundation.base.db import Model, key, one_of


class ReportPart(Model):
    """A part in the officer's words; ``part`` is as ``rules/report.py`` names it."""

    __tablename__ = "report_part"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    revision: Mapped[int]
    writers: Mapped[Any] = mapped_column(JSON)
    saved_at: Mapped[datetime]


class ReportOpenIssue(Model):
    """An issue that has no outcome when the report is made, and why."""

    __tablename__ = "report_open_issue"

    issue_id: Mapped[UUID] = mapped_column(ForeignKey("issue.id"), primary_key=True)
    reason: Mapped[str]
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[UUID | None]


class ReportPaper(Model):
    """A report, or another paper, as a PDF, as it stood when somebody asked for it.

    ``about`` is the number of the session that a poster is for, and empty for every other paper;
    ``language`` the code of the one that the paper speaks beside the council's own words.
    """

    __tablename__ = "report_paper"
    __table_args__ = (
        CheckConstraint("state <> 'made' OR file_id IS NOT NULL", name="made_has_file"),
        Index("ix_report_paper_latest", "consultation_id", "asked_at"),
        Index("ix_report_paper_waiting", "state", "asked_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    paper: Mapped[Paper] = mapped_column(
        one_of(Paper), default=Paper.REPORT, server_default=Paper.REPORT.value
    )
    about: Mapped[str] = mapped_column(default="", server_default="")
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    state: Mapped[PaperState] = mapped_column(one_of(PaperState))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UUID | None]
