"""Who follows what. A follower is a random id; the address behind it stands in another store."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from geoalchemy2 import WKBElement
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.following import Followed, News, Pace
from foundation.base.db import Counting, Model, key, one_of
from geo.rules.grid import WGS84
from geo.spatial import place_column, valid_only


class Subscription(Model):
    """One contact follows one thing; nobody is told before they have said yes to it.

    ``about`` says which of the columns after it are filled: a consultation, a comment, or an area
    with its words, which is a ward where ``ward_code`` is there. ``is_own`` means that whoever
    follows a comment has shown its tracking code.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("contact_id", "consultation_id"),
        UniqueConstraint("contact_id", "comment_id"),
        CheckConstraint(
            "(about <> 'consultation' OR consultation_id IS NOT NULL)"
            " AND (about <> 'comment' OR comment_id IS NOT NULL)"
            " AND (about <> 'area' OR area_words IS NOT NULL)",
            name="names_what_it_is_about",
        ),
        Index("ix_subscription_consultation", "consultation_id"),
        Index("ix_subscription_comment", "comment_id"),
        Index("ix_subscription_ward", "authority_id", "ward_code"),
        Index("ix_subscription_waiting", "confirmed_at", "asked_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    contact_id: Mapped[UUID]
    about: Mapped[Followed] = mapped_column(one_of(Followed))
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id"))
    comment_id: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id"))
    area_words: Mapped[str | None]
    ward_code: Mapped[str | None]
    is_own: Mapped[bool] = mapped_column(default=False)
    pace: Mapped[Pace] = mapped_column(one_of(Pace))
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    muted_at: Mapped[datetime | None]


class FollowedArea(Model):
    """The area that somebody follows, unless it is a ward: those stand elsewhere and may move."""

    __tablename__ = "followed_area"
    __table_args__ = (valid_only("geom"),)

    id: Mapped[int] = mapped_column(Counting, primary_key=True)
    subscription_id: Mapped[UUID] = mapped_column(ForeignKey("subscription.id"), unique=True)
    geom: Mapped[WKBElement] = mapped_column(place_column("POLYGON", WGS84))


class Notice(Model):
    """One piece of news for one follower, and when it is told."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("subscription_id", "event_id"),
        Index("ix_notice_due", "told_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(Counting, primary_key=True)
    subscription_id: Mapped[UUID] = mapped_column(ForeignKey("subscription.id"))
    event_id: Mapped[int] = mapped_column(Counting, ForeignKey("logged_event.id"))
    news: Mapped[News] = mapped_column(one_of(News))
    subject_id: Mapped[UUID]
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    due_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
