"""What stands on a printed map: wards, the land in question and postcodes, as paths in squares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry import MultiPolygon, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

from geo.rules.grid import grid_point, to_grid
from geo.rules.sheets import LETTERS, ROWS, Sheet

UNIT = 100
"""Units of the drawing to one square."""

WIDTH, HEIGHT = UNIT * len(LETTERS), UNIT * ROWS
NAME_SIZES = ((4.0, 34), (0.5, 18))
"""Fewest squares that a piece of a ward covers, and how large its name is; below that, none."""

FINEST_METRES = 250
"""With larger squares than these, postcodes would stand in each other's way."""

APART = 1.5 * UNIT
MOST_POSTCODES = 70


@dataclass(frozen=True, slots=True)
class Name:
    """A word and where it stands."""

    words: str
    x: float
    y: float
    size: int = 22


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A drawing of `WIDTH` by `HEIGHT`: paths of wards, of the land in question, and names."""

    sheet: Sheet
    wards: tuple[str, ...]
    names: tuple[Name, ...]
    land: str
    postcodes: tuple[Name, ...]
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[int, float], ...]


def picture_of_sheet(
    sheet: Sheet,
    outlines: Mapping[str, Any],
    land: dict[str, Any] | None,
    postcodes: Iterable[tuple[str, float, float]],
) -> SheetPicture:
    """Return the drawing of a sheet.

    Args:
        sheet: which land, in which squares.
        outlines: wards as ``ward_outlines`` returns them.
        land: GeoJSON of what it is about, or None.
        postcodes: each with longitude and latitude, the most useful first.
    """
    frame = box(*sheet.box)
    wards, names = [], []
    for ward in outlines["features"]:
        piece = to_grid(shape(ward["geometry"])).intersection(frame)
        if path := _path(sheet, piece):
            wards.append(path)
            squares = piece.area / sheet.metres**2
            size = next((size for fewest, size in NAME_SIZES if squares >= fewest), None)
            if size:
                middle = piece.representative_point()
                at = _at(sheet, middle.x, middle.y)
                names.append(Name(str(ward["properties"]["name"]), *at, size))
    meant = to_grid(shape(land)).intersection(frame) if land else Polygon()
    return SheetPicture(
        sheet,
        tuple(wards),
        tuple(names),
        _path(sheet, meant),
        tuple(_spread(sheet, postcodes)),
        tuple((letter, (at + 0.5) * UNIT) for at, letter in enumerate(LETTERS)),
        tuple((at + 1, (at + 0.5) * UNIT) for at in range(ROWS)),
    )


def _spread(sheet: Sheet, postcodes: Iterable[tuple[str, float, float]]) -> Iterator[Name]:
    """Yield postcodes that stand on the sheet and in the way of no other."""
    taken: list[Name] = []
    if sheet.metres > FINEST_METRES:
        return
    for words, lon, lat in postcodes:
        x, y = _at(sheet, *grid_point(lon, lat))
        is_on = UNIT / 2 <= x <= WIDTH - UNIT and UNIT / 4 <= y <= HEIGHT - UNIT / 4
        if is_on and all(abs(x - one.x) > APART or abs(y - one.y) > UNIT / 2 for one in taken):
            taken.append(Name(words, x, y))
            yield taken[-1]
        if len(taken) == MOST_POSTCODES:
            return


def _path(sheet: Sheet, drawn: BaseGeometry) -> str:
    return " ".join(
        "M" + " ".join("{},{}".format(*_at(sheet, x, y)) for x, y in ring.coords) + "Z"
        for piece in _pieces(drawn)
        for ring in (piece.exterior, *piece.interiors)
    )


def _pieces(drawn: BaseGeometry) -> list[Polygon]:
    if isinstance(drawn, Polygon):
        return [] if drawn.is_empty else [drawn]
    if isinstance(drawn, MultiPolygon) or hasattr(drawn, "geoms"):
        return [piece for each in drawn.geoms for piece in _pieces(each)]
    return []


def _at(sheet: Sheet, east: float, north: float) -> tuple[float, float]:
    scale = UNIT / sheet.metres
    return round((east - sheet.west) * scale, 1), round((sheet.north - north) * scale, 1)
