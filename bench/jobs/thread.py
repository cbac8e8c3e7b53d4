"""J2: the page of a conversation of 500 comments, for one reader and for many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import unescape
from itertools import repeat
from statistics import median
from urllib.request import urlopen

from sqlalchemy import text

from bench.city import THREAD
from bench.front import BEHIND, fronted
from bench.jobs.isso import CONVERSATION, Isso, isso
from bench.jobs.nginx import nginx
from bench.load import closed, headers_of, one_by_one, request
from bench.rounds import OURS, Contender, Job, Prepared, Reading
from bench.stage import Stage
from bench.verdicts import Target

ONE, MANY, UNCHANGED = "one reader, ms", "16 readers, req/s", "unchanged (304), ms"
AT_ONCE = 16
TIMES = 31
FEWER = 5
"""How often a slow contender is asked in a row."""
TALK = text(
    "SELECT c.ref, c.text FROM comment c JOIN consultation k ON k.id = c.consultation_id"
    " WHERE k.slug = :slug ORDER BY c.posted_at, c.id"
)
NOTES = (
    "Ours is the whole page at `/comments/<ref>`, as a machine of ours serves it: nginx gives a "
    "visitor without a cookie the page that it has for less than two seconds, and asks the app "
    "after that. Ours without nginx is what the app does for each request: council by host name, "
    "who asks, rate limits, the version of the consultation in one statement, then the page that "
    "is kept under it. isso answers all 500 comments as JSON. nginx serves the bytes of our page "
    "from a file; hello is a file of five bytes.",
)


@contextmanager
def prepare(place: Stage) -> Iterator[Prepared]:
    """Start our app, isso with the same conversation, and nginx with the same bytes."""
    with place.engine() as engine, engine.connect() as connection:
        talk = [(row.ref, row.text) for row in connection.execute(TALK, {"slug": THREAD})]
    path = f"/comments/{talk[0][0]}"
    with fronted(place) as (door, app), isso(place.folder, workers=2) as peer:
        with urlopen(f"{app.url}{path}") as answer:  # noqa: S310  our own
            page = answer.read()
        with nginx(place.folder, {"page.html": page, "hello.txt": b"hello"}) as floor:
            _converse(peer, [said for _, said in talk])
            tag = headers_of(app.port, request("GET", path, app.port))["etag"]
            ours = request("GET", path, door.port)
            again = request("GET", path, door.port, If_None_Match=tag)
            theirs = request("GET", f"/?uri={CONVERSATION}", peer.port)
            still = request("GET", "/page.html", floor)
            hello = request("GET", "/hello.txt", floor)
            contenders = [
                Contender(ONE, OURS, _waits(door.port, ours, TIMES)),
                Contender(ONE, BEHIND, _waits(app.port, ours, TIMES)),
                Contender(ONE, "isso", _waits(peer.port, theirs, FEWER)),
                Contender(ONE, "nginx", _waits(floor, still, TIMES)),
                Contender(MANY, OURS, _rate(place, door.port, ours)),
                Contender(MANY, BEHIND, _rate(place, app.port, ours)),
                Contender(MANY, "nginx", _rate(place, floor, still)),
                Contender(UNCHANGED, OURS, _waits(door.port, again, TIMES)),
                Contender(UNCHANGED, BEHIND, _waits(app.port, again, TIMES)),
                Contender(UNCHANGED, "nginx hello", _waits(floor, hello, TIMES)),
            ]
            size = f"Our page has {len(page):,} bytes."
            yield Prepared(contenders, lambda: _differs(page, peer, talk), (*NOTES, size))


def _waits(port: int, wanted: bytes, times: int) -> Callable[[], Reading]:
    """Return what tells the median of many waits in a row, after one that is not counted."""
    return lambda: Reading(median(one_by_one(port, wanted, times + 1)[1:]))


def _rate(place: Stage, port: int, wanted: bytes) -> Callable[[], Reading]:
    def measure() -> Reading:
        load = closed(port, repeat(wanted), AT_ONCE, place.seconds)
        return Reading(load.rate, load.errors, {"p95 ms": load.p95})

    return measure


def _converse(peer: Isso, said: Sequence[str]) -> None:
    """Say the same in isso; it shows two levels, so all but the first answer the first."""
    first = closed(peer.port, [peer.post(CONVERSATION, said[0])], 1, 30)
    rest = [peer.post(CONVERSATION, words, parent=1) for words in said[1:]]
    others = closed(peer.port, rest, 1, 300)
    if first.errors or others.errors:
        raise ConnectionError(first.wrong or others.wrong)


def _differs(page: bytes, peer: Isso, talk: Sequence[tuple[str, str]]) -> str | None:
    """Look for every comment in our page and in isso's answer."""
    shown = unescape(page.decode())
    missing = sum(words not in shown for _, words in talk)
    theirs = set(peer.texts(CONVERSATION))
    absent = sum(words not in theirs for _, words in talk)
    if missing or absent:
        return f"of {len(talk)} comments {missing} are missing in ours, {absent} in isso's"
    return None


CONVERSING = Job(
    key="J2",
    title="The page of a conversation of 500 comments",
    unit="as the setting says",
    targets=(
        Target(ONE, OURS, ("nginx",), most=4),
        Target(MANY, OURS, ("nginx",), least=0.25),
        Target(UNCHANGED, OURS, ("nginx hello",), most=2),
    ),
    prepare=prepare,
    curve=ONE,
)
