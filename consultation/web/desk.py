"""One line of the list of comments to answer, and the filters above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from consultation.queries.answering import InLanes
from consultation.queries.comments import DeskRow
from consultation.queries.desk import WAITING
from consultation.queries.figures import PROMISED_WITHIN
from consultation.rules.comments import Lane, Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.marks import Mark, mark_of
from consultation.web.labels import FEEDBACK
from foundation.base.clock import london_day

NONE = InLanes()


@dataclass(frozen=True, slots=True)
class ShownDeskRow:
    """A row of feedback/desk.html; ``due_on`` is None where nothing is owed any more."""

    ref: str
    mark: Mark
    text: str
    consultation_title: str
    consultation_slug: str
    author: str | None
    posted_at: datetime
    due_on: date | None
    is_overdue: bool
    is_formal: bool
    is_late: bool
    status: FeedbackStatus | Moderation
    replies: int


def shown_desk_row(row: DeskRow, now: datetime) -> ShownDeskRow:
    """Return *row* with the day by which an answer was promised."""
    comment = row.comment
    waits = comment.feedback_status in WAITING
    due = london_day(comment.posted_at + PROMISED_WITHIN) if waits else None
    is_seen = comment.moderation is Moderation.VISIBLE
    return ShownDeskRow(
        ref=comment.ref,
        mark=mark_of(comment.kind, comment.stance),
        text=comment.text,
        consultation_title=row.consultation_title,
        consultation_slug=row.consultation_slug,
        author=comment.display_name,
        posted_at=comment.posted_at,
        due_on=due,
        is_overdue=due is not None and due < london_day(now),
        is_formal=comment.lane is Lane.REPRESENTATION,
        is_late=comment.is_late,
        status=comment.feedback_status if is_seen else comment.moderation,
        replies=comment.reply_count,
    )


def desk_url(shown: str, slug: str | None, after: str | None = None) -> str:
    """Return the address of a page of the list."""
    return url_for("feedback.desk", show=shown or None, consultation=slug or None, after=after)


def desk_chips(
    counts: Mapping[FeedbackStatus | Moderation, InLanes],
    shown: str,
    slug: str | None,
    *,
    moderates: bool,
) -> list[dict[str, Any]]:
    """Return the filters by state; what is held or hidden only for who moderates.

    Where a *slug* narrows the list to one consultation, the filters keep it.
    """
    waiting = sum(counts.get(state, NONE).total for state in WAITING)
    offers: list[tuple[str, object, int]] = [("", _("Waiting for an answer"), waiting)]
    offers += [
        (state.value, FEEDBACK[state], counts.get(state, NONE).total)
        for state in FeedbackStatus
        if state is not FeedbackStatus.WITHDRAWN
    ]
    if moderates:
        offers += [
            (Moderation.HELD.value, _("To be checked"), counts.get(Moderation.HELD, NONE).total),
            (Moderation.HIDDEN.value, _("Hidden"), counts.get(Moderation.HIDDEN, NONE).total),
        ]
    return [
        {
            "text": text,
            "url": desk_url(value, slug),
            "is_on": value == shown,
            "count": count,
        }
        for value, text, count in offers
    ]
