"""Consultations that hear from few are shown together, and nothing can be subtracted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from consultation.rules.reach.figures import Cell, Tally
from consultation.rules.reach.pools import (
    EVERYTHING,
    Part,
    Pool,
    Scope,
    counted_together,
    make_pools,
    pools_of,
)
from consultation.rules.reach.pools_audit import PoolShown, Published, audit_pools
from consultation.rules.reach.quarters import Quarter
from consultation.rules.reach.releases import NotReleased
from consultation.rules.reach.snapshots import EVERYBODY, Snapshot
from tests.consultation.reach.attacks import Ours, overlapping_areas
from tests.consultation.reach.synthetic import consultation


def part(number: int, people: int, team: str | None = None, ward: str | None = None) -> Part:
    """One consultation that so many answered; from 60 it has figures of its own."""
    made, policy = consultation(7), Ours()
    made.random.seed(number)
    list(made.come(people))
    if people >= 60:
        policy.publish(made, is_final=True)
    truth = made.counted()
    return Part(UUID(int=number), team, ward, truth.comments, truth.cells, tuple(policy.history))


def quarter(seed: int) -> list[Part]:
    """A quarter of ordinary consultations of two teams in three wards, with one large one."""
    sizes = [8, 11, 9, 14, 6, 12, 10, 13, 70 + seed, 9]
    return [
        part(100 * seed + number, people, ("parks", "planning")[number % 2], f"ward {number % 3}")
        for number, people in enumerate(sizes)
    ]


def test_ten_ordinary_consultations_say_together_what_none_says_alone() -> None:
    parts = [part(number, 12, "parks", f"ward {number % 2}") for number in range(10)]
    made = make_pools(parts)
    assert made.snapshots[EVERYTHING].figures[EVERYBODY] in {115, 120, 125}
    assert Pool(Scope.WARD, "ward 1") in made.snapshots
    assert all(figure is None or figure >= 15 for figure in _figures(made.snapshots.values()))


def _figures(snapshots: object) -> Iterator[int | None]:
    for snapshot in snapshots:  # type: ignore[attr-defined]
        yield from snapshot.figures.values()


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_told_by_a_pool_less_what_is_in_it(seed: int) -> None:
    parts = quarter(seed)
    made = make_pools(parts)
    assert EVERYTHING in made.snapshots
    whole = made.snapshots[EVERYTHING]
    inside = [snapshot for pool, snapshot in made.snapshots.items() if pool != EVERYTHING]
    inside += [each.history[-1] for each in parts if each.history]
    assert inside
    for smaller in inside:
        assert list(overlapping_areas(Ours(), whole, smaller)) == []


def test_the_auditor_finds_what_exact_pools_give_away() -> None:
    parts = quarter(1)
    shown = [
        PoolShown(frozenset(each.consultation_id for each in members), _bare(members))
        for members in (parts, parts[:-1])
    ]
    known = {each.consultation_id: Published(each.comments, frozenset({"sex"})) for each in parts}
    assert any(told.what.startswith("rest of") for told in audit_pools(known, shown, blur=0))


def _bare(parts: list[Part]) -> Snapshot:
    truth = counted_together(parts)
    cells = {place: cell.people for place, cell in truth.cells.items() if place[0] == "sex"}
    return Snapshot(cells | {EVERYBODY: truth.cells[EVERYBODY].people}, {}, truth.comments)


def test_two_consultations_are_no_pool_and_a_team_that_is_everybody_is_not_said_twice() -> None:
    two = [part(1, 40), part(2, 40)]
    assert make_pools(two).refused == {EVERYTHING: NotReleased.TOO_FEW}
    same = [part(number, 20, "parks") for number in range(3)]
    assert list(pools_of(same)) == [EVERYTHING]


def test_who_waits_for_a_batch_counts_in_the_pool() -> None:
    cells = {EVERYBODY: Cell(counted=Tally(60, 7), added=Tally(4, 5), removed=Tally(3, 2))}
    together = counted_together([replace(part(1, 8), cells=cells), part(2, 8)])
    assert together.cells[EVERYBODY].counted.people == 69


@pytest.mark.parametrize(
    ("day", "written", "last", "settled"),
    [
        (date(2026, 1, 1), "2026-Q1", date(2026, 3, 31), date(2026, 4, 28)),
        (date(2026, 6, 30), "2026-Q2", date(2026, 6, 30), date(2026, 7, 28)),
        (date(2024, 12, 31), "2024-Q4", date(2024, 12, 31), date(2025, 1, 28)),
    ],
)
def test_a_quarter_is_settled_four_weeks_after_it(
    day: date, written: str, last: date, settled: date
) -> None:
    quarter = Quarter.of(day)
    assert (str(quarter), quarter.last_day) == (written, last)
    assert quarter.is_settled(settled)
    assert not quarter.is_settled(settled.replace(day=settled.day - 1))
