"""Following: what one can follow, how soon one hears of it, and what is told only once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.base.clock import london_day, london_instant
from foundation.base.events import Event

LEAST_METRES, MOST_METRES = 200, 3000
DIGEST_AT = time(8)
"""When a London morning begins for those who are told once a day or a week."""

MONDAY = 1
MOST_FOLLOWED = 50
MOST_WAITING = 10
"""What one address may follow, and what may wait for its yes at a time."""

BREATH = timedelta(minutes=15)
"""Between two mails about comments alone, at once: a busy evening is no hundred mails."""


class Followed(StrEnum):
    """What somebody follows."""

    CONSULTATION = "consultation"
    COMMENT = "comment"
    AREA = "area"


class Pace(StrEnum):
    """How soon somebody is told."""

    INSTANT = "instant"
    DAILY = "daily"
    WEEKLY = "weekly"


class AreaWay(StrEnum):
    """How somebody says which area they mean."""

    POSTCODE = "postcode"
    WARD = "ward"
    MAP = "map"


class News(StrEnum):
    """What somebody who follows is told of."""

    MOVED = "moved"
    STAGE_MOVED = "stage_moved"
    COMMENTED = "commented"
    ANSWERED = "answered"
    STEPPED = "stepped"
    MODERATED = "moderated"
    CHECKED = "checked"
    OUTCOME = "outcome"
    DELIVERED = "delivered"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class FollowingConfirmed(Event):
    """Somebody said yes to being told."""

    kind: ClassVar[str] = "consultation.following.confirmed"
    about: Followed
    pace: Pace


@dataclass(frozen=True, slots=True)
class FollowingEnded(Event):
    """Somebody wants to be told no more."""

    kind: ClassVar[str] = "consultation.following.ended"
    about: Followed


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news: what happened to which comment, stage or consultation."""

    news: News
    subject_id: UUID
    consultation_id: UUID


def due_at(pace: Pace, now: datetime) -> datetime:
    """Return when something that happens at *now* is told; the next morning, the next Monday."""
    if pace is Pace.INSTANT:
        return now
    day = london_day(now)
    if now >= london_instant(day, DIGEST_AT):
        day += timedelta(days=1)
    if pace is Pace.WEEKLY:
        day += timedelta(days=(MONDAY - day.isoweekday()) % 7)
    return london_instant(day, DIGEST_AT)


def merged(happened: Iterable[Told]) -> list[Told]:
    """Return each piece of news once, in the order of the latest.

    Somebody who follows a consultation and the area around it is told once; of several steps of
    one comment only where it stands counts, and an answer says that already.
    """
    latest = list(dict.fromkeys(reversed(list(happened))))[::-1]
    answered = {told.subject_id for told in latest if told.news is News.ANSWERED}
    return [
        told
        for told in latest
        if not (told.news in {News.STEPPED, News.COMMENTED} and told.subject_id in answered)
    ]
