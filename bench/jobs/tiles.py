"""J3: one square of the map of all comments, for who looks at it the first time and again."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from time import perf_counter

import numpy as np
import psycopg
from mapbox_vector_tile import decode
from sqlalchemy import text

from bench.city import CITY
from bench.front import BEHIND, fronted
from bench.jobs.flat import drawn, lay_flat
from bench.jobs.nginx import nginx
from bench.jobs.supercluster import Clusters, clusters
from bench.jobs.tipg import address_of, tipg
from bench.load import one_by_one, request
from bench.rounds import OURS, Contender, Job, Prepared, Reading
from bench.stage import Served, Stage
from bench.verdicts import Target
from consultation.rules.map import NEAR
from geo.rules.tiles import BITS, Tile

HELLO, SQL, TIPG, CLUSTERS = "nginx hello", "raw ST_AsMVT", "tipg", "supercluster"
KNOWN = "z14, seen before"
TIMES = 11
ON_THE_EDGE = 1_000
"""One in so many comments, and three, may lie on the very edge of a tile: they belong to one tile
of ours and to two of others."""
HEAVIEST = 500_000
AROUND = 3
"""Tiles to each side that hold the city and what lies around it."""
NOTES = (
    "Below z14 and where it was seen before, ours is a square as a machine of ours serves it: "
    "nginx gives a visitor without a cookie what it has for less than two seconds. Ours without "
    "nginx, and ours at z14 and z16, is the whole request: council by host name, limits in Redis, "
    "consultation and its version, tile made anew each time; below z14 from cells, from z14 on by "
    "ST_AsMVT. The tile is the fullest one at z14 that is sent whole, and those above and below "
    "it.",
    "supercluster is its getTile alone, in memory, without encoding or network; tipg has one "
    "worker, ours two; one client asks.",
)


@contextmanager
def prepare(place: Stage) -> Iterator[Prepared]:
    """Serve the map by everybody who can."""
    with ExitStack() as all_of_it:
        squares = _squares(place)
        door, app = all_of_it.enter_context(fronted(place))
        hello = all_of_it.enter_context(nginx(place.folder, {"hello.txt": b"hello"}))
        cloud = all_of_it.enter_context(clusters(place.folder, _places(place)))
        contenders = [
            Contender(f"z{z}", OURS, _asking((door if z < NEAR else app).port, _ours(tile)))
            for z, tile in squares.items()
        ]
        contenders += [
            Contender(f"z{z}", BEHIND, _asking(app.port, _ours(tile)))
            for z, tile in squares.items()
            if z < NEAR
        ]
        contenders += [Contender(f"z{z}", HELLO, _asking(hello, "/hello.txt")) for z in squares]
        contenders += [
            Contender(f"z{z}", CLUSTERS, _clustering(cloud, tile)) for z, tile in squares.items()
        ]
        contenders += [
            Contender(KNOWN, OURS, _again(door, _ours(squares[NEAR]))),
            Contender(KNOWN, HELLO, _asking(hello, "/hello.txt")),
        ]
        peer = None
        if place.server:
            peer = all_of_it.enter_context(tipg(place))
            connection = all_of_it.enter_context(psycopg.connect(place.dsn, autocommit=True))
            for z in (NEAR, 16):
                contenders.append(Contender(f"z{z}", SQL, _querying(connection, squares[z])))
                contenders.append(Contender(f"z{z}", TIPG, _asking(peer, address_of(squares[z]))))
        yield Prepared(contenders, lambda: _differs(place, app, cloud, squares, peer), NOTES)


def _squares(place: Stage) -> dict[int, Tile]:
    if place.server:
        return lay_flat(place)
    with place.engine() as engine, engine.connect() as connection:
        fullest = "SELECT min(x), min(y) FROM map_pin GROUP BY tile ORDER BY count(*) DESC LIMIT 1"
        x, y = connection.execute(text(fullest)).one()
    return {z: Tile(z, x >> (BITS - z), y >> (BITS - z)) for z in (10, 12, NEAR, 16)}


def _places(place: Stage) -> np.ndarray:
    with place.engine() as engine, engine.connect() as connection:
        if place.server:
            connection.execute(text("SET statement_timeout = 0"))
        asked = "SELECT c.lon, c.lat FROM map_pin p JOIN comment c ON c.id = p.comment_id"
        # A million rows of the ORM would take a minute, and lose the connection meanwhile.
        cursor = connection.connection.cursor()
        cursor.execute(asked)
        return np.array(cursor.fetchall(), dtype="<f8")


def _ours(tile: Tile) -> str:
    return f"/consultations/{CITY}/tiles/{tile.z}/{tile.x}/{tile.y}.mvt"


def _asking(port: int, path: str, **headers: str) -> Callable[[], Reading]:
    asked = request("GET", path, port, b"", **headers)
    return lambda: Reading(median(one_by_one(port, asked, TIMES)))


def _again(app: Served, path: str) -> Callable[[], Reading]:
    with urllib.request.urlopen(app.url + path) as answer:  # noqa: S310  our own
        tag = str(answer.headers["ETag"])
    return _asking(app.port, path, If_None_Match=tag)


def _clustering(cloud: Clusters, tile: Tile) -> Callable[[], Reading]:
    return lambda: Reading(cloud.ask(tile, 200)["ms"])


def _querying(connection: psycopg.Connection, tile: Tile) -> Callable[[], Reading]:
    def once() -> float:
        begun = perf_counter()
        drawn(connection, tile)
        return (perf_counter() - begun) * 1000

    return lambda: Reading(median(once() for _ in range(TIMES)))


def _differs(
    place: Stage, app: Served, cloud: Clusters, squares: dict[int, Tile], peer: int | None
) -> str | None:
    """See that all have the same comments in each tile, and that none of ours is too heavy."""
    heaviest = 0
    for z, tile in squares.items():
        made = _read(app.url + _ours(tile))
        heaviest = max(heaviest, len(made))
        ours = _counted(made)
        others = [] if z < NEAR or peer is None else _others(place, tile, peer)
        if z < NEAR:
            # Both draw a group where its middle is, so in one tile they may differ by a group.
            here, there = _around(app, tile), _around_in(cloud, tile)
            if abs(here - there) > there / 10:
                return f"around z{z} {here} comments are ours, {there:.0f} supercluster's"
        few = 3 + ours // ON_THE_EDGE
        if any(abs(ours - theirs) > few for theirs in others):
            return f"at z{z} {ours} comments are ours, {others} those of SQL and tipg"
    return f"a tile has {heaviest} bytes" if heaviest > HEAVIEST else None


def _around(app: Served, middle: Tile) -> int:
    return sum(_counted(_read(app.url + _ours(tile))) for tile in _neighbours(middle))


def _around_in(cloud: Clusters, middle: Tile) -> float:
    return sum(cloud.ask(tile, 1)["points"] for tile in _neighbours(middle))


def _neighbours(middle: Tile) -> Iterator[Tile]:
    """Yield the tiles around one, as far as a city goes."""
    for x in range(-AROUND, AROUND + 1):
        for y in range(-AROUND, AROUND + 1):
            yield Tile(middle.z, middle.x + x, middle.y + y)


def _others(place: Stage, tile: Tile, peer: int) -> list[int]:
    with psycopg.connect(place.dsn) as connection:
        raw = drawn(connection, tile).comments
    return [raw, _counted(_read(f"http://127.0.0.1:{peer}{address_of(tile)}"))]


def _read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310  our own
        return bytes(answer.read())


def _counted(tile: bytes) -> int:
    """Return how many comments a tile stands for."""
    layers = decode(tile) if tile else {}
    features = [each for layer in layers.values() for each in layer["features"]]
    return sum(int(each["properties"].get("count", 1)) for each in features)


TILES = Job(
    key="J3",
    title="One square of the map of all comments",
    unit="ms",
    targets=(
        Target("z10", OURS, (CLUSTERS, HELLO), most=5),
        Target("z12", OURS, (CLUSTERS, HELLO), most=5),
        Target("z14", OURS, (SQL, HELLO), most=1.2),
        Target("z16", OURS, (SQL, HELLO), most=1.2),
        Target(KNOWN, OURS, (HELLO,), most=3),
    ),
    prepare=prepare,
    curve="z14",
)
