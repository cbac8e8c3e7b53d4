"""What a bench makes of its figures: ratios, verdicts, tables and curves, without any timing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree

import pytest

from bench.curves import curve
from bench.data import Owners, comments, followers, ward_of
from bench.growth import Growth
from bench.jobs.every import chosen
from bench.report import Report, write
from bench.rounds import OURS, Contender, Job, Prepared, Reading, Taken, measured
from bench.table import job_tables, number, spread
from bench.verdicts import Target, Verdict, ratios, verdict

FAST = Target("16 at once", OURS, ("peer",), least=3)
SHORT = Target("z14", OURS, ("floor", "hello"), most=1.2)


@pytest.mark.parametrize(
    ("target", "found", "said"),
    [
        (FAST, [3.1, 2.0, 4.0], Verdict.MET),
        (FAST, [2.9, 2.0, 3.0], Verdict.OPEN),
        (FAST, [2.9, 2.0, 2.5], Verdict.MISSED),
        (SHORT, [1.2, 1.0, 9.0], Verdict.MET),
        (SHORT, [1.3, 1.2, 9.0], Verdict.OPEN),
        (SHORT, [1.3, 1.21, 9.0], Verdict.MISSED),
        (SHORT, [], Verdict.NONE),
    ],
)
def test_a_target_is_missed_only_if_no_round_reached_it(
    target: Target, found: list[float], said: Verdict
) -> None:
    assert verdict(target, found) is said


def test_a_ratio_is_taken_within_a_round_and_not_where_there_were_errors() -> None:
    assert ratios([2.0, None, 9.0, 8.0], [[1.0, 1.0, None, 3.0], [1.0, 1.0, 1.0, 1.0]]) == [
        1.0,
        2.0,
    ]


def a_job(*targets: Target) -> Job:
    return Job("J9", "A job", "req/s", targets, prepare=lambda _place: pytest.fail("not asked for"))


def a_contender(name: str, *values: float, errors: int = 0) -> Contender:
    left = iter(values)
    return Contender("16 at once", name, lambda: Reading(next(left), errors, {"p95 ms": 5.0}))


def test_every_contender_is_measured_once_a_round_in_an_order_drawn_anew() -> None:
    turns: list[str] = []

    def noting(name: str) -> Contender:
        def measure() -> Reading:
            turns.append(name)
            return Reading(1)

        return Contender("16 at once", name, measure, lambda: turns.append("after"))

    names = ["a", "b", "c", "d"]
    measured(a_job(), Prepared([noting(name) for name in names], lambda: None), 6, seed=1)
    assert turns[1::2] == ["after"] * 24
    rounds = [tuple(turns[start : start + 8 : 2]) for start in range(0, 48, 8)]
    assert {tuple(sorted(each)) for each in rounds} == {tuple(names)}
    assert len(set(rounds)) > 1


def test_no_ratio_is_printed_where_the_answers_differ() -> None:
    prepared = Prepared([a_contender(OURS)], lambda: "one row is missing")
    taken = measured(a_job(FAST), prepared, 3, seed=1)
    assert taken.cells == {}
    assert "one row is missing" in job_tables(taken)
    assert "÷" not in job_tables(taken)


def test_a_table_shows_values_ratios_and_what_was_invalid() -> None:
    prepared = Prepared(
        [a_contender(OURS, 600, 700), a_contender("peer", 100, 100)], lambda: None, ("A note.",)
    )
    shown = job_tables(measured(a_job(FAST), prepared, 2, seed=1))
    assert "| 16 at once | ours | 650 (600-700) | 5 (5-5) |" in shown
    assert "| 16 at once | ours ÷ peer | 6.5 (6-7) | ≥ 3 | met |" in shown
    assert shown.endswith("A note.")
    broken = Prepared([a_contender(OURS, 600, errors=2), a_contender("peer", 1)], lambda: None)
    shown = job_tables(measured(a_job(FAST), broken, 1, seed=1))
    assert "| 16 at once | ours | invalid, 2 errors |" in shown
    assert "| no figure |" in shown


@pytest.mark.parametrize(
    ("value", "said"), [(12345.6, "12,346"), (12.345, "12.3"), (0.217, "0.22"), (0.0123, "0.012")]
)
def test_a_number_is_shown_with_as_many_figures_as_mean_something(value: float, said: str) -> None:
    assert number(value) == said
    assert spread([]) == "none"


def test_a_curve_is_well_formed_whatever_its_names() -> None:
    drawn = curve("Cost <&>", "comments", "ms", {"J1 & J2": [(1_000, 0.0), (1_000_000, 12.5)]})
    tree = ElementTree.fromstring(drawn)  # noqa: S314  our own
    assert tree.attrib["aria-label"] == "Cost <&>"
    assert [each.text for each in tree.iter("{http://www.w3.org/2000/svg}text")][-1] == "J1 & J2"
    assert curve("Nothing", "comments", "ms", {}) == ""


def test_the_page_says_when_where_and_by_which_command(tmp_path: Path) -> None:
    now = datetime(2026, 11, 27, 10, tzinfo=UTC)
    taken = Taken(a_job(FAST), {("16 at once", OURS): [Reading(7)]}, loads=[0.5, 0.75])
    grown = Growth({"J1": [(1_000, 2.0), (10_000, 3.0)]}, [(1_000, 90.0)], [(1_000, 1_234.0)])
    report = Report(now, "2 cores", "python -m bench --jobs J9", [("postgis", taken)], grown)
    write(report, tmp_path / "performance.md")
    page = (tmp_path / "performance.md").read_text()
    assert "27 November 2026, 10:00 UTC, by `python -m bench --jobs J9` on 2 cores." in page
    assert "Load average at the start of each round: 0.5, 0.8." in page
    assert "| J1 | 2 | 3 |" in page
    for name in ("cost", "memory", "stored"):
        assert f"images/growth-{name}.svg" in page
        ElementTree.parse(tmp_path / "images" / f"growth-{name}.svg")  # noqa: S314  our own


def test_jobs_are_named_one_by_one_or_from_one_to_another() -> None:
    assert [job.key for job in chosen("j1-j2")] == ["J1", "J2"]
    assert [job.key for job in chosen("J2,J1")] == ["J2", "J1"]
    with pytest.raises(ValueError, match="no job J99"):
        chosen("J99")


def test_the_invented_city_is_the_same_each_time_and_lies_in_its_wards() -> None:
    owners = Owners(uuid4(), uuid4(), datetime(2026, 11, 27, tzinfo=UTC))
    first, again = (next(comments(50, owners)) for _ in range(2))
    assert first == again
    assert [table.name for table in first][:2] == ["comment", "comment_place"]
    for table in (*first, *next(followers(20, owners))):
        assert {len(row) for row in table.rows} == {len(table.columns)}, table.name
    told = dict(zip(first[0].columns, first[0].rows[0], strict=True))
    assert told["ward_code"] == ward_of(float(told["lon"] or 0), float(told["lat"] or 0))
