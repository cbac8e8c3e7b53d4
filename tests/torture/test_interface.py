"""What the document of the interface allows, and what it does not, is never the server's fault.

``EXAMPLES`` says how many requests schemathesis makes for each operation, 300 in ``make
torture``; 0 leaves it out, since schemathesis is fetched for it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest
from sqlalchemy.orm import Session

from bench.peers import python_peer
from foundation.base.db import db
from tests.clock import StandingClock
from tests.conftest import opened
from tests.databases import KINDS
from tests.journeys.server import Service, migrated, served
from tests.malformed.attack import workers
from tests.torture.figures import note
from tests.townhall.towns import Town, a_town
from townhall.config import ROOT, from_environment

EXAMPLES = int(os.environ.get("EXAMPLES", "0"))
MADE = re.compile(r"(\d+) generated")

pytestmark = pytest.mark.skipif(not EXAMPLES, reason="a part of make torture")


@contextmanager
def standing_town(kind: str, folder: Path) -> Iterator[tuple[Service, Town]]:
    service = migrated(kind, folder)
    service.env["TRUSTED_PROXIES"] = "1"
    settings = from_environment(service.env)
    with opened(settings, StandingClock()) as app, app.app_context():
        town = a_town(cast(Session, db.session()), "alpha", "Amsel")
        db.session.remove()
        yield service, town


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["a visitor", "an officer's program"])
def test_no_request_by_the_document_is_answered_by_an_error_of_ours(
    kind: str, who: str, tmp_path: Path
) -> None:
    with standing_town(kind, tmp_path) as (service, town):
        log = tmp_path / "served.log"
        with served(service, log, app="tests.malformed.serving:app") as server:
            before = workers(server.pid)
            bearer = None if who == "a visitor" else town.bearer
            done = attack(service, tmp_path, bearer)
            after = workers(server.pid)
    assert done.returncode == 0, done.stdout[-4000:]
    assert after.keys() == before.keys(), "a worker died"
    made = MADE.search(done.stdout)
    assert made, done.stdout[-4000:]
    note(
        f"schemathesis as {who}, {kind}",
        requests=made.group(1),
        grew=f"{max(after[one] - before[one] for one in after):.0f} MB",
    )


def attack(service: Service, folder: Path, bearer: str | None) -> subprocess.CompletedProcess[str]:
    """Let schemathesis ask all that it can think of; what it remembers is left in *folder*."""
    program = python_peer("schemathesis").parent / "schemathesis"
    command: list[str | Path] = [program, "run", f"{service.url}/api/v1/openapi.json"]
    command += ["--checks", "not_a_server_error", "--max-examples", str(EXAMPLES), "--no-color"]
    command += ["--seed", "1", "--workers", "2", "--mode", "all"]
    command += ["--header", f"Host: alpha.localhost:{urlsplit(service.url).port}"]
    if bearer:
        command += ["--header", f"Authorization: Bearer {bearer}"]
    env = {**service.env, "SCHEMATHESIS_HOOKS": "tests.malformed.hooks", "PYTHONPATH": str(ROOT)}
    return subprocess.run(  # noqa: S603  our own words
        command, cwd=folder, env=env, check=False, capture_output=True, text=True
    )
