"""Wards and postcodes to stand on."""

from __future__ import annotations

from shapely.geometry import MultiPolygon, Polygon
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.work import work
from geo.commands.wards import keep_wards
from geo.models.postcodes import Postcode
from geo.rules.grid import grid_point
from geo.rules.shapes import Shape
from geo.rules.wards import WardRecord
from tests.conftest import NOW


def wards_of(session: Session, actor: Actor, **outlines: Polygon) -> None:
    """Let a council have exactly these wards; each one's name is its code with spaces."""
    records = [
        WardRecord(
            code, code.replace("_", " "), MultiPolygon([outline]), Shape(outline).label, 1000
        )
        for code, outline in outlines.items()
    ]
    with work(session, actor, NOW) as unit:
        keep_wards(unit, records, source="a test")


def a_postcode(session: Session, postcode: str, spot: tuple[float, float]) -> None:
    """Let a postcode be known."""
    lon, lat = spot
    easting, northing = map(round, grid_point(lon, lat))
    session.add(Postcode(postcode=postcode, lon=lon, lat=lat, easting=easting, northing=northing))
    session.commit()
