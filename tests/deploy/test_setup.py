"""The set-up does each thing once, and says clearly what it cannot do."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from deploy.setup import environment, front_end, system
from deploy.setup.port import is_free
from deploy.setup.steps import CannotSetUp, fingerprint, once, run
from deploy.setup.system import Need


def a_need(*, present: bool, required: bool = True) -> Need:
    return Need("a thing", "a-thing", "fetch the thing yourself", lambda: present, required)


@pytest.fixture
def without_apt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def test_a_step_is_done_once_and_again_when_its_sources_change(tmp_path: Path) -> None:
    source, stamp, done = tmp_path / "lock", tmp_path / "made" / "stamp", []
    for content in ("one", "one", "two"):
        source.write_text(content)
        once(stamp, fingerprint([source]), lambda: done.append(source.read_text()))
    assert done == ["one", "two"]


def test_a_step_that_broke_off_is_done_again(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    with pytest.raises(CannotSetUp):
        once(stamp, "mark", lambda: run([sys.executable, "-c", "exit(1)"], "No luck."))
    assert once(stamp, "mark", lambda: None)


def test_a_failure_names_the_command_and_the_hint() -> None:
    with pytest.raises(CannotSetUp, match=r"no-such-program now … failed\. Look there\."):
        run(["no-such-program", "now"], "Look there.")


@pytest.mark.usefixtures("without_apt")
def test_what_is_there_is_not_installed() -> None:
    system.provide([a_need(present=True)], is_root=True)


@pytest.mark.usefixtures("without_apt")
def test_what_cannot_be_installed_is_named_with_the_way_out() -> None:
    with pytest.raises(CannotSetUp, match="Missing: a thing") as refusal:
        system.provide([a_need(present=False)], is_root=True)
    assert "fetch the thing yourself" in str(refusal.value)


@pytest.mark.usefixtures("without_apt")
def test_set_up_goes_on_without_what_is_not_required(capsys: pytest.CaptureFixture[str]) -> None:
    system.provide([a_need(present=False, required=False)], is_root=True)
    assert "Going on without a thing" in capsys.readouterr().out


def test_without_root_and_sudo_the_one_command_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\n")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotSetUp, match=r"As root: apt-get install .* a-thing"):
        system.provide([a_need(present=False)], is_root=False)


def test_spatialite_is_asked_for_unless_a_server_is_named() -> None:
    assert system.SPATIALITE in system.needs("run")
    assert system.SPATIALITE in system.needs("test", "postgresql+psycopg://db/heard")
    assert system.SPATIALITE not in system.needs("run", "postgresql+psycopg://db/heard")


def test_where_nobody_watches_the_browser_tests_may_not_be_left_out() -> None:
    watched = {need.package: need.required for need in system.needs("test")}
    unwatched = {need.package: need.required for need in system.needs("test", nobody_watches=True)}
    assert not watched["chromium"]
    assert unwatched["chromium"]


def test_a_port_in_use_is_noticed() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        taken = listener.getsockname()[1]
        assert not is_free(taken)
    assert is_free(taken)


@pytest.mark.parametrize(
    ("purpose", "settings", "lock"),
    [
        ("run", {}, "run.lock"),
        ("run", {"DATABASE_URL": "sqlite:///heard.db"}, "run.lock"),
        ("run", {"DATABASE_URL": "postgresql+psycopg://db/heard"}, "prod.lock"),
        ("run", {"REDIS_URL": "redis://cache"}, "prod.lock"),
        ("test", {}, "dev.lock"),
    ],
)
def test_each_purpose_has_its_lock(purpose: str, settings: dict[str, str], lock: str) -> None:
    assert environment.lock_for(purpose, settings) == lock
    assert (environment.FOLDER / lock).is_file()


@pytest.mark.parametrize(
    ("printed", "major"), [("v20.20.2", 20), ("v8.17.0", 8), ("", 0), (None, 0), ("error", 0)]
)
def test_a_node_is_known_by_its_major_number(printed: str | None, major: int) -> None:
    assert front_end.node_major(printed) == major
