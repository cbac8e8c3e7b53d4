"""A server that dies at any moment keeps what it acknowledged, once; so does its database.

``KILLS`` says how often something dies (5 times in ``make test``), and ``POSTS`` how many comments
are acknowledged meanwhile.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from consultation.models.comments import Comment
from consultation.models.consultations import Tally
from consultation.models.representations import Representation
from foundation.accounts.models.correspondents import Correspondent
from tests.databases import KINDS
from tests.journeys.server import Service, kill, served
from tests.torture.figures import note, spread
from tests.torture.giving import Person
from tests.torture.postgres import Postgres, children, own_postgres, programs
from tests.torture.posting import Client, Program, all_posting, missteps, receipts, taken_in
from tests.torture.standing import FORM, POSTING, standing

KILLS = int(os.environ.get("KILLS", "5"))
POSTS = int(os.environ.get("POSTS", "0"))
SHARE = {"spatialite": 3, "postgis": 1}
"""Into how many parts the work is divided: an app of one process takes longest to start again."""

PEOPLE = 3
WORKERS = {"spatialite": 1, "postgis": 2}


@dataclass
class Victim:
    """A deployment whose parts can be killed; without a database of its own only the app can."""

    service: Service
    kind: str
    log: Path
    database: Postgres | None

    @contextmanager
    def served(self) -> Iterator[None]:
        """Serve until the block ends or the app is killed."""
        with ExitStack() as running:
            self.running = running
            self._start()
            yield

    def die(self, turn: int) -> str:
        """Kill the app and the database in turns, and start again; return what was killed.

        Where the app has several workers, they mostly die without the process that started them.
        """
        if self.database and turn % 2:
            self.database.kill()
            self.database.start()
            return "database"
        if WORKERS[self.kind] > 1 and turn % 8:
            for worker in children(self.app.pid):
                os.kill(worker, signal.SIGKILL)
            return "workers"
        kill(self.app)
        self._start()
        return "app"

    def _start(self) -> None:
        serving = served(self.service, self.log, WORKERS[self.kind])
        self.app = self.running.enter_context(serving)


@pytest.fixture(params=KINDS)
def victim(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Victim]:
    """A deployment with one open consultation that nobody serves yet."""
    log = tmp_path / "served.log"
    if request.param == "spatialite":
        yield Victim(standing("spatialite", tmp_path), "spatialite", log, None)
        return
    if programs() is None:
        pytest.skip("no PostgreSQL server to start on this machine")
    with own_postgres() as database:
        service = standing("postgis", tmp_path, database.url)
        database.harden()
        yield Victim(service, "postgis", log, database)


def test_what_was_acknowledged_is_there_exactly_once(victim: Victim) -> None:
    service, programs_ = victim.service, 2 + 4 * WORKERS[victim.kind]
    kills, posts = max(3, KILLS // SHARE[victim.kind]), POSTS // SHARE[victim.kind]
    clients: list[Client] = [
        *(Program(service.url, POSTING, f"Program {n}", f"127.1.{n}") for n in range(programs_)),
        *(Person(service.url, FORM, f"Person {n}", f"127.2.{n}") for n in range(PEOPLE)),
    ]
    began = time.monotonic()
    with victim.served():
        with all_posting(clients) as finish:
            killed = die_again_and_again(victim, clients, kills, posts)
            finish()
        took = time.monotonic() - began
        assert missteps(clients) == []
    acknowledged = receipts(clients)
    stored, counted = what_is_stored(service)
    assert dict(stored) == acknowledged
    assert len(stored) == len(acknowledged) == counted
    assert len(acknowledged) > max(kills, posts)
    by_form = sum(len(client.acknowledged) for client in clients if isinstance(client, Person))
    assert signed(service) == (by_form, by_form), "a formal comment without a name, or a name alone"
    assert all(client.acknowledged for client in clients)
    assert sum(client.silent for client in clients) > 0, "no client ever noticed"
    note(
        f"kill -9, {victim.kind}",
        kills=", ".join(f"{killed.count(each)} of the {each}" for each in sorted(set(killed))),
        acknowledged=f"{len(acknowledged)} ({by_form} by form) in {took:.0f} s",
        lost=len(acknowledged.keys() - dict(stored)),
        stored_twice=len(stored) - len(dict(stored)),
        tries_without_an_answer=sum(client.silent for client in clients),
        asked_for_patience=sum(client.refused for client in clients),
        answers_of_500=0,
    )
    if victim.database:
        note(f"kill -9, {victim.kind}", database_back_after=spread(victim.database.away))
    service.flask("jobs", "run", "--once")
    assert "broken" not in service.flask("audit", "verify")


def die_again_and_again(victim: Victim, clients: list[Client], kills: int, posts: int) -> list[str]:
    """Be killed at moments that nobody knows, while so many posts are taken in."""
    moment = random.Random(20261126)  # noqa: S311  no secret
    killed = []
    for turn in range(kills):
        share = (turn + 1) * posts // kills
        while taken_in(clients) <= share and not missteps(clients):
            time.sleep(0.02)
        time.sleep(moment.uniform(0.05, 0.8))
        killed.append(victim.die(turn))
        if missteps(clients):
            break
    return killed


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
