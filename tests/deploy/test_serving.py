"""gunicorn's settings, and what greenlets do to a connection to PostgreSQL."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from gunicorn.app.wsgiapp import WSGIApplication

from deploy.machine.plan import ROOT
from tests.databases import POSTGIS


def test_to_wait_for_postgresql_holds_up_one_greenlet_and_no_other() -> None:
    if POSTGIS is None:
        pytest.skip("no PostgreSQL to wait for")
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-m", "tests.deploy.greenlets", POSTGIS],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "let go, got it; sockets in greenlets: True\n", done.stderr


def test_gunicorn_knows_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    config = str(Path("deploy") / "serving.py")
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", ["gunicorn", "--config", config, "townhall.wsgi:app"])
    settings = WSGIApplication().cfg
    assert settings.settings["worker_class"].get() == "gevent"
    assert settings.control_socket_disable
    assert settings.umask == 0o007


def test_the_worker_that_refuses_websockets_is_not_installed() -> None:
    assert importlib.util.find_spec("geventwebsocket") is None
