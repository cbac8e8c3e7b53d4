"""Comments that were sent to a team for facts, and the drafts that came back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.referrals import ReferralState
from foundation.base.db import Model, key, one_of

IS_OPEN = text("state IN ('asked', 'returned')")


class Referral(Model):
    """One question to one team about one comment; a team has a comment once at a time.

    ``revision`` grows with each saved draft, so that of two writers at once the second notices.
    ``asked_at`` is when the team was asked last, ``ended_at`` when the draft was used or the
    question was taken back.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_team", "team_id", "state", "due_on", "id"),
        Index("ix_referral_comment", "comment_id"),
        Index(
            "uq_referral_open",
            *("comment_id", "team_id"),
            unique=True,
            postgresql_where=IS_OPEN,
            sqlite_where=IS_OPEN,
        ),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"))
    state: Mapped[ReferralState] = mapped_column(one_of(ReferralState), default=ReferralState.ASKED)
    question: Mapped[str]
    due_on: Mapped[date]
    draft: Mapped[str | None]
    source: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UUID | None]
    saved_at: Mapped[datetime | None]
    saved_by_id: Mapped[UUID | None]
    returned_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
