"""A server that is sent nothing but what is wrong stays up, stays small and is never at fault.

``MALFORMED`` says how many requests the server of each database gets: 100,000 in ``make torture``.
``MALFORMED_SEED`` repeats an attack.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.base.db import db
from foundation.base.roles import Role
from tests.clock import StandingClock
from tests.conftest import opened
from tests.databases import KINDS
from tests.journeys.server import migrated, served
from tests.malformed.attack import Attack, by_hundreds, workers
from tests.malformed.callers import Callers, form_token
from tests.malformed.forms import Known
from tests.malformed.spoiling import Asked, Spoiler
from tests.malformed.wire import Wire
from tests.townhall.crawl import is_for
from tests.townhall.towns import Town, a_town, addresses
from townhall.config import from_environment

COUNT = int(os.environ.get("MALFORMED", "0"))
SEED = int(os.environ.get("MALFORMED_SEED", "0")) or random.SystemRandom().randrange(2**31)
WARM = 10_000
"""Requests after which the server has loaded what it needs and should grow no more."""
MOST_GROWTH = 50.0
OK = 200

pytestmark = pytest.mark.skipif(not COUNT, reason="a part of make torture")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_so_wrong_that_the_server_is_at_fault(kind: str, tmp_path: Path) -> None:
    service = migrated(kind, tmp_path)
    port = urlsplit(service.url).port or 0
    log = tmp_path / "served.log"
    with opened(from_environment(service.env), StandingClock()) as app, ExitStack() as stack:
        stack.enter_context(app.app_context())
        town = a_town(cast(Session, db.session()), "alpha", "Amsel")
        attack = Attack(port, Callers(app, town))
        db.session.remove()
        server = stack.enter_context(served(service, log, app="tests.malformed.serving:app"))
        spoiler = Spoiler(app, town.names, known(app, town, attack), SEED, csrf=form_token(app))
        requests = spoiler.requests(COUNT)
        began = time.monotonic()
        warm = min(WARM, COUNT // 2)
        attack.send(islice(requests, warm))
        before = workers(server.pid)
        attack.send(islice(requests, COUNT // 2 - warm))
        half = workers(server.pid)
        attack.send(requests)
        after, took = workers(server.pid), time.monotonic() - began
    print(figures(kind, attack, [before, half, after], took))  # noqa: T201
    assert attack.ours == [], f"seed {SEED}: {len(attack.ours)} of {COUNT}, see {log}"
    assert after.keys() == before.keys(), "a worker died"
    assert all(after[worker] - before[worker] < MOST_GROWTH for worker in after)


def known(app: Flask, town: Town, attack: Attack) -> Known:
    """Look at every page as somebody who may see it, and learn what its forms send."""
    learnt = Known(app)
    wire = Wire(attack.port, 0)
    for asked in looked_at(app, town):
        who = attack.callers.header(asked.role, asked.target)
        status, page = wire.send(asked, *([who] if who else []))
        if status == OK and page[:15].lower() == b"<!doctype html>":
            learnt.learn(page.decode(), asked.target)
    wire.close()
    return learnt


def looked_at(app: Flask, town: Town) -> Iterator[Asked]:
    """Yield two addresses of each page, each as somebody who may see it."""
    for rule in app.url_map.iter_rules():
        may = [role for role in (None, *Role) if is_for(app, role, rule)]
        if "GET" in (rule.methods or ()) and may:
            for address in islice(addresses(rule, town.names), 2):
                yield Asked(rule.rule, may[-1], "GET", address)


def figures(kind: str, attack: Attack, sizes: Sequence[dict[int, float]], took: float) -> str:
    """Return what was measured, on one line; *sizes* of the workers, loaded, at half and after."""
    before, half, after = sizes
    whole, late = (
        max(after[worker] - since.get(worker, 0) for worker in after) for since in (before, half)
    )
    answers = ", ".join(f"{count} × {name}" for name, count in by_hundreds(attack.statuses))
    return (
        f"\n{kind}: {COUNT} requests (seed {SEED}) in {took:.0f} s: {answers}; "
        f"{len(before.keys() - after.keys())} workers died, the worker grew by {whole:.0f} MB, "
        f"{late:.0f} of them in the second half, to {max(after.values()):.0f} MB; "
        f"half within {attack.slowest(0.5):.0f} ms, "
        f"99 of 100 within {attack.slowest(0.99):.0f} ms"
    )
