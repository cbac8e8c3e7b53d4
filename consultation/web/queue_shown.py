"""The rows of the queue and the figures above it, in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from consultation.queries.queue import Counted, QueueRow, RowIssue
from consultation.queries.queue_tiles import QueueTiles
from consultation.rules.clock import WAITING, days_late
from consultation.rules.comments import Lane, Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.marks import Mark, mark_of
from consultation.rules.personal_data import found
from consultation.rules.queue import Show
from consultation.rules.referrals import OPEN
from consultation.web.labels import KINDS
from consultation.web.queue_filters import SHOWN, AskedQueue
from consultation.web.referral_words import referral_words
from consultation.web.rows import place_words, topic_words
from foundation.web.words import number, percent, short_date


@dataclass(frozen=True, slots=True)
class ShownQueueRow:
    """A row of queue/_list.html; ``due`` is said in words, and ``is_late`` where it has passed."""

    id: UUID
    ref: str
    mark: Mark
    about: str
    place: str | None
    text: str
    consultation: str
    slug: str
    posted_at: datetime
    due: str
    due_on: date | None
    is_late: bool
    is_formal: bool
    came_late: bool
    is_withheld: bool
    has_personal_data: bool
    issue: RowIssue | None
    status: FeedbackStatus | Moderation
    is_new: bool
    with_whom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure above the queue, which leads to what it counts."""

    show: Show
    title: str
    figure: str
    below: str
    url: str
    is_on: bool
    is_bad: bool = False


def shown_row(row: QueueRow, today: date) -> ShownQueueRow:
    """Return one row."""
    comment = row.comment
    late = days_late(row.due_on, comment.feedback_status, today)
    is_seen = comment.moderation is Moderation.VISIBLE
    return ShownQueueRow(
        id=comment.id,
        ref=comment.ref,
        mark=mark_of(comment.kind, comment.stance),
        about=_about(row),
        place=place_words(comment),
        text=comment.text,
        consultation=row.consultation_title,
        slug=row.consultation_slug,
        posted_at=comment.posted_at,
        due=due_words(row.due_on, comment.feedback_status, today),
        due_on=row.due_on,
        is_late=bool(late),
        is_formal=comment.lane is Lane.REPRESENTATION,
        came_late=comment.is_late,
        is_withheld=comment.is_withheld,
        has_personal_data=bool(found(comment.text)),
        issue=row.issue,
        status=comment.feedback_status if is_seen else comment.moderation,
        is_new=comment.feedback_status is FeedbackStatus.RECEIVED,
        with_whom=tuple(referral_words(each) for each in row.referrals if each.state in OPEN),
    )


def _about(row: QueueRow) -> str:
    """Return what a comment is about: its first topic, or its kind where it has none."""
    topics = row.comment.topics
    return topic_words(topics[0], row.own_topics) if topics else str(KINDS[row.comment.kind])


def due_words(due: date | None, status: FeedbackStatus, today: date) -> str:
    """Return by when a reply is due, as one says it today."""
    late = days_late(due, status, today)
    if late:
        return str(ngettext("%(num)s day late", "%(num)s days late", late))
    if due is None or status not in WAITING:
        return str(_("None needed"))
    if due == today:
        return str(_("Today"))
    return str(_("Tomorrow")) if due == today + timedelta(days=1) else short_date(due)


def tiles(found: QueueTiles, asked: AskedQueue) -> list[Tile]:
    """Return the tiles that this person may see."""
    today, on = asked.queue.today, asked.queue.show
    late = (today - found.oldest_due).days if found.oldest_due else 0
    oldest = ngettext("the oldest by %(num)s day", "the oldest by %(num)s days", late)
    said = [
        (Show.OVERDUE, counted(found.overdue), oldest if late else _("nobody waits too long")),
        (Show.RECEIVED, counted(found.new), _first(found.next_due, today)),
    ]
    if found.held is not None:
        said.append((Show.HELD, counted(found.held), _("nobody else can read them")))
    share = found.closed / found.all if found.all else 0
    outcome = _("%(share)s of %(all)s", share=percent(share), all=number(found.all))
    said.append((Show.CLOSED, number(found.closed), outcome))
    return [
        Tile(
            show=show,
            title=str(SHOWN[show]),
            figure=figure,
            below=str(below),
            url=asked.url(show=show.value),
            is_on=on is show,
            is_bad=show is Show.OVERDUE and bool(found.overdue.number),
        )
        for show, figure, below in said
    ]


def _first(due: date | None, today: date) -> str:
    if due is None:
        return str(_("all are read"))
    if due < today:
        return str(_("the first is late"))
    return str(_("the first is due %(day)s", day=short_date(due)))


def counted(found: Counted) -> str:
    """Return a number that may be larger than anybody counts."""
    figure = number(found.number)
    return str(_("%(n)s or more", n=figure)) if found.is_more else figure
