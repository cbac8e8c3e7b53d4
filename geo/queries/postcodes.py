"""From a postcode to a place, and from a place to the postcodes around it."""

from __future__ import annotations

import math
import string
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from geo.models.postcodes import Postcode
from geo.rules.grid import grid_point
from geo.rules.postcodes import canonical


@dataclass(frozen=True, slots=True)
class PostcodePlace:
    """Where a postcode is."""

    postcode: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class PostcodeNear:
    """A postcode and how far it is."""

    postcode: str
    lon: float
    lat: float
    metres: float


def postcode_place(session: Session, typed: str) -> PostcodePlace | None:
    """Return where the postcode that somebody typed is, or None if we do not know it."""
    postcode = canonical(typed)
    found = session.get(Postcode, postcode) if postcode else None
    return PostcodePlace(found.postcode, found.lon, found.lat) if found else None


def postcodes_like(session: Session, postcode: str, most: int = 3) -> tuple[str, ...]:
    """Return known postcodes that differ from a canonical one in a single character."""
    changed = {
        postcode[:at] + other + postcode[at + 1 :]
        for at, letter in enumerate(postcode)
        if letter != " "
        for other in (string.digits if letter.isdigit() else string.ascii_uppercase)
    }
    known = select(Postcode.postcode).where(Postcode.postcode.in_(sorted(changed)))
    return tuple(session.scalars(known.order_by(Postcode.postcode).limit(most)))


def postcodes_near(
    session: Session, lon: float, lat: float, metres: float, limit: int = 20
) -> list[PostcodeNear]:
    """Return the postcodes at most *metres* away, the nearest first."""
    easting, northing = grid_point(lon, lat)
    around = select(Postcode).where(
        Postcode.easting.between(easting - metres, easting + metres),
        Postcode.northing.between(northing - metres, northing + metres),
    )
    near = (
        PostcodeNear(
            found.postcode,
            found.lon,
            found.lat,
            math.hypot(found.easting - easting, found.northing - northing),
        )
        for found in session.scalars(around)
    )
    within = (found for found in near if found.metres <= metres)
    return sorted(within, key=lambda found: (found.metres, found.postcode))[:limit]
