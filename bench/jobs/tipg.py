"""tipg, which serves vector tiles of any table of a PostGIS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bench.jobs.flat import FLAT
from bench.peers import python_peer
from bench.processes import free_port, listens, running
from bench.stage import Stage
from geo.rules.tiles import Tile


@contextmanager
def tipg(place: Stage) -> Iterator[int]:
    """Serve the flat table by one worker; yield the port."""
    port = free_port()
    command = [str(python_peer("tipg")), "-m", "uvicorn", "tipg.main:app", "--log-level", "warning"]
    given = {
        "DATABASE_URL": place.dsn,
        "TIPG_DB_SCHEMAS": '["public"]',
        "TIPG_DB_TABLES": f'["public.{FLAT}"]',
        "TIPG_MAX_FEATURES_PER_TILE": "1000000",
    }
    with running([*command, "--port", str(port)], listens(port), place.folder / "tipg.log", given):
        yield port


def address_of(tile: Tile) -> str:
    """Return where tipg serves a tile."""
    return f"/collections/public.{FLAT}/tiles/WebMercatorQuad/{tile.z}/{tile.x}/{tile.y}"
