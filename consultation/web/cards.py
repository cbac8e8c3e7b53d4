"""One consultation in a list, in days and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from consultation.queries.consultations import ConsultationCard
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from foundation.base.clock import london_day

INSTANT = timedelta(microseconds=1)
METRES_IN_A_MILE = 1609.344


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card of components/consultation_card.html; ``days_left`` is None unless it is open."""

    slug: str
    kind: ConsultationKind
    title: str
    summary: str
    area: str | None
    status: ConsultationStatus
    opens_on: date | None
    closes_on: date | None
    days_left: int | None
    comments: int


def shown_card(card: ConsultationCard, now: datetime) -> ShownCard:
    """Return *card* as a list shows it."""
    return ShownCard(
        slug=card.slug,
        kind=card.kind,
        title=card.title,
        summary=card.summary,
        area=card.place_name,
        status=shown_status(card.status, is_open=card.is_open),
        opens_on=london_day(card.opens_at) if card.opens_at else None,
        closes_on=last_day(card.closes_at),
        days_left=days_left(card.closes_at, now) if card.is_open else None,
        comments=card.comments,
    )


def last_day(closes_at: datetime | None) -> date | None:
    """Return the last day on which one may comment; closing at midnight means the day before."""
    return london_day(closes_at - INSTANT) if closes_at else None


def days_left(closes_at: datetime | None, now: datetime) -> int | None:
    """Return how many days are left after today; 0 on the last one."""
    last = last_day(closes_at)
    return (last - london_day(now)).days if last else None


def shown_status(status: ConsultationStatus, *, is_open: bool) -> ConsultationStatus:
    """Return the state that the clock has set off, also before the job has written it down."""
    if is_open:
        return ConsultationStatus.OPEN
    return ConsultationStatus.CLOSED if status is ConsultationStatus.OPEN else status
