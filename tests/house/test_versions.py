"""Nothing runs here that is known to be unsafe."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

import pytest

from tests.house.tree import ROOT

FLOOR = re.compile(r"^(?P<name>[a-z0-9-]+)>=(?P<least>[0-9.]+)\s+# \S", re.MULTILINE)
FLOORS = dict(FLOOR.findall((ROOT / "deploy/requirements/safe.txt").read_text()))
NOT_YET_USED = {"weasyprint"}


def number(written: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", written)[:3])


def complaint(name: str, least: str, installed: Callable[[str], str] = version) -> str | None:
    """Say what is wrong with the installed version of *name*, if anything is."""
    try:
        found = installed(name)
    except PackageNotFoundError:
        return None if name in NOT_YET_USED else f"{name} is not installed"
    return f"{name} {found} is older than {least}" if number(found) < number(least) else None


@pytest.mark.parametrize(("name", "least"), FLOORS.items())
def test_what_is_installed_is_safe(name: str, least: str) -> None:
    assert complaint(name, least) is None


def test_the_table_covers_what_faces_the_network() -> None:
    assert {"flask", "gunicorn", "jinja2", "pillow", "python-engineio", "werkzeug"} <= set(FLOORS)


@pytest.mark.parametrize(
    ("installed", "least", "is_safe"),
    [
        ("3.1.3", "3.1.3", True),
        ("3.1.10", "3.1.9", True),
        ("27.0.1", "23", True),
        ("3.1.2", "3.1.3", False),
        ("12.2.9", "12.3", False),
    ],
)
def test_versions_are_compared_as_numbers(installed: str, least: str, *, is_safe: bool) -> None:
    assert (complaint("any", least, lambda _name: installed) is None) == is_safe
