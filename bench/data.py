"""An invented city: comments, places, wards and followers, the same for the same size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import md5
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import shapely

from bench.speech import sentences
from consultation.rules.comments import Kind, Stance, Topic
from consultation.rules.map import NEAR
from consultation.rules.marks import mark_of
from foundation.base.references import ALPHABET, COMMENT_LENGTH
from geo.rules.grid import BRITISH_NATIONAL_GRID, WGS84, many_grid_points
from geo.rules.tiles import BITS, place_of

SEED = 20_261_127
WEST, SOUTH, EAST, NORTH = -2.03, 52.38, -1.73, 52.61
"""About the box of Birmingham; the wards in it are squares."""
WARDS_ACROSS, WARDS_UP = 8, 9
CENTRES = 40
BATCH = 20_000
DAYS = 60
NOTHING = None
PINS = "map_pin"

Row = tuple[str | None, ...]


class Table(NamedTuple):
    """Rows of one table: every value as text that both databases read."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything."""

    comments: int
    followers: int


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose rows they are; *today* is the end of the days over which people spoke."""

    authority_id: UUID
    consultation_id: UUID
    today: datetime


def comments(size: int, owners: Owners) -> Iterator[list[Table]]:
    """Yield the tables of *size* comments, each with a place and words, batch by batch."""
    said = sentences(SEED)
    places = _places(size, SEED)
    chosen = np.random.default_rng(SEED + 1)
    for start in range(0, size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        at = places[numbers.start : numbers.stop]
        spoken = chosen.integers(0, len(said), (len(numbers), 2))
        texts = [
            (f"{said[a].text} {said[b].text}", f"{said[a].words} {said[b].words}")
            for a, b in spoken
        ]
        ids = [_id("comment", number) for number in numbers]
        step = timedelta(days=DAYS) / size
        begun = owners.today - timedelta(days=DAYS)
        when = [begun + step * number for number in numbers]
        yield [
            _comments(numbers, ids, texts, at, when, owners),
            _points(ids, at),
            _pins(numbers, ids, at, owners),
            Table(
                "comment_words",
                ("comment_id", "consultation_id", "words"),
                [(i, owners.consultation_id.hex, t[1]) for i, t in zip(ids, texts, strict=True)],
            ),
            Table("comment_topic", ("comment_id", "topic"), _topics(numbers, ids)),
            Table(
                "receipt",
                ("comment_id", "code_digest"),
                [(i, md5(i.encode(), usedforsecurity=False).hexdigest() * 2) for i in ids],
            ),
        ]


def followers(size: int, owners: Owners) -> Iterator[list[Table]]:
    """Yield *size* people who follow an area each: a circle of 200 m to 2 km."""
    places = _places(size, SEED + 2)
    radii = np.random.default_rng(SEED + 3).uniform(0.002, 0.02, size)
    columns: tuple[str, ...] = ("id", "authority_id", "contact_id", "about", "area_words", "pace")
    columns += ("is_own", "asked_at", "confirmed_at")
    for start in range(0, size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        ids = [_id("follower", number) for number in numbers]
        centres = shapely.points(places[numbers.start : numbers.stop])
        circles = shapely.buffer(centres, radii[numbers.start : numbers.stop], quad_segs=6)
        asked = _instant(owners.today - timedelta(days=DAYS))
        fixed = ("area", "Near me", "daily", "0", asked, asked)
        rows: list[Row] = [
            (made, owners.authority_id.hex, _id("contact", number), *fixed)
            for number, made in zip(numbers, ids, strict=True)
        ]
        areas = [(i, shape) for i, shape in zip(ids, _ewkb(circles, WGS84), strict=True)]
        yield [
            Table("subscription", columns, rows),
            Table("followed_area", ("subscription_id", "geom"), areas),
        ]


def ward_of(lon: float, lat: float) -> str:
    """Return the code of the ward in which a place of the city lies."""
    across = min(int((lon - WEST) / (EAST - WEST) * WARDS_ACROSS), WARDS_ACROSS - 1)
    up = min(int((lat - SOUTH) / (NORTH - SOUTH) * WARDS_UP), WARDS_UP - 1)
    return f"E0599{up * WARDS_ACROSS + across:04}"


def _comments(
    numbers: range,
    ids: list[str],
    texts: list[tuple[str, str]],
    at: np.ndarray,
    when: list[datetime],
    owners: Owners,
) -> Table:
    kinds, stances = list(Kind), [*Stance, None]
    columns: tuple[str, ...] = (
        "id",
        "authority_id",
        "consultation_id",
        "ref",
        "thread_id",
        "depth",
        "speaker",
    )
    columns += ("kind", "stance", "lane", "channel", "text", "language", "direction", "place_way")
    columns += ("lon", "lat", "ward_code", "feedback_status", "is_late", "is_withheld")
    columns += ("moderation", "agreed", "replies", "posted_at", "due_on", "version")
    rows: list[Row] = []
    for number, made, (text, _), (lon, lat), posted in zip(
        numbers, ids, texts, at, when, strict=True
    ):
        mixed = number * 2_654_435_761 % 2**32
        status = "being_considered" if mixed % 5 == 0 else "received"
        whose = (made, owners.authority_id.hex, owners.consultation_id.hex, _ref(number), made)
        said = ("0", "public", kinds[mixed % 7 % 3], stances[mixed // 7 % 5], "dialogue", "web")
        where = ("map", f"{lon:.6f}", f"{lat:.6f}", ward_of(lon, lat))
        since = (_instant(posted), f"{posted + timedelta(14):%Y-%m-%d}", "1")
        counted = (str(mixed // 11 % 30), "0")
        stands = (status, "0", "0", "visible", *counted, *since)
        rows.append((*whose, *said, text, "en", "ltr", *where, *stands))
    return Table("comment", columns, rows)


def _points(ids: list[str], at: np.ndarray) -> Table:
    rounded = np.round(at, 6)
    grid = np.array(many_grid_points([(lon, lat) for lon, lat in rounded]))
    degrees = _ewkb(shapely.points(rounded), WGS84)
    metres = _ewkb(shapely.points(grid), BRITISH_NATIONAL_GRID)
    drawn = [f'{{"type":"Point","coordinates":[{lon:.6f},{lat:.6f}]}}' for lon, lat in rounded]
    rows: list[Row] = list(zip(ids, drawn, degrees, metres, strict=True))
    return Table("comment_place", ("comment_id", "geojson", "geom", "geom_27700"), rows)


def _pins(numbers: range, ids: list[str], at: np.ndarray, owners: Owners) -> Table:
    """Return what the triggers make of the comments, where those are off."""
    kinds, stances = list(Kind), [*Stance, None]
    rows: list[Row] = []
    for number, made, (lon, lat) in zip(numbers, ids, np.round(at, 6), strict=True):
        mixed = number * 2_654_435_761 % 2**32
        mark = mark_of(kinds[mixed % 7 % 3], stances[mixed // 7 % 5])
        x, y = place_of(lon, lat)
        tile = ((x >> BITS - NEAR) << NEAR) + (y >> BITS - NEAR)
        where = (str(tile), str(x), str(y))
        rows.append((made, owners.consultation_id.hex, *where, _ref(number), mark.value, "0"))
    columns = ("comment_id", "consultation_id", "tile", "x", "y", "ref", "mark", "is_drawn")
    return Table(PINS, columns, rows)


def _topics(numbers: range, ids: list[str]) -> list[Row]:
    topics = list(Topic)
    return [
        (made, topics[number * 7 // 3 % len(topics)])
        for number, made in zip(numbers, ids, strict=True)
        if number % 3
    ]


def _places(size: int, seed: int) -> np.ndarray:
    """Return lon and lat of *size* places: half about some centres, half anywhere."""
    drawn = np.random.default_rng(seed)
    low, high = np.array([WEST, SOUTH]), np.array([EAST, NORTH])
    anywhere = drawn.uniform(low, high, (size, 2))
    centres = drawn.uniform(low, high, (CENTRES, 2))
    near = centres[drawn.integers(0, CENTRES, size)] + drawn.normal(0, 0.008, (size, 2))
    mixed = np.where(drawn.random((size, 1)) < 0.5, anywhere, near)  # noqa: PLR2004  half
    return np.clip(mixed, low + 1e-5, high - 1e-5)


def _ewkb(shapes: Any, srid: int) -> list[str]:
    return list(shapely.to_wkb(shapely.set_srid(shapes, srid), hex=True, include_srid=True))


def _id(what: str, number: int) -> str:
    return md5(f"{what} {number}".encode(), usedforsecurity=False).hexdigest()


def _ref(number: int) -> str:
    letters = ""
    for _ in range(COMMENT_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters = ALPHABET[rest] + letters
    return f"{letters[:4]}-{letters[4:]}"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
