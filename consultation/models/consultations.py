"""Consultations: what is asked, where, until when, and how far it has come."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from foundation.accounts.rules.authorities import Moderating
from foundation.base.db import Model, key, one_of


class Consultation(Model):
    """One question to the public, with a planning application behind it or without."""

    __tablename__ = "consultation"
    __table_args__ = (
        UniqueConstraint("authority_id", "slug"),
        CheckConstraint("closes_at > opens_at", name="closes_after_opens"),
        Index("ix_consultation_authority_status", "authority_id", "status", "closes_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    application_id: Mapped[UUID | None] = mapped_column(ForeignKey("application.id"), unique=True)
    slug: Mapped[str]
    kind: Mapped[ConsultationKind] = mapped_column(one_of(ConsultationKind))
    title: Mapped[str]
    question: Mapped[str | None]
    summary: Mapped[str]
    place_name: Mapped[str | None]
    team: Mapped[str | None]
    decides: Mapped[str | None]
    status: Mapped[ConsultationStatus] = mapped_column(one_of(ConsultationStatus))
    moderating: Mapped[Moderating] = mapped_column(one_of(Moderating))
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Tally(Model):
    """Counters of one consultation, moved with each write, never recounted on a page.

    All count what the public can read, save ``withheld``: formal comments that are not published.
    ``replies`` are the comments below another one, whoever speaks; everything else counts the
    public's comments that begin a thread. ``formal`` are among ``comments``.
    ``version`` grows with everything a public page shows; it feeds the ETags.
    """

    __tablename__ = "consultation_tally"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    comments: Mapped[int] = mapped_column(default=0)
    replies: Mapped[int] = mapped_column(default=0)
    questions: Mapped[int] = mapped_column(default=0)
    questions_answered: Mapped[int] = mapped_column(default=0)
    answered: Mapped[int] = mapped_column(default=0)
    closed: Mapped[int] = mapped_column(default=0)
    formal: Mapped[int] = mapped_column(default=0)
    withheld: Mapped[int] = mapped_column(default=0)


class Stage(Model):
    """One step of a consultation with the date by which it is expected."""

    __tablename__ = "consultation_stage"
    __table_args__ = (UniqueConstraint("consultation_id", "position"),)

    id: Mapped[UUID] = key()
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    position: Mapped[int]
    name: Mapped[str]
    expected_on: Mapped[date | None]
    done_on: Mapped[date | None]


class StageMove(Model):
    """An expected date that moved, and why; shown to everybody."""

    __tablename__ = "consultation_stage_move"

    id: Mapped[UUID] = key()
    stage_id: Mapped[UUID] = mapped_column(ForeignKey("consultation_stage.id"), index=True)
    before: Mapped[date | None]
    after: Mapped[date | None]
    reason: Mapped[str]
    moved_at: Mapped[datetime]


class Document(Model):
    """A plan, report or picture that belongs to a consultation; ``alt`` says what is to be seen."""

    __tablename__ = "consultation_document"

    id: Mapped[UUID] = key()
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    kind: Mapped[str | None]
    url: Mapped[str]
    alt: Mapped[str | None]
    added_at: Mapped[datetime]


class OwnTopic(Model):
    """A topic that one consultation has beside the common ones."""

    __tablename__ = "consultation_topic"

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
