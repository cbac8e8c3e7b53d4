"""Wards as councils and the ONS publish them: GeoJSON with any names for code and name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from shapely.geometry import MultiPolygon, Point

from foundation.base.errors import Invalid
from foundation.base.events import Event
from geo.rules.boundaries import read_boundary, system_of
from geo.rules.boxes import GREAT_BRITAIN
from geo.rules.grid import Place
from geo.rules.shapes import Shape

MOST_WARDS = 1_000
LONGEST_NAME = 200
LONGEST_CODE = 40

CODE_FIELDS = ("ward_?code", r"wd\d\d_?cd", "wd_?cd", "gss_?code", "ons_?code", "code", "reference")
NAME_FIELDS = ("ward_?name", r"wd\d\d_?nm", "wd_?nm", "ward", "name")
LABEL_FIELDS = (("label_lon", "label_lat"), ("LONG", "LAT"), ("long", "lat"), ("lon", "lat"))

NOT_A_COLLECTION = "This is not a GeoJSON FeatureCollection with at least one feature."


@dataclass(frozen=True, slots=True)
class WardsLoaded(Event):
    """A council's ward map was put in place; the subject is the council."""

    kind: ClassVar[str] = "geo.wards.loaded"
    wards: int
    approximate: bool


@dataclass(frozen=True, slots=True)
class WardRecord:
    """One ward as it is to be kept.

    Args:
        residents: None where the source does not say; a known figure is then kept.
    """

    code: str
    name: str
    outline: MultiPolygon
    label: Place
    residents: int | None = None


def read_wards(
    collection: object, code_field: str | None = None, name_field: str | None = None
) -> list[WardRecord]:
    """Return every ward of a parsed GeoJSON file.

    Raises:
        Invalid: with one entry in ``fields`` for each broken feature, such as
            ``feature 3, ward_code``; a ward map with holes would lose people's comments, so the
            good features are not kept without the broken ones.
    """
    features = _features(collection)
    names = _property_names(features)
    code_field = code_field or _guess(CODE_FIELDS, names, "--code-field")
    name_field = name_field or _guess(NAME_FIELDS, names, "--name-field")
    for field in (code_field, name_field):
        if field not in names:
            raise Invalid(_unknown(field, names))
    return _read_each(features, code_field, name_field, system_of(_as_mapping(collection)))


def _features(collection: object) -> Sequence[object]:
    match collection:
        case {"type": "FeatureCollection", "features": list(features)} if features:
            if len(features) > MOST_WARDS:
                raise Invalid(
                    f"The file has {len(features)} features; one council has at most "
                    f"{MOST_WARDS}. Cut it down to your own wards."
                )
            return features
    raise Invalid(NOT_A_COLLECTION)


def _as_mapping(collection: object) -> Mapping[str, Any]:
    return collection if isinstance(collection, dict) else {}


def _property_names(features: Sequence[object]) -> list[str]:
    for feature in features:
        match feature:
            case {"properties": dict(properties)}:
                return [str(name) for name in properties]
    return []


def _guess(patterns: Sequence[str], names: Sequence[str], option: str) -> str:
    for pattern in patterns:
        for name in names:
            if re.fullmatch(pattern, name, re.IGNORECASE):
                return name
    raise Invalid(f"Say with {option} which property to use. The file has: {', '.join(names)}.")


def _unknown(field: str, names: Sequence[str]) -> str:
    return f"No feature has a property {field!r}. The file has: {', '.join(names)}."


def _read_each(
    features: Sequence[object], code_field: str, name_field: str, srid: int
) -> list[WardRecord]:
    wards: dict[str, WardRecord] = {}
    wrong: dict[str, str] = {}
    for number, feature in enumerate(features, 1):
        try:
            ward = _read_one(feature, code_field, name_field, srid)
            if ward.code in wards:
                raise _about(code_field, f"{ward.code} is there twice.")
            wards[ward.code] = ward
        except Invalid as error:
            for field, sentence in error.fields.items():
                wrong[f"feature {number}, {field}"] = sentence
    if wrong:
        raise Invalid(f"{len(wrong)} of {len(features)} features cannot be read.", fields=wrong)
    return list(wards.values())


def _read_one(feature: object, code_field: str, name_field: str, srid: int) -> WardRecord:
    match feature:
        case {"type": "Feature", "properties": dict(properties), "geometry": geometry}:
            code = _text(properties.get(code_field), code_field, LONGEST_CODE)
            name = _text(properties.get(name_field), name_field, LONGEST_NAME)
            try:
                outline = read_boundary(geometry, srid)
            except Invalid as error:
                raise _about("geometry", str(error)) from None
            return WardRecord(code, name, outline, _label(properties, outline))
    raise _about("type", "This is not a Feature with properties and a geometry.")


def _text(value: object, field: str, longest: int) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise _about(field, "is missing.")
    tidy = unicodedata.normalize("NFC", " ".join(value.split()))
    if len(tidy) > longest or any(unicodedata.category(letter)[0] == "C" for letter in tidy):
        raise _about(field, f"is longer than {longest} characters or has unprintable ones.")
    return tidy


def _label(properties: Mapping[str, Any], outline: MultiPolygon) -> Place:
    for lon_field, lat_field in LABEL_FIELDS:
        match properties.get(lon_field), properties.get(lat_field):
            case int() | float() as lon, int() | float() as lat:
                if GREAT_BRITAIN.holds(lon, lat) and outline.contains(Point(lon, lat)):
                    return float(lon), float(lat)
    return Shape(outline).label


def _about(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, fields={field: sentence})
