"""Points as a vector tile, where no database makes one.

Source: Mapbox Vector Tile Specification 2.1. Two tiles one after the other are one tile with the
layers of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mapbox_vector_tile.Mapbox import vector_tile_pb2

from geo.rules.tiles import EXTENT

VERSION = 2
POINT = 1
MOVE_TO_ONE = 9
"""The command of the format that sets one point."""

Value = str | int | None


def point_layer(
    name: str, keys: Sequence[str], points: Iterable[tuple[int, int, Sequence[Value]]]
) -> bytes:
    """Return a tile with one layer of points.

    Args:
        name: of the layer.
        keys: names of what is said of each point.
        points: steps east and south of the tile's corner, and a value for each key; None is left
            out.
    """
    tile = vector_tile_pb2.tile()
    layer = tile.layers.add(name=name, version=VERSION, extent=EXTENT, keys=keys)
    numbers: dict[Value, int] = {}
    for x, y, values in points:
        tags = []
        for key, value in enumerate(values):
            if value is not None:
                tags += [key, _number(layer, numbers, value)]
        layer.features.add(type=POINT, geometry=(MOVE_TO_ONE, x << 1, y << 1), tags=tags)
    made: bytes = tile.SerializeToString() if numbers else b""
    return made


def _number(layer: Any, numbers: dict[Value, int], value: Value) -> int:  # noqa: ANN401  generated
    known = numbers.get(value)
    if known is None:
        known = numbers[value] = len(numbers)
        said: Mapping[str, Value] = (
            {"int_value": value} if isinstance(value, int) else {"string_value": value}
        )
        layer.values.add(**said)
    return known
