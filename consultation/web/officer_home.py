"""The first thing an officer sees: what needs them today, what closes soon, how each is doing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext

from consultation.queries.officer_home import HomeRow, home_rows, time_spent
from consultation.queries.reach.heard import heard_in
from consultation.rules.access import Can, is_held_to_own
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.officer_home import Need, closes_soon, needs_of
from consultation.rules.officer_time import Part, minutes_for_each
from consultation.web.cards import last_day
from consultation.web.heard_shown import group_name
from foundation.base.db import db
from foundation.web.current import actor, now
from foundation.web.words import full_date, number

MOST_GAPS = 5
"""Running consultations of one's own of which the page says whom they have not heard."""

MOST_NAMED = 2
"""Groups of each that it names."""


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """One thing to do."""

    text: str
    url: str
    about: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class ShownHome:
    """One consultation of the table; *minutes* are those of officers for each answer."""

    title: str
    url: str
    status: ConsultationStatus
    closes_on: date | None
    closes_soon: bool
    comments: int
    answered: float | None
    gaps: str
    minutes: float | None


def officer_home() -> dict[str, Any] | None:
    """Return what the page shows; None for who sets up and answers nothing here."""
    who = actor()
    if who.person_id is None or not who.may(Can.CONSULTATION_SIGN_OFF):
        return None
    if is_held_to_own(who.roles):
        return None
    rows = home_rows(db.session(), who.authority_id, who.person_id, now())
    own = [row for row in rows if row.standing.is_own]
    gaps = {row.id: _gaps(row) for row in _running(own)[:MOST_GAPS]}
    return {
        "needs": sorted(
            (need for row in rows for need in _needs(row)), key=lambda need: not need.is_late
        ),
        "own": [_shown(row, gaps.get(row.id, "")) for row in own],
        "others": [_shown(row, "") for row in rows if not row.standing.is_own],
        "spent": _total(rows),
    }


def _running(rows: list[HomeRow]) -> list[HomeRow]:
    return [row for row in rows if row.standing.status is ConsultationStatus.OPEN]


def _gaps(row: HomeRow) -> str:
    """Name who is under-heard so far, from the published figures."""
    heard = heard_in(db.session(), actor().authority_id, row.id)
    missed = [
        group_name(table.trait, group, heard)
        for table in heard.tables
        if table.compared
        for group in table.compared.under_heard
    ]
    if len(missed) > MOST_NAMED:
        more = number(len(missed) - MOST_NAMED)
        named = ", ".join(missed[:MOST_NAMED])
        return str(gettext("%(groups)s and %(more)s more", groups=named, more=more))
    return ", ".join(missed)


def _shown(row: HomeRow, gaps: str) -> ShownHome:
    seconds = sum(each.seconds for each in row.spent.values())
    return ShownHome(
        title=row.title,
        url=url_for("setup.overview", slug=row.slug),
        status=row.standing.status,
        closes_on=last_day(row.standing.closes_at),
        closes_soon=closes_soon(row.standing, now()),
        comments=row.comments,
        answered=row.answered / row.comments if row.comments else None,
        gaps=gaps,
        minutes=minutes_for_each(seconds, row.answered),
    )


def _needs(row: HomeRow) -> list[ShownNeed]:
    return [
        ShownNeed(WORDS[need](row), ADDRESSES[need](row), row.title, need in LATE)
        for need in needs_of(row.standing, actor().may)
    ]


def _total(rows: list[HomeRow]) -> dict[str, Any]:
    """Add up screens and minutes over all that has not ended, and over pages about many."""
    council = actor().authority_id
    shared = time_spent(db.session(), council, [council]).get(council, {})
    spent = [each for row in rows for each in row.spent.items()] + [*shared.items()]
    seconds = {part: sum(each.seconds for on, each in spent if on is part) for part in Part}
    answered = sum(row.answered for row in rows)
    return {
        "minutes": {part: round(seconds[part] / 60) for part in Part},
        "screens": {part: sum(each.screens for on, each in spent if on is part) for part in Part},
        "each": minutes_for_each(sum(seconds.values()), answered),
    }


def _overdue(row: HomeRow) -> str:
    words = ngettext(
        "Answer %(figure)s comment that is overdue",
        "Answer %(figure)s comments that are overdue",
        row.standing.overdue,
        figure=number(row.standing.overdue),
    )
    return str(words)


def _held(row: HomeRow) -> str:
    words = ngettext(
        "Check %(figure)s comment that is held",
        "Check %(figure)s comments that are held",
        row.standing.held,
        figure=number(row.standing.held),
    )
    return str(words)


def _second_look(row: HomeRow) -> str:
    words = ngettext(
        "Look again at %(figure)s entry of a colleague",
        "Look again at %(figure)s entries of colleagues",
        row.standing.second_looks,
        figure=number(row.standing.second_looks),
    )
    return str(words)


def _step_late(row: HomeRow) -> str:
    day = row.standing.late_step
    words = gettext("Say what became of the step of %(day)s", day=full_date(day) if day else "")
    return str(words)


WORDS: dict[Need, Callable[[HomeRow], str]] = {
    Need.OVERDUE: _overdue,
    Need.HELD: _held,
    Need.SIGN_OFF: lambda _: gettext("Sign it off, or send it back"),
    Need.SECOND_LOOK: _second_look,
    Need.STEP_LATE: _step_late,
    Need.SET_UP: lambda _: gettext("Finish setting it up"),
    Need.REPORT: lambda _: gettext("Write the report"),
    Need.DECISION: lambda _: gettext("Say what was decided"),
}

ADDRESSES: dict[Need, Callable[[HomeRow], str]] = {
    Need.OVERDUE: lambda row: url_for("queue.page", show="overdue", consultation=row.slug),
    Need.HELD: lambda row: url_for("queue.page", show="held", consultation=row.slug),
    Need.SIGN_OFF: lambda row: url_for("setup.overview", slug=row.slug),
    Need.SECOND_LOOK: lambda row: url_for("entries.every", slug=row.slug),
    Need.STEP_LATE: lambda row: url_for("setup.stages", slug=row.slug),
    Need.SET_UP: lambda row: url_for("setup.overview", slug=row.slug),
    Need.REPORT: lambda row: url_for("report.tasks", slug=row.slug),
    Need.DECISION: lambda row: url_for("afterwards.page", slug=row.slug),
}

LATE = frozenset({Need.OVERDUE, Need.STEP_LATE})
