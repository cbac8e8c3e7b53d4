"""The import contracts of setup.cfg hold, and a breach is noticed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house.tree import OURS, ROOT

LINT = Path(sys.executable).with_name("lint-imports")
BREACH = """
[importlinter]
root_package = house
[importlinter:contract:down]
name = Downwards
type = layers
layers =
    house.web
    house.rules
"""


def lint(folder: Path, config: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own words
        [LINT, "--config", config, "--no-cache"],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_import_contracts_hold() -> None:
    report = lint(ROOT, ROOT / "setup.cfg")
    assert report.returncode == 0, report.stdout


def test_the_contracts_speak_of_every_package() -> None:
    contracts = (ROOT / "setup.cfg").read_text()
    roots = contracts.partition("root_packages =")[2].partition("include_external")[0].split()
    assert set(roots) == set(OURS)


def test_a_breach_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "house"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "web.py").touch()
    (package / "rules.py").write_text("import house.web\n")
    config = tmp_path / "setup.cfg"
    config.write_text(BREACH)
    report = lint(tmp_path, config)
    assert report.returncode == 1
    assert "house.rules -> house.web" in report.stdout
