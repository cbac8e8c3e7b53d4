"""What a digest holds: each answer once, however many comments it answers, and never too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from consultation.rules.afterwards import ToldHappening
from consultation.rules.claims import ToldClaim
from consultation.rules.comments import Moderation
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.deliveries import ToldIssue
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.following import News

MOST_READ = 1000
"""Pieces of news that are looked at for one mail, the latest."""

MOST_SHOWN = 40
"""Pieces of news of one consultation in one mail; its page has the others."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news.

    Args:
        ref: of the comment that it is about, or None.
        text: what was said, or the name of the stage; None where it cannot be read.
        status: where the comment stands now.
        moderation: whether the comment can be read now.
        answer: the latest official answer, and *answered_by* whose it is.
        expected_on: new date of the stage.
        reason: why the stage moves; or what a moderator wrote to the author, for nobody else.
        others: how many more comments were given the same answer.
        claim: what was checked, where that is the news.
        issue: what came of it or was done about it, where that is the news.
        happened: what was decided or done after the report, where that is the news.
    """

    news: News
    ref: str | None = None
    text: str | None = None
    is_own: bool = False
    status: FeedbackStatus | None = None
    moderation: Moderation | None = None
    answer: str | None = None
    answered_by: str | None = None
    expected_on: date | None = None
    reason: str | None = None
    others: int = 0
    claim: ToldClaim | None = None
    issue: ToldIssue | None = None
    happened: ToldHappening | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """News of one consultation; ``is_short`` says that its page holds more of it."""

    slug: str
    title: str
    status: ConsultationStatus
    closes_at: datetime | None
    items: tuple[Item, ...]
    is_short: bool = False


def gathered(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return *items* with the same answer to several comments once, where it comes first.

    It stands by the reader's own comment where that is one of them.
    """
    kept: list[Item] = []
    at: dict[tuple[str, str | None], int] = {}
    for item in items:
        if item.news is not News.ANSWERED or not item.answer:
            kept.append(item)
            continue
        place = at.setdefault((item.answer, item.answered_by), len(kept))
        if place == len(kept):
            kept.append(item)
            continue
        first = item if item.is_own and not kept[place].is_own else kept[place]
        kept[place] = replace(first, others=kept[place].others + 1)
    return tuple(kept)


def shortened(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return at most ``MOST_SHOWN`` of *items*, in their order.

    What is the reader's own stays longest, then what the council says; of the others the latest.
    """
    ranked = sorted(
        range(len(items)),
        key=lambda at: (
            not items[at].is_own,
            items[at].news in {News.COMMENTED, News.STEPPED},
            -at,
        ),
    )
    return tuple(items[at] for at in sorted(ranked[:MOST_SHOWN]))
