"""Sessions of consultations, places in them, and what was asked at them; no person is in here."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.sessions import SeatState, SessionKind, SessionState, Telling
from foundation.base.db import Model, key, one_of


class HeldSession(Model):
    """One session that an officer plans and holds; ``number`` counts within the consultation.

    ``taken`` counts the places that are taken; ``people`` is how many came.
    """

    __tablename__ = "consultation_session"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        CheckConstraint("taken >= 0 AND (capacity IS NULL OR taken <= capacity)", name="fits"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        CheckConstraint("state <> 'published' OR ends_at IS NOT NULL", name="published_has_a_time"),
        Index("ix_consultation_session_ahead", "authority_id", "held_on"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    kind: Mapped[SessionKind] = mapped_column(one_of(SessionKind))
    state: Mapped[SessionState] = mapped_column(one_of(SessionState))
    title: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    speaker: Mapped[str] = mapped_column(default="")
    held_on: Mapped[date]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    step_free: Mapped[bool] = mapped_column(default=False)
    access: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    signs_up: Mapped[bool] = mapped_column(default=False)
    capacity: Mapped[int | None]
    has_waiting: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[str] = mapped_column(default="")
    has_bsl: Mapped[bool] = mapped_column(default=False)
    taken: Mapped[int] = mapped_column(default=0)
    people: Mapped[int | None]
    notes: Mapped[str] = mapped_column(default="")
    planned_at: Mapped[datetime]


class SessionPlace(Model):
    """One place that somebody asked for; who it was stands in the identity store under its id."""

    __tablename__ = "session_place"
    __table_args__ = (Index("ix_session_place_queue", "session_id", "state", "asked_at"),)

    id: Mapped[UUID] = key()
    session_id: Mapped[UUID] = mapped_column(ForeignKey("consultation_session.id"))
    state: Mapped[SeatState] = mapped_column(one_of(SeatState))
    asked_at: Mapped[datetime]


class SessionQuestion(Model):
    """A question that was asked at a session, and the answer to it."""

    __tablename__ = "session_question"

    id: Mapped[UUID] = key()
    session_id: Mapped[UUID] = mapped_column(ForeignKey("consultation_session.id"), index=True)
    question: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    kept_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class SessionComment(Model):
    """A comment that was made at a session."""

    __tablename__ = "session_comment"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("consultation_session.id"), index=True)


class SessionTelling(Model):
    """Something of which everybody who left an address is told once, or whoever has one seat."""

    __tablename__ = "session_telling"
    __table_args__ = (Index("ix_session_telling_waiting", "told_at", "asked_at"),)

    id: Mapped[UUID] = key()
    session_id: Mapped[UUID] = mapped_column(ForeignKey("consultation_session.id"))
    telling: Mapped[Telling] = mapped_column(one_of(Telling))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("session_place.id"))
    words: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
