"""What is written for one machine holds together, and is what systemd and nginx understand."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from deploy.machine import rendering
from deploy.machine.plan import ROOT, Machine
from deploy.machine.units import read_settings, read_unit
from deploy.setup.system import WITH_SBIN
from townhall.config import from_environment

NGINX = shutil.which("nginx", path=WITH_SBIN)
SYSTEMD = shutil.which("systemd-analyze")
NAMED = re.compile(r'(?<=")[A-Z][A-Z_]+(?=")')
WRITTEN = re.compile(r"^(?:# )?([A-Z][A-Z_]+)=", re.MULTILINE)


def a_machine(folder: Path, **more: Any) -> Machine:
    """A machine whose folders all lie in *folder*, with its files written."""
    given: dict[str, Any] = {"public_url": "http://say.example", "hosts": ("say.example",)}
    given |= {"listen": "127.0.0.1:20080", "user": "root", **more}
    for name in ("etc", "state", "run", "logs", "backups"):
        (folder / name).mkdir()
        given[name] = folder / name
    machine = Machine(**given)
    rendering.write(machine, machine.etc)
    return machine


def test_the_settings_file_explains_every_setting_and_no_other(tmp_path: Path) -> None:
    machine = a_machine(tmp_path)
    known = set(NAMED.findall((ROOT / "townhall" / "config.py").read_text()))
    text = (machine.etc / "heard-back.env").read_text()
    assert set(WRITTEN.findall(text)) == known
    blocks = text.split("\n\n")[1:]
    assert [block for block in blocks if not block.startswith("# ")] == []


def test_the_service_starts_under_the_settings_that_are_written(tmp_path: Path) -> None:
    machine = a_machine(tmp_path, basemap_pmtiles=tmp_path / "city.pmtiles", demo=True)
    settings = from_environment(read_settings(machine.etc / "heard-back.env"))
    assert (settings.trusted_proxies, settings.demo) == (1, True)
    assert settings.database_url == machine.store("web")
    jobs = read_unit(machine.etc / "units" / "heard-back-worker@.service", "2")
    assert from_environment(jobs.env).database_url == machine.store("jobs")
    migrate = read_unit(machine.etc / "units" / "heard-back-migrate.service")
    assert from_environment(migrate.env).database_url == machine.store("owner")


def test_secrets_are_for_nobody_else(tmp_path: Path) -> None:
    machine = a_machine(tmp_path)
    for path in (*machine.etc.glob("*.env"), machine.etc / "stores.sql"):
        assert path.stat().st_mode & 0o007 == 0
    assert machine.secret_key not in repr(machine)


@pytest.mark.skipif(NGINX is None, reason="no nginx on this machine")
@pytest.mark.parametrize("kind", ["plain", "secure"])
def test_nginx_understands_its_settings(kind: str, tmp_path: Path) -> None:
    more: dict[str, Any] = {"basemap_pmtiles": tmp_path / "city.pmtiles"}
    if kind == "secure":
        more |= {"listen": "20443 ssl", **_certificate(tmp_path)}
    machine = a_machine(tmp_path, socket_servers=3, **more)
    settings, errors = machine.etc / "nginx" / "alone.conf", machine.logs / "nginx.log"
    asked = [str(NGINX), "-t", "-c", str(settings), "-e", str(errors)]
    told = subprocess.run(asked, check=False, capture_output=True, text=True)  # noqa: S603  our own words
    assert told.returncode == 0, told.stderr


@pytest.mark.skipif(SYSTEMD is None, reason="no systemd on this machine")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    machine = a_machine(tmp_path)
    units = sorted((machine.etc / "units").iterdir())
    # A template is checked as one of its instances.
    for unit in units:
        unit.rename(unit.with_name(unit.name.replace("@.", "@1.")))
    checked = sorted((machine.etc / "units").iterdir())
    asked = [str(SYSTEMD), "verify", "--man=no", *map(str, checked)]
    told = subprocess.run(asked, check=False, capture_output=True, text=True)  # noqa: S603  our own words
    ours = [line for line in told.stderr.splitlines() if "heard-back" in line]
    assert ours == []


def _certificate(folder: Path) -> dict[str, Path]:
    chain, key = folder / "chain.pem", folder / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    made += ["-subj", "/CN=say.example", "-out", str(chain), "-keyout", str(key)]
    subprocess.run(made, check=True, capture_output=True)  # noqa: S603  our own words
    return {"certificate": chain, "certificate_key": key}
