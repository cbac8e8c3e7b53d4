"""What may lie in the repository, where, and how long it may get."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from tests.house.tree import TEXT, names, texts

TOP = {
    *("consultation", "programme", "questions", "geo", "foundation", "townhall"),
    *("templates", "static", "migrations", "tests", "bench", "deploy", "docs"),
    *("README.md", "Makefile", "setup.cfg", "pyproject.toml", "package.json", "package-lock.json"),
}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
THIRD_PARTY = ("node_modules/", "static/vendor/", ".venv/", "vendor/")
COUNTED = (".css", ".html", ".js", ".mjs", ".py")
LONGEST = 400
WRITTEN_ONCE = "migrations/versions/"


def is_vague(name: str) -> bool:
    path = PurePosixPath(name)
    return not VAGUE.isdisjoint({*path.parts[:-1], path.stem})


def is_third_party(name: str) -> bool:
    minified = name.endswith((".min.js", ".min.css", ".woff", ".woff2", ".map", ".whl"))
    return minified or any(f"/{name}".find(f"/{folder}") >= 0 for folder in THIRD_PARTY)


def is_out_of_place(name: str) -> bool:
    top = PurePosixPath(name).parts[0]
    return top not in TOP and not top.startswith(".")


def is_too_long(text: str) -> bool:
    return text.count("\n") > LONGEST


def test_no_third_party_file_is_committed() -> None:
    assert [name for name in names() if is_third_party(name)] == []


def test_the_top_level_holds_what_the_design_names() -> None:
    assert sorted({name for name in names() if is_out_of_place(name)}) == []


def test_a_file_is_named_for_what_it_knows() -> None:
    assert [name for name in names() if is_vague(name)] == []


def test_no_file_has_grown_past_a_second_look() -> None:
    grown = [name for name, text in texts(*COUNTED) if is_too_long(text)]
    assert [name for name in grown if not name.startswith(WRITTEN_ONCE)] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    homes = [f"/{home}/" for home in ("home", "Users", "root", "work")]
    found = [
        name
        for name, text in texts(*TEXT)
        if name != "tests/house/test_committed.py" and any(f'"{home}' in text for home in homes)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (is_vague, "geo/utils.py", "geo/wards.py"),
        (is_vague, "helpers/wards.py", "geo/manage.py"),
        (is_third_party, "static/vendor/leaflet/leaflet.js", "static/js/map.js"),
        (is_third_party, "static/css/some.min.css", "static/css/base.css"),
        (is_out_of_place, "scripts/go.sh", "deploy/go.sh"),
        (is_too_long, "x\n" * 401, "x\n" * 400),
    ],
)
def test_the_rules_can_fail(rule: object, bad: str, good: str) -> None:
    assert callable(rule)
    assert rule(bad)
    assert not rule(good)
