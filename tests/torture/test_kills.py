"""A server that dies at any moment keeps what it acknowledged, once.

``KILLS`` says how often it dies: 5 times in ``make test``, 200 times in ``make torture``.
"""

from __future__ import annotations

import os
import random
import time
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from consultation.models.comments import Comment
from consultation.models.consultations import Tally
from consultation.models.representations import Representation
from consultation.rules.consultations import ConsultationKind
from foundation.accounts.models.correspondents import Correspondent
from foundation.base.clock import utc_now
from foundation.base.db import db
from tests import make
from tests.conftest import opened
from tests.consultation.make import a_consultation
from tests.databases import KINDS
from tests.journeys.server import Service, kill, migrated, served
from tests.torture.giving import Person
from tests.torture.posting import Client, Program, all_posting
from townhall.config import from_environment

KILLS = int(os.environ.get("KILLS", "5"))
SLUG = "a-greener-high-street"
EACH = 3


@pytest.fixture(params=KINDS)
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """A deployment with one open consultation that nobody serves yet."""
    folder = tmp_path_factory.mktemp(f"killed_{request.param}")
    service = migrated(request.param, folder)
    with opened(from_environment(service.env), utc_now) as app, app.app_context():
        session = cast(Session, db.session())
        council = make.an_authority(session, public_url=service.url)
        weeks = timedelta(weeks=2)
        a_consultation(
            session,
            make.an_actor(council.id),
            opens_at=utc_now() - weeks,
            closes_at=utc_now() + weeks,
            kind=ConsultationKind.PLANNING_APPLICATION,
        )
    return service


def test_what_was_acknowledged_is_there_exactly_once(service: Service, tmp_path: Path) -> None:
    api = f"/api/v1/consultations/{SLUG}/comments"
    form = f"/consultations/{SLUG}/give-your-view"
    clients: list[Client] = [
        *(Program(service.url, api, f"Program {n}", f"127.0.1.{n + 1}") for n in range(EACH)),
        *(Person(service.url, form, f"Person {n}", f"127.0.2.{n + 1}") for n in range(EACH)),
    ]
    with all_posting(clients) as finish:
        die_again_and_again(service, tmp_path / "served.log")
        with served(service, tmp_path / "served.log"):
            finish()
    assert [wrong for client in clients for wrong in client.wrong] == []
    acknowledged = {text: ref for client in clients for text, ref in client.acknowledged.items()}
    stored, counted = what_is_stored(service)
    assert dict(stored) == acknowledged
    assert len(stored) == len(acknowledged) == counted
    assert len(acknowledged) > KILLS
    by_form = sum(len(client.acknowledged) for client in clients if isinstance(client, Person))
    assert signed(service) == (by_form, by_form), "a formal comment without a name, or a name alone"
    assert all(client.acknowledged for client in clients)
    assert sum(client.tries for client in clients) > len(acknowledged), "no client ever noticed"
    print(f"{KILLS} kills, {len(acknowledged)} acknowledged, {len(stored)} stored")  # noqa: T201
    service.flask("jobs", "run", "--once")
    assert "broken" not in service.flask("audit", "verify")


def die_again_and_again(service: Service, log: Path) -> None:
    """Serve, and be killed at a moment that nobody knows, ``KILLS`` times."""
    moment = random.Random(20261126)  # noqa: S311  no secret
    for _ in range(KILLS):
        with served(service, log) as server:
            time.sleep(moment.uniform(0.05, 0.8))
            kill(server)


def signed(service: Service) -> tuple[int, int]:
    """Return how many names are kept, and how many formal comments."""
    engine = create_engine(service.env["DATABASE_URL"])
    with engine.connect() as connection:
        names, formal = (
            connection.scalar(select(func.count()).select_from(each)) or 0
            for each in (Correspondent, Representation)
        )
    engine.dispose()
    return names, formal


def what_is_stored(service: Service) -> tuple[list[tuple[str, str]], int]:
    """Return (text, reference) of every comment, and what the counter says of them."""
    engine = create_engine(service.env["DATABASE_URL"])
    with engine.connect() as connection:
        rows = connection.execute(select(Comment.text, Comment.ref)).all()
        counted = connection.scalar(select(func.sum(Tally.comments)))
    engine.dispose()
    return [(text, ref) for text, ref in rows], int(counted or 0)
