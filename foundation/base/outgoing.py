"""Mails on their way: queued with the change they tell of, sent later, kept for 30 days."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.base.db import Model, key


class OutgoingMail(Model):
    """One mail to one address.

    ``reason`` names what the mail tells of, so that who is asked twice writes once. The
    ``message_id`` stays the same at every try.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_due", "sent_at", "due_at"),)

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(unique=True)
    message_id: Mapped[str]
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str | None]
    queued_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
