"""The figures of the pilot, as its record gives them, out of the rows of its seed."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.models.programmes import Programme
from programme.queries.kpis import figures_at, programme_called
from programme.rules.kpis.catalogue import as_data
from tests.clock import NOW
from tests.make import an_authority


def run(app: Flask, *more: str) -> Any:
    result = app.test_cli_runner().invoke(args=["programme", "kpis", *more])
    return json.loads(result.output) if result.exit_code == 0 else result.output


GOLDEN = {
    ("KPI-0", "growth"): "no_baseline",
    ("KPI-1", "strict"): 21,
    ("KPI-1", "wide"): 528,
    ("KPI-2", "departments"): 4,
    ("KPI-2", "officers"): "no_rows",
    ("KPI-3", "firms"): "no_rows",
    ("KPI-4", "contacted"): 528,
    ("KPI-4", "submitted"): 21,
    ("KPI-4", "matched"): 15,
    ("KPI-4", "identified"): 5,
    ("KPI-4", "procured"): 0,
    ("KPI-4", "sent"): (21, 528, 3.98),
    ("KPI-4", "matched_of_sent"): (15, 21, 71.43),
    ("KPI-4", "identified_of_sent"): (5, 21, 23.81),
    ("KPI-5", "fewest"): (3, 7),
    ("KPI-8", "showcase"): 178,
    ("KPI-9", "sure"): (1, 5, 20.0),
    ("KPI-11", "bought"): (0, 5, 0.0),
    ("KPI-12", "total"): 89_000_00,
    ("KPI-12", "challenge"): 17_800_00,
    ("KPI-12", "submission"): 4_238_10,
    ("KPI-12", "contact"): 168_56,
    ("KPI-12", "bought"): "nothing_yet",
}
"""(code, number) → value, (some, of, per cent), or why there is none."""


def as_golden(number: dict[str, Any]) -> Any:
    if number["value"] is None:
        return number["why"]
    if "to" in number:
        return number["value"], number["to"]
    if "of" in number:
        return number["value"], number["of"], number["percent"]
    return number["value"]


def test_the_known_figures_of_the_pilot_hold_and_what_nobody_knows_is_no_number(
    app: Flask, session: Session
) -> None:
    council = an_authority(session)
    assert app.test_cli_runner().invoke(args=["programme", "seed-dips"]).exit_code == 0
    said = run(app, "--as-of", "2026-11-23")
    assert (said["programme"], said["as_of"]) == ("dips", "2026-11-23")
    figures = {each["code"]: each["numbers"] for each in said["figures"]}
    assert list(figures) == [f"KPI-{number}" for number in range(15)]
    assert {at: as_golden(figures[at[0]][at[1]]) for at in GOLDEN} == GOLDEN
    assert len(said["claims_of_others"]) == 4
    programme = programme_called(session, council.id, "dips")
    assert programme
    again = json.loads(json.dumps(as_data(figures_at(session, council.id, programme, NOW.date()))))
    assert {each["code"]: each["numbers"] for each in again} == figures

    def funnel(day: str) -> list[int]:
        figures = {each["code"]: each["numbers"] for each in run(app, "--as-of", day)["figures"]}
        steps = ("contacted", "submitted", "matched")
        return [figures["KPI-4"][step]["value"] for step in steps]

    assert funnel("2022-12-04") == [0, 0, 0]
    assert funnel("2022-12-05") == [528, 0, 0]
    assert funnel("2023-01-09") == [528, 21, 15]


def test_what_is_not_there_is_named(app: Flask, session: Session) -> None:
    an_authority(session)
    assert "no programme" in run(app)
    assert "nowhere" in run(app, "--authority", "nowhere")
    assert "2026-13-01" in run(app, "--as-of", "2026-13-01")
    assert session.scalars(select(Programme)).all() == []
