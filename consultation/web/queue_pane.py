"""The comment that is open beside the queue."""

from __future__ import annotations

from typing import Any

from consultation.queries.queue import queue_rows
from consultation.web.desk_comment import asked_comment, comment_parts
from consultation.web.queue_shown import shown_row
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.current import now


def pane(ref: str) -> dict[str, Any]:
    """Return what queue/_pane.html says.

    Raises:
        NotFound: there is no such comment, or not for this person.
    """
    asked = asked_comment(ref)
    (row,) = queue_rows(db.session(), [asked.id])
    return {"row": shown_row(row, london_day(now())), **comment_parts(asked)}
