"""Follow an area: around a postcode, a ward, or what somebody has drawn."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from shapely.geometry import Point, Polygon
from wtforms import SelectChoice

from consultation.commands.following import Wish
from consultation.rules.following import LEAST_METRES, MOST_METRES, AreaWay
from consultation.web.following import OFTEN, bp, take
from consultation.web.forms.following import AreaForm, about
from consultation.web.forms.views import refused
from consultation.web.map import around_wards
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.web.access import anyone
from foundation.web.limits import limiter
from geo.queries.postcodes import postcode_place
from geo.queries.wards import WardFacts, wards_of
from geo.rules.geojson import read_shape_text
from geo.rules.grid import to_degrees, to_grid
from geo.rules.postcodes import canonical
from geo.rules.shapes import Kind, Shape
from geo.web.basemaps import basemap


@bp.route("/follow/area", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def area() -> ResponseReturnValue:
    """Follow whatever is planned or said in one area."""
    form = AreaForm()
    wards = wards_of(db.session(), current_council().id)
    form.ward.choices = [SelectChoice(ward.code, ward.name) for ward in wards]
    if request.method == "GET":
        form.postcode.data = request.args.get("postcode", "")[:20]
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            return take(form, _area(form, wards))
        except Invalid as wrong:
            problems = refused(form, wrong.fields)
        except Conflict as full:
            problems = {"medium": full.sentence}
    page = render_template(
        "consultation/following/area.html",
        form=form,
        problems=problems,
        basemap=basemap(),
        bounds=around_wards(wards),
    )
    return page, 422 if form.errors or problems else 200


def _area(form: AreaForm, wards: list[WardFacts]) -> Wish:
    """Return the wish for the area that *form* gives."""
    match AreaWay(form.way.data):
        case AreaWay.POSTCODE:
            return _around(form.postcode.data or "", int(form.metres.data))
        case AreaWay.WARD:
            return _ward(form.ward.data, wards)
        case AreaWay.MAP:
            return _drawn(form.place.data or "", int(form.metres.data))


def _around(typed: str, metres: int) -> Wish:
    postcode = canonical(typed)
    found = postcode_place(db.session(), postcode) if postcode else None
    if found is None:
        raise about("postcode", _("Enter a full postcode, for example B9 5QT."))
    words = _("%(metres)s metres around %(postcode)s", metres=metres, postcode=found.postcode)
    return Wish(area_words=words, outline=circle(found.lon, found.lat, metres))


def _ward(code: str | None, wards: list[WardFacts]) -> Wish:
    ward = next((each for each in wards if each.code == code), None)
    if ward is None:
        raise about("ward", _("Choose a ward from the list."))
    return Wish(area_words=_("%(ward)s ward", ward=ward.name), ward_code=ward.code)


def _drawn(text: str, metres: int) -> Wish:
    if not text.strip():
        raise about("place", _("Choose a spot or draw an area on the map, or choose another way."))
    shape = read_shape_text(text)
    lon, lat = shape.label
    near = f"{lat:.4f}, {lon:.4f}"
    if shape.kind is Kind.POINT:
        words = _("%(metres)s metres around the spot %(spot)s", metres=metres, spot=near)
        return Wish(area_words=words, outline=circle(lon, lat, metres))
    if not isinstance(shape.geometry, Polygon):
        raise about("place", _("An area needs at least three corners. Add another point."))
    words = _(
        "the area you drew at %(spot)s (%(size)s ha)", spot=near, size=f"{shape.hectares:.1f}"
    )
    return Wish(area_words=words, outline=shape.geometry)


def circle(lon: float, lat: float, metres: int) -> Polygon:
    """Return what lies at most *metres* (200 to 3,000) from a spot, in degrees."""
    metres = min(max(metres, LEAST_METRES), MOST_METRES)
    around = to_grid(Shape(Point(lon, lat)).geometry).buffer(metres)
    return to_degrees(around)
