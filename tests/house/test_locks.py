"""The locks name all that is installed, by hash, and say nothing about where it came from."""

from __future__ import annotations

import ast
import json
import re
import sys
from configparser import ConfigParser
from importlib.metadata import packages_distributions

import pytest

from tests.house.tree import OURS, ROOT, names, texts

LOCKS = ROOT / "deploy" / "requirements"
PYTHON_LOCKS = ("run.lock", "prod.lock", "dev.lock", "node.lock")
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)
UNPINNED = re.compile(r"^(?![#\s-])(?!\S+==)\S.*", re.MULTILINE)
ADDRESS = re.compile(r"\b(?:https?|git|ssh|file)(?:\+\w+)?:/|\bindex-url\b|\bfind-links\b")
BRINGERS = packages_distributions()
EXACT = re.compile(r"\d+\.\d+\.\d+")


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((LOCKS / lock).read_text()))


def unhashed(text: str) -> list[str]:
    """Return the packages of a lock that no hash follows."""
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    return [block.split("\n")[0] for block in blocks if "==" in block and "--hash=" not in block]


def downloads(package_lock: str) -> list[str]:
    """Return the packages of an npm lock that say where they were fetched."""
    packages = json.loads(package_lock)["packages"]
    return [name for name, package in packages.items() if "resolved" in package]


def declared() -> dict[str, str]:
    """Every pin of setup.cfg: name to version."""
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    extras = config["options.extras_require"]
    lines = "\n".join([config["options"]["install_requires"], extras["prod"], extras["dev"]])
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==([^;\s]+)", lines, re.MULTILINE))


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_a_python_lock_holds_pins_with_hashes_and_no_address(lock: str) -> None:
    text = (LOCKS / lock).read_text()
    assert pins(lock)
    assert unhashed(text) == []
    assert UNPINNED.findall(text) == []
    assert ADDRESS.findall(text) == []


def test_the_locks_agree_with_one_another_and_with_setup_cfg() -> None:
    everything = pins("dev.lock")
    assert pins("run.lock").items() <= pins("prod.lock").items() <= everything.items()
    assert declared().items() <= everything.items()


def test_front_end_packages_are_exact_and_say_nothing_about_where_they_were_fetched() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    locked = json.loads(lock)["packages"]
    assert downloads(lock) == []
    assert all(EXACT.fullmatch(version) for version in wanted.values())
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all("integrity" in package for name, package in locked.items() if name)


def undocumented(page: str, known: dict[str, str]) -> list[str]:
    """Return what *page* does not name in a row that begins with name and version."""
    return [name for name, version in known.items() if f"\n| {name} | {version} |" not in page]


def test_every_dependency_is_explained_at_its_pinned_version() -> None:
    front_end = json.loads((ROOT / "package.json").read_text())["dependencies"]
    page = (ROOT / "docs" / "dependencies.md").read_text()
    assert undocumented(page, declared() | front_end) == []


def undeclared(source: str, known: dict[str, str]) -> set[str]:
    """Return the modules that *source* imports and that no pin of setup.cfg brings."""
    tops: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            tops |= {name.name.partition(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            tops.add((node.module or "").partition(".")[0])
    ours = {name.partition("/")[0] for name in names()}
    return {
        top
        for top in tops - sys.stdlib_module_names - ours
        if not any(bringer.lower().replace("_", "-") in known for bringer in BRINGERS.get(top, []))
    }


def test_what_we_import_is_declared() -> None:
    known = declared()
    found = {
        name: modules
        for name, source in texts(".py", under=(*OURS, "bench", "migrations"))
        if (modules := undeclared(source, known))
    }
    assert found == {}


def test_the_rules_can_fail() -> None:
    assert unhashed("flask==3.1.3\n    # via x\njinja2==3 \\\n    --hash=sha256:1\n") == [
        "flask==3.1.3"
    ]
    assert UNPINNED.findall("flask>=3\n    # via x\n") == ["flask>=3"]
    assert ADDRESS.findall("--index-url https://packages.example/simple\n")
    assert undocumented("\n| flask | 3.1.3 | BSD |", {"flask": "3.1.4"}) == ["flask"]
    assert downloads('{"packages": {"": {}, "a": {"resolved": "x"}}}') == ["a"]
    assert not EXACT.fullmatch("^6.3.0")
    assert undeclared("import os, geo.rules\nfrom numpy import array\n", {"flask": "3"}) == {
        "numpy"
    }
