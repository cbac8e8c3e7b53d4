"""The front page: what is open, and how well the council answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from consultation.queries.changes import ChangeRow, what_came
from consultation.queries.consultations import open_consultations
from consultation.queries.counts import next_to_open, open_count
from consultation.queries.figures import HomeFigures, home_figures
from consultation.web.cards import shown_card
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.current import now

bp = Blueprint("home", __name__)

MOST_CARDS = 6
MOST_OUTCOMES = 3
LATEST = 20
"""Answers among which the front page looks for some that say what came of it."""

TOO_FEW = 10
"""Fewer comments say nothing about how well a council answers."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What the front page says about the council's answers."""

    comments: int
    formal: int
    since: date
    answered_share: float | None
    median_days: int | None
    late: int
    oldest_late_days: int | None


@bp.get("/")
@anyone
def home() -> ResponseReturnValue:
    """Show what is open now."""
    session, here, at = db.session(), current_council().id, now()
    cards = open_consultations(session, here, at, MOST_CARDS)
    coming = None if cards else next_to_open(session, here, at)
    page = render_template(
        "consultation/home.html",
        open_now=[shown_card(card, at) for card in cards],
        open_count=open_count(session, here, at) if len(cards) == MOST_CARDS else len(cards),
        next_one=shown_card(coming, at) if coming else None,
        outcomes=_outcomes(session, here, at),
        answering=_answering(home_figures(session, here, at), at),
    )
    return Response(page, headers={"Cache-Control": "no-cache"})


def _outcomes(session: Session, here: UUID, at: datetime) -> list[ChangeRow]:
    latest = what_came(session, here, at, limit=LATEST).rows
    return [row for row in latest if row.note and row.answer][:MOST_OUTCOMES]


def _answering(figures: HomeFigures, at: datetime) -> Answering | None:
    if figures.comments_this_year < TOO_FEW:
        return None
    return Answering(
        comments=figures.comments_this_year,
        formal=figures.formal_this_year,
        since=london_day(at).replace(month=1, day=1),
        answered_share=figures.answered_share,
        median_days=round(figures.median_days) if figures.median_days is not None else None,
        late=figures.late,
        oldest_late_days=figures.oldest_late_days,
    )
