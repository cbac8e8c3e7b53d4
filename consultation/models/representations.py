"""The voice store: which comments are formal. Who is behind one stands in another store."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.accounts.rules.authorities import Publishing
from foundation.base.db import Model, one_of


class Representation(Model):
    """A comment that is formal, since when, and what of its author everybody may read.

    ``published_name`` and ``published_address`` are all that public pages know; they hold what
    the policy of that day let its author see before sending, and stay as promised.
    """

    __tablename__ = "representation"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    correspondent_id: Mapped[UUID] = mapped_column(unique=True)
    became_formal_at: Mapped[datetime]
    is_late: Mapped[bool]
    publishing: Mapped[Publishing] = mapped_column(one_of(Publishing))
    published_name: Mapped[str | None]
    published_address: Mapped[str | None]
