"""Each thing that the service stands on is taken away under load, and given back.

``AWAY`` says for how many seconds; without it these attacks are left to ``make torture``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.engine import make_url

from foundation.base.eventlog import Pending
from foundation.base.outgoing import OutgoingMail
from tests.databases import POSTGIS, REDIS
from tests.journeys.server import Service, serving
from tests.torture.figures import note
from tests.torture.giving import Person
from tests.torture.mailbox import Mailbox, open_mailbox
from tests.torture.posting import Client, Program, all_posting, missteps, taken_in
from tests.torture.proxy import Fault, Proxy, way_to
from tests.torture.standing import FORM, PAGE, POSTING, queue_mails, standing
from tests.torture.visiting import Visitor

SECONDS = float(os.environ.get("AWAY", "0"))
RECOVERED_WITHIN = 30.0
PATIENT = 90.0
"""Seconds for which we wait to see how long it really takes."""


@dataclass
class Town:
    """A deployment that finds everything it stands on by ways that can be cut."""

    service: Service
    ways: dict[str, Proxy]
    mailbox: Mailbox
    engine: Engine
    clients: list[Client] = field(default_factory=list)

    def count(self, table: type[Pending] | type[OutgoingMail]) -> int:
        """Return how many events have still to be heard, or mails to leave."""
        rows = select(func.count()).select_from(table)
        if table is OutgoingMail:
            rows = rows.where(OutgoingMail.sent_at.is_(None))
        with self.engine.connect() as connection:
            return connection.scalar(rows) or 0


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    if not SECONDS:
        pytest.skip("AWAY is not set")
    if not (POSTGIS and REDIS):
        pytest.skip("no PostGIS and Redis to take away")
    folder = tmp_path_factory.mktemp("town")
    service = standing("postgis", folder)
    engine = create_engine(service.env["DATABASE_URL"])
    with ExitStack() as open_:
        mailbox = open_.enter_context(open_mailbox())
        ways = {
            "database": open_.enter_context(cut_off(service, "DATABASE_URL", 5432)),
            "redis": open_.enter_context(cut_off(service, "REDIS_URL", 6379)),
            "mail": open_.enter_context(way_to("127.0.0.1", mailbox.port)),
        }
        service.env["MAIL_URL"] = f"smtp://127.0.0.1:{ways['mail'].port}?from=hello@example.org"
        open_.enter_context(serving(service, folder))
        yield Town(service, ways, mailbox, engine)
    engine.dispose()


@contextmanager
def cut_off(service: Service, setting: str, port: int) -> Iterator[Proxy]:
    """Let a deployment find a server by a way that can be cut."""
    url = make_url(service.env[setting])
    with way_to(url.host or "127.0.0.1", url.port or port) as proxy:
        moved = url.set(host="127.0.0.1", port=proxy.port)
        service.env[setting] = moved.render_as_string(hide_password=False)
        yield proxy


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("redis", Fault.REFUSED),
        ("redis", Fault.SILENT),
        ("mail", Fault.REFUSED),
        ("mail", Fault.SILENT),
        ("database", Fault.SLOW),
        ("database", Fault.RESET),
        ("database", Fault.REFUSED),
    ],
)
def test_the_service_bears_it_and_recovers(what: str, fault: Fault, town: Town) -> None:
    url, name = town.service.url, f"{what} {fault}"
    program = Program(url, POSTING, f"Program {name}", "127.3.1")
    person = Person(url, FORM, f"Person {name}", "127.3.2")
    visitor = Visitor(url, PAGE, f"Visitor {name}", "127.3.3")
    clients: list[Client] = [program, person, visitor]
    with all_posting(clients) as finish:
        seconds_until(lambda: all(client.acknowledged for client in clients))
        before = taken_in([program, person])
        town.ways[what].set(fault)
        queue_mails(town.engine, name)
        time.sleep(SECONDS)
        meanwhile = taken_in([program, person]) - before
        waiting = town.count(OutgoingMail)
        town.ways[what].set(Fault.NONE)
        back = taken_in([program])
        took = seconds_until(lambda: taken_in([program]) > back)
        finish()
        heard = seconds_until(lambda: town.count(Pending) == 0) if what != "mail" else 0.0
        sent = seconds_until(lambda: town.count(OutgoingMail) == 0)
    assert missteps(clients) == []
    if what in {"redis", "mail"}:
        assert meanwhile > 0, "comments are taken in all the same"
        assert sum(client.refused for client in clients) == 0
    if what == "mail":
        assert waiting > 0, "the outbox grows"
    note(
        f"{name}, {SECONDS:.0f} s",
        taken_in_meanwhile=meanwhile,
        asked_for_patience=sum(client.refused for client in clients),
        pages_as_they_were=visitor.as_it_was,
        first_comment_after=f"{took:.1f} s",
        all_heard_after=f"{heard:.1f} s",
        all_mails_sent_after=f"{sent:.1f} s",
    )
    assert max(took, heard, sent) <= RECOVERED_WITHIN


def test_without_its_map_everything_can_still_be_said(town: Town) -> None:
    """The list and the form ask for no tile, so a basemap that is gone stops nobody."""
    person = Person(town.service.url, FORM, "Person without a map", "127.3.4")
    visitor = Visitor(town.service.url, f"{PAGE}?view=list", "Visitor without a map", "127.3.5")
    for client in (person, visitor):
        client.get_through("All can be said without a map.")
    assert missteps([person, visitor]) == []


def seconds_until(is_so: Callable[[], bool]) -> float:
    """Return how long it took, up to ``PATIENT``."""
    began = time.monotonic()
    while not is_so() and time.monotonic() - began < PATIENT:
        time.sleep(0.1)
    return time.monotonic() - began
