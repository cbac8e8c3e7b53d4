"""Where somebody asks about: a postcode, a ward, a spot on the map, or where their device is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid, TooLarge
from geo.queries.postcodes import postcode_place, postcodes_like
from geo.queries.wards import WardFacts, ward_at
from geo.rules.geojson import read_shape_text
from geo.rules.postcodes import canonical


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody asks about, and what to call it; or why we cannot say.

    Args:
        field: the way in which they said it; *problem* stands there.
        instead: postcodes that they may have meant.
    """

    name: str = ""
    at: tuple[float, float] | None = None
    problem: str | None = None
    field: Literal["postcode", "ward", "place"] = "postcode"
    instead: tuple[str, ...] = ()


def spot_of(args: Mapping[str, str], wards: list[WardFacts]) -> Spot:
    """Return the spot that an address, or a form, asks about."""
    if args.get("place", "").strip():
        return _at_place(args["place"], wards, is_device=args.get("from") == "device")
    if args.get("ward"):
        return _in_ward(wards, args["ward"])
    if "place" in args:
        return Spot(problem=_no_spot(), field="place")
    return _at_postcode(args, wards)


def _in_ward(wards: list[WardFacts], code: str) -> Spot:
    found = next((ward for ward in wards if ward.code == code), None)
    if found is None:
        return Spot(problem=_("Choose a ward from the list."), field="ward")
    return Spot(found.name, found.label)


def _at_place(text: str, wards: list[WardFacts], *, is_device: bool) -> Spot:
    try:
        lon, lat = read_shape_text(text).label
    except (Invalid, TooLarge):
        return Spot(problem=_no_spot(), field="place")
    ward = ward_at(db.session(), current_council().id, lon, lat) if wards else None
    if wards and ward is None:
        outside = _(
            "This spot is not in the area of %(council)s. Choose another one.",
            council=current_council().name,
        )
        return Spot(problem=outside, field="place")
    name = _("where you are") if is_device else _("the spot you chose")
    return Spot(f"{name}, {ward.name}" if ward else name, (lon, lat))


def _no_spot() -> str:
    return str(_("Move the map and press “Use this spot”, or enter a postcode."))


def _at_postcode(args: Mapping[str, str], wards: list[WardFacts]) -> Spot:
    typed = args.get("postcode", "")
    if not typed.strip():
        return Spot(problem=_("Enter a postcode.") if "postcode" in args else None)
    postcode = canonical(typed)
    if postcode is None:
        return Spot(problem=_("Enter a full postcode, for example B9 5AA."))
    session, council = db.session(), current_council()
    found = postcode_place(session, postcode)
    if found is None:
        unknown = _("We do not know this postcode. Check it, or choose your ward.")
        return Spot(problem=unknown, instead=postcodes_like(session, postcode))
    if wards and ward_at(session, council.id, found.lon, found.lat) is None:
        outside = _(
            "%(postcode)s is not in the area of %(council)s. Try another postcode.",
            postcode=postcode,
            council=council.name,
        )
        return Spot(problem=outside)
    return Spot(postcode, (found.lon, found.lat))
