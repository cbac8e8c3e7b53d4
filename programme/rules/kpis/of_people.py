"""Figures of people: departments and officers, who stayed, and whether leaders came."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.base.words import say
from programme.rules.kpis.codes import Kpi
from programme.rules.kpis.facts import Facts, SeatFact
from programme.rules.kpis.figures import (
    Figure,
    Missing,
    Number,
    Table,
    Unit,
    counted,
    middle,
    share,
    table,
)
from programme.rules.kpis.of_firms import CHALLENGE
from programme.rules.retention import Point
from programme.rules.stages import GateCode


def council_engaged(facts: Facts) -> Figure:
    """KPI-2: departments past gate 0 (a), and council people who came to a session (b)."""
    begun = [each for each in facts.challenges if GateCode.G0 in each.passed and each.department]
    came = sum(bool(seat.there) for seat in facts.seats)
    officers = counted("officers", say("council people came to a session"), came)
    if not facts.seats:
        officers = Number("officers", officers.title, Unit.COUNT, None, missing=Missing.NO_ROWS)
    return Figure(
        Kpi.COUNCIL_ENGAGED,
        (
            counted(
                "departments",
                say("departments with a challenge past gate 0"),
                len({each.department for each in begun}),
            ),
            officers,
        ),
        (
            table(
                "departments",
                say("Departments"),
                (("department", say("Department")), CHALLENGE),
                [(each.department, each.title) for each in begun],
            ),
            _seats("officers", say("Council people, without names"), facts.seats),
        ),
    )


def retention(facts: Facts) -> Figure:
    """KPI-6: who is still with us, firms and council apart."""
    firms, council = facts.firms_curve, facts.council_curve
    weeks = sorted({point.week for point in (*firms, *council)})
    at = {
        side: {point.week: point for point in points}
        for side, points in (("firms", firms), ("council", council))
    }

    def cells(side: str, week: int) -> tuple[int | None, int | None]:
        point = at[side].get(week)
        return (point.still, point.of) if point else (None, None)

    rows = [(week, *cells("firms", week), *cells("council", week)) for week in weeks]
    columns = (
        ("week", say("Week")),
        ("firms", say("Firms still here")),
        ("firms_of", say("Firms that began")),
        ("council", say("Council people still here")),
        ("council_of", say("Council people who began")),
    )
    return Figure(
        Kpi.RETENTION,
        (
            _last("firms", say("firms still with us"), firms),
            _last("council", say("council people still coming"), council),
        ),
        (table("weeks", say("By week"), columns, [*rows]),),
        is_alarming=any(points and points[-1].share < 1 for points in (firms, council)),
    )


def executives(facts: Facts) -> Figure:
    """KPI-7: sessions that sponsors came to, of those they were asked to; days to a signature."""
    sponsors = [seat for seat in facts.seats if seat.is_sponsor]
    asked, there = sum(seat.asked for seat in sponsors), sum(seat.there for seat in sponsors)
    days = [each.days for each in facts.signatures]
    return Figure(
        Kpi.EXECUTIVES,
        (
            share(
                "came",
                say("sessions that sponsors came to, of those they were asked to"),
                there,
                asked,
            ),
            middle("days", say("days from a proposal to the sponsor's signature (median)"), days),
        ),
        (
            _seats("sponsors", say("Sponsors, without names"), sponsors),
            table(
                "signatures",
                say("Signatures of sponsors"),
                (CHALLENGE, ("gate", say("Gate")), ("days", say("Days"))),
                [(each.challenge, each.gate.value, each.days) for each in facts.signatures],
            ),
        ),
        is_alarming=there < asked,
    )


def _last(key: str, title: str, points: Sequence[Point]) -> Number:
    if not points:
        return Number(key, title, Unit.SHARE, None, missing=Missing.NO_ROWS)
    return share(key, title, points[-1].still, points[-1].of)


def _seats(key: str, title: str, seats: Sequence[SeatFact]) -> Table:
    return table(
        key,
        title,
        (CHALLENGE, ("asked", say("Sessions asked to")), ("there", say("Sessions they came to"))),
        [(seat.challenge or "", seat.asked, seat.there) for seat in seats],
    )
