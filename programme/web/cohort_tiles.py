"""Figures of a cohort's desk: who is still there, sponsors, the council's side by department."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from foundation.base.clock import london_day
from foundation.web.current import now
from programme.queries.cohorts import CohortPage, SeatRow
from programme.queries.tellings import TellingRow
from programme.rules.attendance import THERE, Came
from programme.rules.cohorts import Side


def table(page: CohortPage) -> list[dict[str, Any]]:
    """Return the figures of the curve, week by week."""
    firms = {point.week: point for point in page.firms}
    council = {point.week: point for point in page.council}
    return [
        {"week": week, "firms": firms.get(week), "council": council.get(week)}
        for week in range(1, page.week + 1)
    ]


def tiles(page: CohortPage, open_lines: list[TellingRow]) -> list[dict[str, str]]:
    """Return the four figures at the top of the desk."""
    sponsors = [seat for seat in page.seats if seat.side is Side.EXECUTIVE]
    seen = [seat for seat in sponsors if has_come(seat)]
    shares = [
        {"value": _share(points), "text": words}
        for points, words in (
            (page.firms, _("firms still with us")),
            (page.council, _("council people still coming")),
        )
    ]
    oldest = max(((london_day(now()) - line.told_on).days for line in open_lines), default=0)
    untold = _("not yet told to all")
    if open_lines:
        untold = _("not yet told to all, the oldest for %(days)s days", days=oldest)
    return [
        *shares,
        {
            "value": _("%(some)s of %(all)s", some=len(seen), all=len(sponsors)),
            "text": _("sponsors came to a session"),
        },
        {"value": str(len(open_lines)), "text": untold},
    ]


def _share(points: tuple[Any, ...]) -> str:
    if not points:
        return "0"
    return str(_("%(some)s of %(all)s", some=points[-1].still, all=points[-1].of))


def has_come(seat: SeatRow) -> bool:
    """Tell whether somebody was at any session, wholly or in part."""
    return any(mark in THERE for _week, mark in seat.marks)


def departments(page: CohortPage) -> list[dict[str, Any]]:
    """Return the council's side by department: who came in the latest week that is known."""
    ours = [seat for seat in page.seats if seat.side in {Side.COUNCIL, Side.EXECUTIVE}]
    known = [week for seat in ours for week, came in enumerate(seat.weeks, 1) if came]
    week = max(known, default=0)
    found: dict[str, list[SeatRow]] = {}
    for seat in ours:
        found.setdefault(seat.department or _("All departments"), []).append(seat)
    return [
        {
            "name": name,
            "week": week,
            "came": sum(bool(week) and seat.weeks[week - 1] in THERE for seat in seats),
            "asked": sum(
                bool(week) and seat.weeks[week - 1] not in {None, Came.EXCUSED} for seat in seats
            ),
            "sponsor": _sponsor(seats),
        }
        for name, seats in sorted(found.items())
    ]


def _sponsor(seats: list[SeatRow]) -> int | None:
    """Return the first week to which a sponsor came; 0 where none did, None where none is asked."""
    sponsors = [seat for seat in seats if seat.side is Side.EXECUTIVE]
    if not sponsors:
        return None
    return min((week for seat in sponsors for week, came in seat.marks if came in THERE), default=0)


def _in_week(seats: list[SeatRow], week: int) -> list[Came | None]:
    return [seat.weeks[week - 1] for seat in seats] if week else []
