"""Notices of a procurement, and each step in the life of one."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key, one_of
from programme.rules.notices import NoticeCode, NoticeState

_OPEN = text("state IN ('drafted', 'checked')")
_OUT = text("state = 'published'")


class ProcurementNotice(Model):
    """One notice; ``said`` is [part, words or null] as drafted from the data of ``drafted_at``.

    Of a number one draft at most is being worked on, and one at most is out.
    """

    __tablename__ = "procurement_notice"
    __table_args__ = (
        UniqueConstraint("challenge_id", "code", "number"),
        CheckConstraint(
            "(state IN ('published', 'superseded')) = "
            "(published_on IS NOT NULL AND reference IS NOT NULL)",
            name="out_with_reference",
        ),
        Index(
            "uq_procurement_notice_open",
            "challenge_id",
            "code",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "uq_procurement_notice_out",
            "challenge_id",
            "code",
            unique=True,
            sqlite_where=_OUT,
            postgresql_where=_OUT,
        ),
    )

    id: Mapped[UUID] = key()
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenge.id"))
    code: Mapped[NoticeCode] = mapped_column(one_of(NoticeCode))
    number: Mapped[int]
    state: Mapped[NoticeState] = mapped_column(one_of(NoticeState))
    said: Mapped[list[list[str | None]]] = mapped_column(JSON)
    words: Mapped[str]
    revision: Mapped[int]
    drafted_at: Mapped[datetime]
    reference: Mapped[str | None]
    published_on: Mapped[date | None]


class NoticeStep(Model):
    """Something was done with a notice: it is in state ``after`` since; ``position`` from 1."""

    __tablename__ = "procurement_notice_step"

    notice_id: Mapped[UUID] = mapped_column(ForeignKey("procurement_notice.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    after: Mapped[NoticeState] = mapped_column(one_of(NoticeState, "after"))
    done_by_id: Mapped[UUID | None]
    done_at: Mapped[datetime]
