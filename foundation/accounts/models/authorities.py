"""The councils that one deployment serves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.accounts.rules.authorities import Moderating, Publishing
from foundation.base.db import Model, key, one_of


class Authority(Model):
    """One council: its name, its address on the web, its looks and its policies.

    ``host`` is the name that residents type (without port); ``public_url`` is what goes into
    mails. ``organisation`` is the code that other planning systems use for it. ``working_days``
    lists the days on which answers are promised, Monday = 1, as digits. ``files_first`` says that a
    moderator looks at pictures and documents before they are shown, also where comments are not.
    ``embed_hosts`` names the other websites that may show its card, one a line. ``second_look``
    lets an answer out only once a second person has looked at it. ``late_comments`` says whether
    comments on what it decides by law are taken after the last day, until it decides.
    ``comment_days``, ``question_days`` and ``idea_days`` are the working days within which each of
    them is answered.
    """

    __tablename__ = "authority"
    __table_args__ = (
        CheckConstraint("length(slug) BETWEEN 2 AND 40", name="slug_length"),
        CheckConstraint("length(working_days) BETWEEN 1 AND 7", name="some_working_day"),
    )

    id: Mapped[UUID] = key()
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    organisation: Mapped[str | None] = mapped_column(unique=True)
    host: Mapped[str | None] = mapped_column(unique=True)
    public_url: Mapped[str | None]
    brand_colour: Mapped[str] = mapped_column(default="#0f3d4f")
    accent_colour: Mapped[str] = mapped_column(default="#ffd166")
    logo_file_id: Mapped[UUID | None]
    contact_email: Mapped[str | None]
    contact_phone: Mapped[str | None]
    contact_address: Mapped[str | None]
    embed_hosts: Mapped[str | None]
    working_days: Mapped[str] = mapped_column(default="12345")
    comment_days: Mapped[int] = mapped_column(default=20, server_default="20")
    question_days: Mapped[int] = mapped_column(default=10, server_default="10")
    idea_days: Mapped[int] = mapped_column(default=20, server_default="20")
    publishing: Mapped[Publishing] = mapped_column(one_of(Publishing), default=Publishing.NAME_ONLY)
    moderating: Mapped[Moderating] = mapped_column(one_of(Moderating), default=Moderating.AFTER)
    second_look: Mapped[bool] = mapped_column(default=False)
    files_first: Mapped[bool] = mapped_column(default=False)
    late_comments: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
