"""What the law of buying sets: thresholds and periods, each with since when, and its source.

Source: programme-field.md §3.4. What could not be read there and is from memory is marked
``is_checked=False``; pages say that procurement has to check it. None of this is legal advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Act(StrEnum):
    """Under which law somebody buys."""

    PA2023 = "pa2023"
    PCR2015 = "pcr2015"


class Figure(StrEnum):
    """What a figure of the law says."""

    THRESHOLD_P = "threshold_p"
    TENDER_DAYS = "tender_days"
    TENDER_DAYS_ANNOUNCED = "tender_days_announced"
    ANNOUNCED_DAYS_BEFORE = "announced_days_before"
    ANNOUNCED_MONTHS_AT_MOST = "announced_months_at_most"
    STANDSTILL_DAYS = "standstill_days"
    DETAILS_DAYS = "details_days"
    KPI_VALUE_P = "kpi_value_p"
    KPIS = "kpis"


@dataclass(frozen=True, slots=True)
class Provision:
    """One figure: pence, days, working days or months; valid from *since* to *until*, both with."""

    act: Act
    figure: Figure
    value: int
    since: date
    source: str
    is_checked: bool
    until: date | None = None


NEW_LAW = date(2025, 2, 24)
"""Procurements begun from this day on follow the Procurement Act 2023; earlier ones stay under
the Public Contracts Regulations 2015."""

_OLD = date(2015, 2, 26)
_SECTIONS = "Procurement Act 2023"

PROVISIONS: tuple[Provision, ...] = (
    Provision(
        Act.PA2023,
        Figure.THRESHOLD_P,
        214_904_00,
        NEW_LAW,
        "Procurement Act 2023 schedule 1, sub-central goods and services, with VAT",
        is_checked=False,
        until=date(2025, 12, 31),
    ),
    Provision(
        Act.PA2023,
        Figure.THRESHOLD_P,
        207_720_00,
        date(2026, 1, 1),
        "Procurement Act 2023 schedule 1, sub-central goods and services, with VAT",
        is_checked=False,
    ),
    Provision(
        Act.PA2023,
        Figure.TENDER_DAYS,
        25,
        NEW_LAW,
        f"{_SECTIONS} s.54, find-tender.service.gov.uk",
        is_checked=True,
    ),
    Provision(
        Act.PA2023,
        Figure.TENDER_DAYS_ANNOUNCED,
        10,
        NEW_LAW,
        f"{_SECTIONS} s.54 with a planned procurement notice (UK3)",
        is_checked=True,
    ),
    Provision(
        Act.PA2023,
        Figure.ANNOUNCED_DAYS_BEFORE,
        40,
        NEW_LAW,
        f"{_SECTIONS} s.15, planned procurement notice (UK3)",
        is_checked=True,
    ),
    Provision(
        Act.PA2023,
        Figure.ANNOUNCED_MONTHS_AT_MOST,
        12,
        NEW_LAW,
        f"{_SECTIONS} s.15, planned procurement notice (UK3)",
        is_checked=True,
    ),
    Provision(
        Act.PA2023,
        Figure.STANDSTILL_DAYS,
        8,
        NEW_LAW,
        f"{_SECTIONS} s.51, working days, the day of the notice with them",
        is_checked=True,
    ),
    Provision(
        Act.PA2023,
        Figure.DETAILS_DAYS,
        30,
        NEW_LAW,
        f"{_SECTIONS} s.53, contract details notice (UK7)",
        is_checked=False,
    ),
    Provision(
        Act.PA2023,
        Figure.KPI_VALUE_P,
        5_000_000_00,
        NEW_LAW,
        f"{_SECTIONS} s.52, contracts worth more",
        is_checked=True,
    ),
    Provision(Act.PA2023, Figure.KPIS, 3, NEW_LAW, f"{_SECTIONS} s.52", is_checked=True),
    Provision(
        Act.PCR2015,
        Figure.TENDER_DAYS,
        30,
        _OLD,
        "Public Contracts Regulations 2015 reg. 31, requests to take part",
        is_checked=True,
    ),
    Provision(
        Act.PCR2015,
        Figure.STANDSTILL_DAYS,
        10,
        _OLD,
        "Public Contracts Regulations 2015 reg. 87, days after the letters",
        is_checked=False,
    ),
)


def in_force(act: Act, figure: Figure, day: date) -> Provision:
    """Return the provision that holds on *day*; before the first one, the first.

    Raises:
        LookupError: this law has no such figure.
    """
    known = [each for each in PROVISIONS if each.act is act and each.figure is figure]
    if not known:
        raise LookupError(f"{act} says nothing of {figure}")
    begun = [each for each in known if each.since <= day]
    return max(begun, key=lambda each: each.since) if begun else known[0]
