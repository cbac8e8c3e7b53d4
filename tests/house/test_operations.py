"""The operator's handbook names what there is: each figure, alert, command, page and heading."""

from __future__ import annotations

import re
import shutil
import subprocess

import click
import pytest
from flask import Flask

from tests.conftest import settings_for
from tests.house.tree import ROOT
from townhall.app import create_app
from townhall.watching import families, metrics
from townhall.watching.notes import BACKUP, CHAIN, FOLDER, SEEN, write

ALERTS = (ROOT / "deploy" / "alerts.yml").read_text()
HANDBOOK = (ROOT / "docs" / "operations.md").read_text()
PROMTOOL = shutil.which("promtool")
SUFFIXES = ("_bucket", "_count", "_sum", "_created")

WAITS = {"number": 1, "since": 1.0, "failing": 0}
DESK = dict.fromkeys(("overdue", "oldest_due", "held", "held_since", "open", "next_close"), 1)
EVERYTHING = {
    "at": 1.0,
    "database": 1,
    "stores": {"main": {"kind": "postgis", "migration": "0001", "behind": 0}},
    "outbox": {"seal": WAITS},
    "messages": {"mail": WAITS},
    "desks": {"leeds": DESK},
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(settings_for("spatialite", tmp_path_factory.mktemp("handbook")))


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all that is ever served, ours without what a histogram adds."""
    instance = tmp_path_factory.mktemp("figures")
    for what in (BACKUP, CHAIN):
        write(instance / FOLDER, what, {"at": "2026-03-02T00:00:00+00:00", "well": True})
    write(instance / FOLDER, SEEN, EVERYTHING)
    noted = {family.name for family in families.Noted(instance).collect()}
    counted = {
        f"{family.name}_total" if family.type == "counter" else family.name
        for metric in metrics.COUNTED
        for family in metric.collect()
    }
    return noted | counted


def named_in(text: str) -> set[str]:
    """Return the figures that *text* names, histograms by the name of the whole."""
    names = set(re.findall(r"heard_back_[a-z_]+", text))
    return {re.sub(rf"({'|'.join(SUFFIXES)})$", "", name) for name in names}


def test_every_alert_is_about_figures_that_are_served(figures: set[str]) -> None:
    assert named_in(ALERTS)
    assert named_in(ALERTS) - figures == set()
    assert {name for name in named_in(HANDBOOK) if not name.endswith("_")} - figures == set()


def test_the_handbook_explains_every_figure_and_every_alert(figures: set[str]) -> None:
    missing = {f for f in figures if f"`{f.removeprefix('heard_back_')}`" not in HANDBOOK}
    assert missing == set()
    alerts = re.findall(r"alert: (\w+)", ALERTS)
    assert len(alerts) == len(set(alerts)) > 15
    assert [alert for alert in alerts if not re.search(rf"^\|.*\b{alert}\b", HANDBOOK, re.M)] == []


def test_every_command_of_the_handbook_is_one(app: Flask) -> None:
    said = re.findall(r"(?:\bhb|`hb|\bflask) ((?:[a-z-]+ ?)+)", HANDBOOK)
    root = app.cli
    known = {*root.commands, "db"}
    first = {words.split()[0] for words in said if words.split()[0] in known}
    assert len(first) > 8
    for words in said:
        name, *rest = words.split()
        command = root.commands.get(name)
        if isinstance(command, click.Group) and rest:
            assert rest[0] in command.commands, words


def test_every_heading_that_the_handbook_leads_to_is_there() -> None:
    headings = re.findall(r"^#+ (.*)", HANDBOOK, re.M)
    anchors = {re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", HANDBOOK)) - anchors == set()


@pytest.mark.skipif(PROMTOOL is None, reason="no Prometheus on this machine")
def test_prometheus_understands_the_alerts() -> None:
    asked = [str(PROMTOOL), "check", "rules", str(ROOT / "deploy" / "alerts.yml")]
    told = subprocess.run(asked, check=False, capture_output=True, text=True)  # noqa: S603  our own words
    assert told.returncode == 0, told.stderr
