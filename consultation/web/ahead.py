"""What lies ahead of a comment, told to its author: each line begins with its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _

from consultation.queries.comments import Fate
from consultation.rules.clock import WAITING
from consultation.rules.comments import Moderation
from consultation.web.cards import last_day
from foundation.base.clock import london_day
from foundation.web.current import now
from foundation.web.words import full_date

Line = dict[str, str]
"""A line of components/timeline.html: when, text and state."""


def next_steps(found: Fate) -> list[Line]:
    """Return what has happened and what comes next."""
    sent_on = london_day(found.comment.posted_at)
    return [
        _line(_when(sent_on), _("We have your comment."), "done"),
        *_now(found),
        *_later(found),
    ]


def _now(found: Fate) -> Iterator[Line]:
    closes = last_day(found.consultation.closes_at)
    if found.comment.moderation is Moderation.HELD:
        text = _("A person checks your comment before everyone can read it.")
        yield _line(_("Next"), text, "now")
    if closes and closes >= london_day(now()):
        yield _line(_when(closes), _("Last day for comments."), "now")


def _later(found: Fate) -> Iterator[Line]:
    for stage in found.stages:
        if stage.done_on is None and not stage.is_current:
            day = stage.expected_on
            when = _("By %(day)s", day=full_date(day)) if day else _("Date not known yet")
            yield _line(when, stage.name, "later")
    if found.comment.feedback_status in WAITING:
        text = _("When the council answers you, your code shows the answer.")
        yield _line(_("Any day"), text, "later")


def _when(day: date) -> str:
    return str(_("Today")) if day == london_day(now()) else full_date(day)


def _line(when: str, text: str, state: str) -> Line:
    return {"when": when, "text": text, "state": state}
