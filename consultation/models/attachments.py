"""Pictures and documents that people add to what they say, made anew before they are kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consultation.rules.attachments import AttachmentKind, AttachmentState, WhyRefused
from foundation.base.db import Model, key, one_of


class Attachment(Model):
    """One file; its comment is known once it is sent.

    ``owner_digest`` is the voice's: who may still take an unsent file back. ``digest`` and
    ``small_digest`` open the whole file and the picture for lists; both are gone once it has ended.
    ``looked_at_by_id`` is the first of the two who have to look at a document.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("length(alt) <= 250", name="alt_length"),
        CheckConstraint(
            "state NOT IN ('refused', 'removed') OR digest IS NULL", name="ended_without_content"
        ),
        CheckConstraint("(state = 'refused') = (refused_for IS NOT NULL)", name="says_why"),
        Index("ix_attachment_owner", "consultation_id", "owner_digest", "made_at"),
        Index("ix_attachment_comment", "comment_id", "made_at"),
        Index("ix_attachment_queue", "authority_id", "state", "made_at", "id"),
        Index("ix_attachment_old", "state", "made_at"),
    )

    id: Mapped[UUID] = key()
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authority.id"))
    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("consultation.id"))
    comment_id: Mapped[UUID | None] = mapped_column(ForeignKey("comment.id"))
    owner_digest: Mapped[str]
    kind: Mapped[AttachmentKind] = mapped_column(one_of(AttachmentKind))
    state: Mapped[AttachmentState] = mapped_column(
        one_of(AttachmentState), default=AttachmentState.WAITING
    )
    looked_at_by_id: Mapped[UUID | None]
    refused_for: Mapped[WhyRefused | None] = mapped_column(one_of(WhyRefused))
    alt: Mapped[str]
    digest: Mapped[str | None] = mapped_column(index=True)
    small_digest: Mapped[str | None] = mapped_column(index=True)
    bytes: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    made_at: Mapped[datetime]
