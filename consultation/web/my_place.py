"""The place from which somebody looks: rounded, and kept by their own browser for a day at most.

It stands in the cookie of the session and in nothing that the council stores, and in no address, so
in no log, no history and no link that is passed on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import hypot

from flask import session
from flask_babel import gettext as _

from consultation.web.cards import METRES_IN_A_MILE
from foundation.web.current import now
from foundation.web.words import number
from geo.rules.grid import grid_point

KEPT_AS = "my_place"
KEPT_FOR = timedelta(days=1)
DECIMALS = 3
"""A thousandth of a degree: 111 metres north, about 68 east in Britain."""

A_FEW_STEPS = 0.05
"""Miles; what is nearer is simply here."""

WALKING_METRES = 800
"""Half a mile; nearer places are told in metres, as people pace them out."""


@dataclass(frozen=True, slots=True)
class MyPlace:
    """What to call the place, and its longitude and latitude, rounded."""

    name: str
    at: tuple[float, float]

    def metres_to(self, lon: float, lat: float) -> float:
        """Return how far a spot is from here."""
        (east, north), (x, y) = grid_point(*self.at), grid_point(lon, lat)
        return hypot(x - east, y - north)


def keep_place(name: str, at: tuple[float, float]) -> None:
    """Let this browser remember a place."""
    lon, lat = (round(each, DECIMALS) for each in at)
    session[KEPT_AS] = [name, lon, lat, now().isoformat()]


def my_place() -> MyPlace | None:
    """Return the place that this browser remembers, or None where there is none any more."""
    if KEPT_AS not in session:
        return None
    name, lon, lat, kept_at = session[KEPT_AS]
    if now() - datetime.fromisoformat(kept_at) > KEPT_FOR:
        return None
    return MyPlace(name, (lon, lat))


def forget_place() -> None:
    """Let this browser forget its place."""
    session.pop(KEPT_AS, None)


def away(metres: float) -> str:
    """Return a distance in words."""
    miles = metres / METRES_IN_A_MILE
    if miles < A_FEW_STEPS:
        return str(_("Here"))
    if metres < WALKING_METRES:
        near = max(100, round(metres / 100) * 100)
        return str(_("About %(metres)s metres away", metres=number(near)))
    return str(_("%(miles)s miles away", miles=number(round(miles, 1))))
