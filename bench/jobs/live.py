"""J4: one comment, and everybody who has the page open hears that it has changed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count
from urllib.request import Request, urlopen
from uuid import UUID

from socketio import RedisManager
from sqlalchemy import text

from bench.city import CITY, HOT, THREAD
from bench.jobs.crowd import Crowd, crowd, teller
from bench.jobs.posted import Posted, postings
from bench.processes import running
from bench.rounds import OURS, Contender, Job, Prepared, Reading
from bench.stage import Stage
from bench.verdicts import Target
from townhall.config import ROOT
from townhall.crowd import MOST_IN_THREADS
from townhall.hints import CHANNEL

EVERYBODY, TWO = "to the last socket", "two servers, to the last socket"
FROM_POST = "from a durable post to the last socket"
SOCKETS, FEWER = 1_000, 300
PEERS = ("socket.io", "ws")

_numbers = count(1)


@contextmanager
def prepare(place: Stage) -> Iterator[Prepared]:
    """Open all sockets at every server before anything is timed."""
    sockets = FEWER if place.is_quick else SOCKETS
    if not place.server:
        sockets = MOST_IN_THREADS
    with ExitStack() as stack:
        posted = stack.enter_context(postings(place))
        ports = [stack.enter_context(place.served(workers=1)).port]
        contenders = []
        if place.server:
            ports.append(stack.enter_context(place.served(workers=1)).port)
            work = [sys.executable, "-m", "flask", "--app", "townhall.wsgi", "jobs", "run"]
            log = place.folder / "jobs.log"
            stack.enter_context(running(work, lambda: True, log, place.environment(), ROOT))
            for setting, slug, servers in ((EVERYBODY, CITY, ports[:1]), (TWO, THREAD, ports)):
                room = _room(posted, slug)
                here = crowd(place.folder, "socket.io", sockets, room, servers)
                told = _hint(place, room)
                contenders.append(_contender(stack.enter_context(here), setting, OURS, told))
        here = crowd(place.folder, "socket.io", sockets, _room(posted, HOT), ports[:1])
        alone = stack.enter_context(here)
        alone.gather(lambda: _post(ports[0]))
        posted.forget()
        contenders.append(
            Contender(FROM_POST, OURS, lambda: _posted(alone, ports[0]), posted.forget)
        )
        for kind in PEERS:
            port = stack.enter_context(teller(place.folder, kind))
            here = crowd(place.folder, kind, sockets, "everybody", [port])
            contenders.append(
                _contender(stack.enter_context(here), EVERYBODY, kind, partial(_ask, port))
            )
        yield Prepared(contenders, lambda: None, _notes(sockets))


def _contender(listeners: Crowd, setting: str, name: str, tell: Callable[[], object]) -> Contender:
    """Wait until everybody hears: that is the comparison of answers, every socket got the hint."""
    listeners.gather(tell)
    return Contender(setting, name, lambda: listeners.told(tell))


def _room(posted: Posted, slug: str) -> str:
    """Return a room of its own for each crowd: who is in another hears nothing."""
    with posted.engine.connect() as connection:
        named = text("SELECT id FROM consultation WHERE slug = :slug")
        found = connection.execute(named, {"slug": slug}).scalar_one()
        return f"consultation:{UUID(str(found))}"


def _hint(place: Stage, room: str) -> Callable[[], object]:
    """Return what tells a room through Redis, as the job that reads the event log does."""
    manager = RedisManager(place.redis_url, channel=CHANNEL, write_only=True)
    hint = {"room": room, "version": 2, "part": "comments"}
    return lambda: manager.emit("changed", hint, namespace="/", room=room)


def _posted(listeners: Crowd, port: int) -> Reading:
    """Post a comment; the time of the acknowledged insert is told apart."""
    took: list[float] = []
    whole = listeners.told(lambda: took.append(_post(port)))
    return Reading(whole.value, whole.errors, {"of it the post, ms": took[0]})


def _post(port: int) -> float:
    """Post something new; return the milliseconds until it was acknowledged."""
    began = time.perf_counter()
    url = f"http://127.0.0.1:{port}/api/v1/consultations/{HOT}/comments"
    said = f'{{"text": "The kerb stands proud again, number {next(_numbers)}."}}'.encode()
    asked = Request(url, said, {"Content-Type": "application/json"})
    urlopen(asked).close()  # noqa: S310  our own
    return (time.perf_counter() - began) * 1000


def _ask(port: int) -> None:
    urlopen(f"http://127.0.0.1:{port}/tell").close()


def _notes(sockets: int) -> tuple[str, ...]:
    return (
        f"{sockets:,} sockets, all of them played by one process of Node on the same processors "
        "that the servers have. Each contender's sockets stay open while the others are measured, "
        "each crowd in a room of its own. "
        "Ours goes through Redis, as from the process that reads the event log; the two servers of "
        "Node tell from within. On SpatiaLite one process takes the post, reads the log and tells.",
    )


TELLING = Job(
    key="J4",
    title="One comment to everybody who has the page open",
    unit="ms",
    targets=(Target(EVERYBODY, OURS, ("socket.io",), most=2.5),),
    prepare=prepare,
    curve=None,
)
