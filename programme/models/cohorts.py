"""Cohorts, who has a seat in one, and what one firm was told before the others."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.attendance import Came
from programme.rules.cohorts import SeatState, Side
from programme.rules.sessions import SessionKind
from programme.rules.tellings import Means, TellingState


class Cohort(Model):
    """The firms of a programme from their launch day to the day of their showcase.

    ``note`` says what of it is not from a record of our own.
    """

    __tablename__ = "cohort"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"), index=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), unique=True)
    title: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    note: Mapped[str | None]
    made_at: Mapped[datetime]


class CohortSeat(Model):
    """A firm in a challenge, or a person of another side; ``mentor_id`` is a firm's mentor."""

    __tablename__ = "cohort_seat"
    __table_args__ = (
        UniqueConstraint("cohort_id", "challenge_id", "firm_id"),
        CheckConstraint("(side = 'firm') = (firm_id IS NOT NULL)", name="firm_of_its_side"),
        CheckConstraint("(side = 'firm') = (person_id IS NULL)", name="firm_or_person"),
        CheckConstraint("firm_id IS NULL OR challenge_id IS NOT NULL", name="firm_in_challenge"),
        CheckConstraint("(state = 'dropped') = (left_on IS NOT NULL)", name="left_when"),
        CheckConstraint("(left_on IS NULL) = (left_because IS NULL)", name="left_why"),
        Index("ix_cohort_seat_challenge", "challenge_id", "state"),
    )

    id: Mapped[UUID] = key()
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    side: Mapped[Side] = mapped_column(one_of(Side))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenge.id"))
    firm_id: Mapped[UUID | None] = mapped_column(ForeignKey("firm.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    mentor_id: Mapped[UUID | None]
    state: Mapped[SeatState] = mapped_column(one_of(SeatState))
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    left_because: Mapped[str | None]


class CohortMilestone(Model):
    """What a firm is to have done: promised, expected now where that differs, and reached."""

    __tablename__ = "cohort_milestone"

    id: Mapped[UUID] = key()
    seat_id: Mapped[UUID] = mapped_column(ForeignKey("cohort_seat.id"), index=True)
    title: Mapped[str]
    baseline_on: Mapped[date]
    forecast_on: Mapped[date | None]
    actual_on: Mapped[date | None]
    set_at: Mapped[datetime]


class CohortSession(Model):
    """A session; with every challenge where it names none. ``taken_at``: who came is known."""

    __tablename__ = "cohort_session"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="lasts"),
        Index("ix_cohort_session_when", "cohort_id", "starts_at"),
    )

    id: Mapped[UUID] = key()
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id"))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenge.id"))
    kind: Mapped[SessionKind] = mapped_column(one_of(SessionKind))
    title: Mapped[str]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    taken_at: Mapped[datetime | None]


class SessionSeat(Model):
    """One seat asked to one session, and what is known of it."""

    __tablename__ = "session_seat"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("cohort_session.id"), primary_key=True)
    seat_id: Mapped[UUID] = mapped_column(
        ForeignKey("cohort_seat.id"), primary_key=True, index=True
    )
    came: Mapped[Came] = mapped_column(one_of(Came))


class Telling(Model):
    """A line of the equal-information ledger; ``seat_id`` is empty where all were told together."""

    __tablename__ = "telling"
    __table_args__ = (
        CheckConstraint("(state = 'shared') = (shared_at IS NOT NULL)", name="shared_when"),
        CheckConstraint("state <> 'private' OR private_because IS NOT NULL", name="private_why"),
        CheckConstraint(
            "state <> 'private' OR settled_by_id <> noted_by_id", name="private_second_person"
        ),
        Index("ix_telling_challenge", "cohort_id", "challenge_id", "state"),
    )

    id: Mapped[UUID] = key()
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id"))
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("cohort_seat.id"))
    words: Mapped[str]
    means: Mapped[Means] = mapped_column(one_of(Means))
    told_on: Mapped[date]
    state: Mapped[TellingState] = mapped_column(one_of(TellingState))
    noted_by_id: Mapped[UUID | None]
    noted_at: Mapped[datetime]
    settled_by_id: Mapped[UUID | None]
    shared_at: Mapped[datetime | None]
    private_because: Mapped[str | None]


class TellingReading(Model):
    """A firm said that it has read a line."""

    __tablename__ = "telling_reading"

    telling_id: Mapped[UUID] = mapped_column(ForeignKey("telling.id"), primary_key=True)
    seat_id: Mapped[UUID] = mapped_column(ForeignKey("cohort_seat.id"), primary_key=True)
    read_at: Mapped[datetime]
