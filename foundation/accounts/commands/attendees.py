"""Keep who comes to something, and forget them in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, update

from foundation.accounts.models.attendees import Attendee
from foundation.base.work import Work


def keep_attendee(
    work: Work,
    attendee_id: UUID,
    name: str | None,
    email: str | None,
    language: str,
    forget_on: date,
) -> None:
    """Store a name or an address until *forget_on*; nothing where neither was given."""
    if not name and not email:
        return
    work.session.add(
        Attendee(
            id=attendee_id,
            authority_id=work.actor.authority_id,
            name=name,
            email=email,
            language=language,
            kept_at=work.now,
            forget_on=forget_on,
        )
    )
    work.session.flush()


def forget_attendee(work: Work, attendee_id: UUID) -> None:
    """Forget one who does not come."""
    work.session.execute(delete(Attendee).where(Attendee.id == attendee_id))


def keep_attendees_until(work: Work, attendee_ids: Sequence[UUID], forget_on: date) -> None:
    """Keep them to another day: what they come to has moved."""
    moved = update(Attendee).where(Attendee.id.in_(attendee_ids)).values(forget_on=forget_on)
    work.session.execute(moved.execution_options(synchronize_session=False))
