"""Well-known text of three kinds is read, and nothing else."""

from __future__ import annotations

import time

import pytest

from foundation.base.errors import Invalid
from geo.rules.wkt import read_wkt

RING = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
WRITTEN = "(0 0, 1 0, 1 1, 0 0)"


@pytest.mark.parametrize(
    ("text", "geometry"),
    [
        ("POINT (-1.844 52.4775)", {"type": "Point", "coordinates": [-1.844, 52.4775]}),
        ("point(-1.844 .5)", {"type": "Point", "coordinates": [-1.844, 0.5]}),
        (f"POLYGON ({WRITTEN})", {"type": "Polygon", "coordinates": [RING]}),
        (
            f"MULTIPOLYGON (({WRITTEN}), ({WRITTEN}, {WRITTEN}))",
            {"type": "MultiPolygon", "coordinates": [[RING], [RING, RING]]},
        ),
    ],
)
def test_points_and_outlines_become_geojson(text: str, geometry: object) -> None:
    assert read_wkt(text) == geometry


@pytest.mark.parametrize(
    "text",
    [
        "",
        "POINT",
        "POINT EMPTY",
        "POINT (1)",
        "POINT (nan nan)",
        "POINT Z (1 2 3)",
        "POINT (1 2 3)",
        "POINT (1 2) (3 4)",
        "POINT ((1 2))",
        "POINT (1 2",
        "LINESTRING (0 0, 1 1)",
        "GEOMETRYCOLLECTION (POINT (1 2))",
        "SRID=27700;POINT (1 2)",
        "POLYGON (0 0, 1 1)",
        "POLYGON ((0 0, 1 1)))",
        "POLYGON " + "(" * 100_000 + ")" * 100_000,
        "MULTIPOLYGON (" + "(" * 50_000,
        "0101000000000000000000F03F0000000000000040",
        "POINT (" + "1" * 100_000,
    ],
)
def test_anything_else_is_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(Invalid):
        read_wkt(text)
    assert time.perf_counter() - began < 0.5
