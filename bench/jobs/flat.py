"""The comments of a map as one flat table, as people without our app would keep them."""

from __future__ import annotations

from typing import NamedTuple

import psycopg

from bench.stage import Stage
from consultation.rules.map import MOST_PINS, NEAR
from geo.rules.tiles import BITS, Tile

FLAT = "flat_comment"
MADE = (
    "DROP TABLE IF EXISTS flat_comment",
    "CREATE TABLE flat_comment AS SELECT row_number() OVER () AS id, c.ref, p.mark,"
    " (SELECT min(t.topic) FROM comment_topic t WHERE t.comment_id = c.id) AS topic,"
    " ST_Transform(ST_SetSRID(ST_MakePoint(c.lon, c.lat), 4326), 3857) AS geom"
    " FROM map_pin p JOIN comment c ON c.id = p.comment_id",
    "ALTER TABLE flat_comment ALTER geom TYPE geometry(Point, 3857)",
    "CREATE INDEX flat_comment_geom ON flat_comment USING gist (geom)",
    "ALTER TABLE flat_comment ADD PRIMARY KEY (id)",
    "VACUUM (ANALYZE) flat_comment",
)
TILE = (
    "SELECT ST_AsMVT(t, 'comments', 4096, 'geom'), count(*) FROM ("
    " SELECT ref, mark, topic, ST_AsMVTGeom(geom, ST_TileEnvelope(%s, %s, %s), 4096, 0) AS geom"
    " FROM flat_comment WHERE geom && ST_TileEnvelope(%s, %s, %s)) t"
)
FULLEST = (
    "SELECT tile FROM map_pin GROUP BY tile HAVING count(*) <= %s ORDER BY count(*) DESC LIMIT 1"
)
INSIDE = (
    "SELECT x, y FROM map_pin WHERE tile = %s GROUP BY x >> 14, y >> 14, x, y"
    " ORDER BY count(*) OVER (PARTITION BY x >> 14, y >> 14) DESC, x, y LIMIT 1"
)


class Answer(NamedTuple):
    """A tile, and how many comments it has."""

    tile: bytes
    comments: int


def lay_flat(place: Stage) -> dict[int, Tile]:
    """Make the table; return for each zoom the tile about the fullest spot that is not thinned."""
    with psycopg.connect(place.dsn, autocommit=True) as connection:
        connection.execute("SET statement_timeout = 0")
        for statement in MADE:
            connection.execute(statement.encode())
        return spot(connection)


def spot(connection: psycopg.Connection) -> dict[int, Tile]:
    """Return the tiles about the fullest square of zoom 14 that shows all it has."""
    fullest = connection.execute(FULLEST, (MOST_PINS,)).fetchone()
    if fullest is None:
        raise LookupError("nothing is on the map")
    found = connection.execute(INSIDE.encode(), fullest).fetchone()
    if found is None:
        raise LookupError("nothing is in the square")
    x, y = found
    return {z: Tile(z, x >> (BITS - z), y >> (BITS - z)) for z in (10, 12, NEAR, 16)}


def drawn(connection: psycopg.Connection, tile: Tile) -> Answer:
    """Return a tile as plain SQL makes it."""
    address = (tile.z, tile.x, tile.y)
    found = connection.execute(TILE.encode(), (*address, *address)).fetchone()
    return Answer(bytes(found[0]), found[1]) if found else Answer(b"", 0)
