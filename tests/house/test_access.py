"""Every door and who may pass it: as the policy table says and as the register shows."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.base.roles import Role
from foundation.web.access import register
from foundation.web.current import actor
from programme.rules.lines import Line
from programme.rules.movers import mover_of
from programme.web.line_links import ACTIONS, access_of
from tests.conftest import settings_for
from tests.house.tree import ROOT
from tests.html import ReadingClient
from tests.make import an_authority
from townhall import policy
from townhall.app import create_app

Browsers = Callable[..., ReadingClient]

REWRITE = "run REWRITE=1 pytest tests/house/test_access.py, then read the difference"
RIGHTS = sorted(right for granted in policy.table().values() for right in granted)


def is_kept(path: Path, fresh: str) -> bool:
    """Compare a committed file with what it should say; write it where that was asked for."""
    if os.environ.get("REWRITE"):
        path.write_text(fresh)
    return path.exists() and path.read_text() == fresh


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app whose database nobody has made."""
    return create_app(settings_for("spatialite", tmp_path_factory.mktemp("bare")))


def test_the_register_shows_every_door(bare: Flask) -> None:
    assert is_kept(ROOT / "tests" / "access.txt", "\n".join(register(bare)) + "\n"), REWRITE


def test_the_page_of_the_policy_is_that_of_the_table() -> None:
    assert is_kept(ROOT / "docs" / "policy.md", policy.page()), REWRITE


def test_whoever_a_line_of_a_gate_waits_for_may_go_where_it_is_moved(bare: Flask) -> None:
    """The sponsor accepts on the page of the gate itself, whoever names one elsewhere."""
    with bare.app_context():
        barred = {
            line
            for line, (_words, endpoint) in ACTIONS.items()
            if access_of(endpoint) not in policy.table()[mover_of(line)]
        }
    assert barred == {Line.SPONSOR_ACCEPTED}


def test_without_the_demo_its_doors_do_not_exist(tmp_path: Path) -> None:
    real = create_app(settings_for("spatialite", tmp_path, demo=False))
    assert [str(rule) for rule in real.url_map.iter_rules() if "demo" in str(rule)] == []


def test_every_right_that_a_door_asks_for_is_granted_to_somebody(bare: Flask) -> None:
    asked = {line.rsplit(" ", 1)[1] for line in register(bare)} - {"anyone", "static"}
    assert asked <= set(RIGHTS)


@pytest.mark.parametrize("role", Role)
def test_a_role_has_the_rights_of_the_table_and_no_other(
    session: Session, client_for: Browsers, role: Role
) -> None:
    an_authority(session)
    browser = client_for(role)
    with browser:
        browser.get("/nowhere")
        assert {right for right in RIGHTS if actor().may(right)} == policy.table()[role]
