"""J1: a comment with a pin is taken in, and is on the disk when its author reads so."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from bench.city import HOT, SPREAD
from bench.jobs.isso import PAGE, Isso, isso
from bench.jobs.posted import Posted, postings
from bench.load import closed, opened, request
from bench.peers import program
from bench.processes import running
from bench.rounds import OURS, Contender, Job, Prepared, Reading
from bench.stage import Served, Stage
from bench.verdicts import Target
from townhall.config import ROOT

AT_ONCE = 16
STEADY = 20.0
"""Posts a second at which waiting times are taken, of everybody."""
CROWD = "16 at once"
SPREAD_OUT = "16 at once, to 20 consultations"
BESIDE = "16 at once, jobs worked beside"
SAID = "The kerb opposite number {number} stands proud and trips passersby."
"""None of its telling words is in the invented city, where others search."""
MADE = (
    "CREATE TABLE IF NOT EXISTS bare_comment (id bigserial PRIMARY KEY, consultation_id uuid,"
    " text text, lon float8, lat float8, posted_at timestamptz)"
)
BARE = (
    "INSERT INTO bare_comment (consultation_id, text, lon, lat, posted_at) VALUES "
    "('0b5c2d5e-0000-4000-8000-000000000001', 'The kerb opposite stands proud and trips us.',"
    " -1.9, 52.5, now());"
)
NOTES = (
    "Ours is the whole of `POST /api/v1/consultations/<slug>/comments`: council by host name, rate "
    "limits in Redis, JSON read strictly, checks, ward of the pin, comment, place, words for the "
    "search, receipt, counters, event log and outbox in one synchronous commit, jobs woken. On "
    "SpatiaLite one process does it all, and works the jobs meanwhile. "
    f"Waiting times are open-loop at {STEADY:.0f} posts a second.",
    "pgbench is one bare INSERT into a table with one index on the same server; it has no HTTP, no "
    "second row and nothing to check.",
)

_numbers = count(1)


@contextmanager
def prepare(place: Stage) -> Iterator[Prepared]:
    """Start our app and isso with two workers each."""
    with (
        postings(place) as posted,
        place.served() as app,
        isso(place.folder, workers=2) as peer,
    ):
        hot, spread = _posts(app.port, (HOT,)), _posts(app.port, SPREAD)
        contenders = [
            Contender(CROWD, OURS, lambda: _rate(place, app.port, hot), posted.forget),
            Contender(SPREAD_OUT, OURS, lambda: _rate(place, app.port, spread), posted.forget),
            Contender(
                CROWD, "isso", lambda: _rate(place, peer.port, peer.posts(_text)), peer.forget
            ),
        ]
        if place.server:
            script = _bare(place)
            contenders += [
                Contender(CROWD, "pgbench", lambda: _pgbench(place, script)),
                Contender(BESIDE, OURS, lambda: _beside(place, app, hot), posted.forget),
            ]
        yield Prepared(contenders, lambda: _differs(app.port, peer, posted), NOTES)


def _rate(place: Stage, port: int, requests: Iterable[bytes]) -> Reading:
    """Post as fast as answers come, then steadily, for how long one waits."""
    fast = closed(port, requests, AT_ONCE, place.seconds)
    steady = opened(port, requests, STEADY, place.seconds)
    return Reading(fast.rate, fast.errors + steady.errors, {"p95 ms, steady": steady.p95})


def _beside(place: Stage, app: Served, requests: Iterable[bytes]) -> Reading:
    """Post while another process works the queue, as in a deployment."""
    work = [sys.executable, "-m", "flask", "--app", "townhall.wsgi", "jobs", "run"]
    with running(work, lambda: True, place.folder / "jobs.log", place.environment(), ROOT):
        return _rate(place, app.port, requests)


def _posts(port: int, slugs: tuple[str, ...]) -> Iterator[bytes]:
    """Yield comments that nobody has said before, to each consultation in turn."""
    for turn in count():
        number = next(_numbers)
        at = [round(-1.95 + number % 97 / 1000, 6), round(52.42 + number % 89 / 1000, 6)]
        body: dict[str, Any] = {"text": _text(), "place": {"type": "Point", "coordinates": at}}
        path = f"/api/v1/consultations/{slugs[turn % len(slugs)]}/comments"
        said = json.dumps(body).encode()
        yield request("POST", path, port, said, Content_Type="application/json")


def _text() -> str:
    return SAID.format(number=next(_numbers))


def _bare(place: Stage) -> Path:
    script = place.folder / "bare.sql"
    script.write_text(BARE)
    script.chmod(0o644)
    with psycopg.connect(place.dsn) as connection:
        connection.execute(MADE)
    return script


def _pgbench(place: Stage, script: Path) -> Reading:
    clients = ["-c", str(AT_ONCE), "-j", "2", "-T", str(max(2, round(place.seconds)))]
    command = [program("pgbench"), "-n", *clients, "-f", str(script), place.dsn]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.search(r"tps = ([\d.]+)", said)
    failed = re.search(r"number of failed transactions: (\d+)", said)
    return Reading(float(found.group(1)) if found else 0.0, int(failed.group(1)) if failed else 1)


def _differs(port: int, peer: Isso, posted: Posted) -> str | None:
    """Let ten comments be posted to each, and see that each has all ten."""
    ours = closed(port, [next(_posts(port, (HOT,))) for _ in range(10)], 1, 30)
    theirs = closed(peer.port, [peer.post(PAGE, _text()) for _ in range(10)], 1, 30)
    kept = [posted.counted(), posted.tallied(), posted.logged(), len(peer.texts(PAGE))]
    posted.forget()
    peer.forget()
    if ours.errors or theirs.errors:
        return f"a post was refused: {ours.wrong or theirs.wrong}"
    if kept != [10] * 4:
        return f"of ten comments there are {kept} (ours, counters, log, isso)"
    return None


POSTING = Job(
    key="J1",
    title="A comment with a pin, durable when acknowledged",
    unit="req/s",
    targets=(
        Target(CROWD, OURS, ("isso",), least=3),
        Target(CROWD, OURS, ("pgbench",), least=0.30),
    ),
    prepare=prepare,
    curve=CROWD,
)
