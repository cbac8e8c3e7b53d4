"""Queue letters for the post, and note which were printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update

from foundation.accounts.models.contacts import Letter
from foundation.accounts.rules.contacts import LETTERS_KEPT_FOR
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What one household is written; ``link`` is printed for a phone to read."""

    recipient: str
    subject: str
    text: str
    language: str = "en"
    link: str | None = None


def queue_letter(work: Work, draft: LetterDraft, reason: str) -> None:
    """Let a letter wait for the printer; do nothing if *reason* was written of before."""
    known = select(Letter.id).where(Letter.reason == reason)
    if work.session.scalar(known) is not None:
        return
    work.session.add(
        Letter(
            id=uuid4(),
            authority_id=work.actor.authority_id,
            reason=reason,
            recipient=draft.recipient,
            language=draft.language,
            subject=draft.subject,
            text=draft.text,
            link=draft.link,
            queued_at=work.now,
        )
    )


def note_printed(work: Work, letter_ids: Sequence[UUID]) -> int:
    """Take letters from the queue; return how many were still in it."""
    waiting = (
        update(Letter)
        .where(
            Letter.id.in_(letter_ids),
            Letter.authority_id == work.actor.authority_id,
            Letter.printed_at.is_(None),
        )
        .values(printed_at=work.now)
        .returning(Letter.id)
    )
    return len(work.session.scalars(waiting).all())


def forget_old_letters(work: Work) -> None:
    """Forget letters that were printed more than 30 days ago."""
    work.session.execute(delete(Letter).where(Letter.printed_at < work.now - LETTERS_KEPT_FOR))
