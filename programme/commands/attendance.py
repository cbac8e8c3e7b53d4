"""Write down who came, at a session of a cohort or at a workshop alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from foundation.base.refusals import agree, refused
from programme.rules.attendance import REFUSALS, Came, WhyNot, may_mark


class Asked(Protocol):
    """A row of somebody who was asked."""

    came: Came


def mark_attendance(
    rows: Mapping[UUID, Asked], marks: Mapping[UUID, Came], *, starts_at: datetime, now: datetime
) -> None:
    """Set what is known of those in *marks*; the other *rows* stay as they are.

    Raises:
        Conflict: it has not begun, or somebody was not asked.
    """
    if marks.keys() - rows.keys():
        raise refused(WhyNot.NOT_ASKED, REFUSALS)
    for row_id, came in marks.items():
        agree(may_mark(rows[row_id].came, came, starts_at=starts_at, now=now), REFUSALS)
        rows[row_id].came = came


def answer_asking(
    row: Asked | None, *, comes: bool, starts_at: datetime, taken_at: datetime | None, now: datetime
) -> None:
    """Let somebody who was asked say that they come, or excuse themselves, before it begins.

    Raises:
        Conflict: they were not asked, or it has begun.
    """
    if row is None:
        raise refused(WhyNot.NOT_ASKED, REFUSALS)
    if taken_at or now >= starts_at:
        raise refused(WhyNot.NO_SUCH_STEP, REFUSALS)
    row.came = Came.ACCEPTED if comes else Came.EXCUSED
